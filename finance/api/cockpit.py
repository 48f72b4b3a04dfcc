"""The month of a building: what is done, with its proof, and what is to be done."""

from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from finance.cockpit import State
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from koprogo.slots import cockpit_lines


class CockpitLineShape(serializers.Serializer):
    """Work of the month; ``proof``: what was found, in words. ``url``: its page.

    ``late`` is to do, and ``due_on`` has passed; ``nothing``: there is nothing of the
    kind here.
    """

    what = serializers.CharField()
    section = serializers.CharField()
    label = serializers.CharField()
    state = serializers.ChoiceField([state.value for state in State])
    proof = serializers.CharField()
    rule = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    url = serializers.CharField()


class MonthView(ApiView):
    tag = "books"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(list_of=CockpitLineShape)
    def get(self, request, building):
        """What a month brings, line by line: done with its proof, or to be done.

        You see the lines whose page you may open.
        """
        return cockpit_lines.items(request)
