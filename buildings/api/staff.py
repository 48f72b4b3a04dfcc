"""Who works for a firm that I run, and who is invited to."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import serializers

from buildings.api.firms import my_firm
from buildings.api.invitations import InvitationShape
from buildings.errors import InvitationClosed, LastManager
from buildings.forms import ColleagueForm
from buildings.models import FirmMember, Invitation
from buildings.models.people import FIRM_ROLES
from buildings.services import staff as services
from koprogo.api.bodies import FormBody
from koprogo.api.doors import personal
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from koprogo.ui.origin import origin


class ColleagueShape(serializers.Serializer):
    """Who enters the buildings of the firm; ``uuid`` is the person's."""

    uuid = serializers.UUIDField(source="user.uuid")
    name = serializers.CharField(source="user.name")
    email = serializers.CharField(source="user.email")
    role = serializers.ChoiceField([(role.value, role.label) for role in FIRM_ROLES])
    since = serializers.DateField()


class ColleagueBody(FormBody):
    """Somebody who is invited by e-mail to work for the firm."""

    form_class = ColleagueForm


class Staff(ApiView):
    tag = "staff"

    @personal()
    @operation(page_of=ColleagueShape)
    def get(self, request, firm_id):
        """Who works for the firm today, by name."""
        return _colleagues(my_firm(request, firm_id)).order_by("user__name", "pk")


class StaffEnd(ApiView):
    tag = "staff"

    @personal()
    @operation(status=204, refuses=(LastManager,))
    def post(self, request, firm_id, colleague_id):
        """End what a colleague is: from now on he enters none of its buildings."""
        firm = my_firm(request, firm_id)
        running = _colleagues(firm).filter(user__uuid=colleague_id)
        colleague = get_object_or_404(running[:1])
        today = timezone.localdate()
        services.end_membership(colleague.user, firm=firm, on=today, by=request.user)


class StaffInvitations(ApiView):
    tag = "staff"

    @personal()
    @operation(page_of=InvitationShape)
    def get(self, request, firm_id):
        """Who is invited and has not answered yet, by name."""
        invited = _invited(my_firm(request, firm_id)).open(timezone.now())
        return invited.select_related("created_by").order_by("name", "pk")

    @personal()
    @operation(body=ColleagueBody, answer=InvitationShape, status=201)
    def post(self, request, firm_id):
        """Invite a colleague by e-mail."""
        return services.invite_colleague(
            my_firm(request, firm_id),
            **self.read(),
            origin=origin(request),
            by=request.user,
        )


class StaffRevocation(ApiView):
    tag = "staff"

    @personal()
    @operation(status=204, refuses=(InvitationClosed,))
    def post(self, request, firm_id, invited_id):
        """Withdraw the invitation of a colleague."""
        invited = _invited(my_firm(request, firm_id))
        found = get_object_or_404(invited, uuid=invited_id)
        services.revoke_colleague(found, by=request.user)


def _colleagues(firm):
    running = FirmMember.objects.on(timezone.localdate()).filter(firm=firm)
    return running.select_related("user")


def _invited(firm):
    return Invitation.objects.filter(firm=firm)
