"""Who takes part, and which modules there are, in JSON. No address, no telephone."""

from rest_framework import serializers

from buildings.models import Module, ModuleSwitch
from community.forms.neighbours import GreetingForm, NeighbourForm, SwitchForm
from community.models import Mail, Neighbour
from koprogo.api.bodies import FormBody


class NeighbourName(serializers.Serializer):
    """Somebody by the name that he chose."""

    uuid = serializers.UUIDField()
    name = serializers.CharField()


class NeighbourShape(NeighbourName):
    """What somebody listed says about himself."""

    where = serializers.CharField()
    about = serializers.CharField()


class OwnNeighbourShape(NeighbourShape):
    """Oneself. ``mails``: about what one gets mail."""

    is_listed = serializers.BooleanField()
    mails = serializers.ListField(child=serializers.ChoiceField(Mail.choices))
    joined_at = serializers.DateTimeField()


class NeighboursShape(serializers.Serializer):
    """``modules``: those that are on; ``me``: null before one takes part.

    ``unread``: messages that are new.
    """

    modules = serializers.ListField(child=serializers.ChoiceField(Module.choices))
    me = OwnNeighbourShape(allow_null=True)
    unread = serializers.IntegerField()


class ModuleShape(serializers.Serializer):
    """``does`` and ``shares``: what it is for, and what others see of one through it.

    ``decision``: the latest, null before any.
    """

    module = serializers.ChoiceField(Module.choices)
    name = serializers.CharField(source="label")
    does = serializers.CharField(source="words.does")
    shares = serializers.CharField(source="words.shares")
    is_on = serializers.BooleanField()
    decision = serializers.CharField(
        source="switch.decision", default=None, allow_null=True
    )
    decided_by = serializers.ChoiceField(
        ModuleSwitch.DecidedBy.choices,
        source="switch.decided_by",
        default=None,
        allow_null=True,
    )
    decided_on = serializers.DateField(
        source="switch.decided_on", default=None, allow_null=True
    )


class BlockShape(serializers.Serializer):
    """Whom one wants nothing to do with; he does not learn it."""

    uuid = serializers.UUIDField()
    blocked = NeighbourName()
    since = serializers.DateTimeField()


class GreetingShape(serializers.Serializer):
    text = serializers.CharField()
    written_at = serializers.DateTimeField()


# What is sent


class ModuleSwitchBody(FormBody):
    """Who decided that it is switched, and when."""

    form_class = SwitchForm

    is_on = serializers.BooleanField()


class JoiningBody(FormBody):
    """By which name one is seen; no ``mails`` are all of them."""

    form_class = NeighbourForm

    mails = serializers.ListField(
        child=serializers.ChoiceField(Mail.choices), required=False
    )

    def form(self, data):
        return self.form_class(data, initial={"mails": Mail.values})


class OwnNeighbourBody(FormBody):
    form_class = NeighbourForm
    needs = ("initial",)


class GreetingBody(FormBody):
    form_class = GreetingForm


def shown(me: Neighbour) -> dict:
    """Return what the form about oneself shows at first."""
    names = ("name", "where", "about", "is_listed", "mails")
    return {name: getattr(me, name) for name in names}
