"""Members, their terms and the tariffs in JSON."""

from rest_framework import serializers

from buildings.models import AddOnUse, Participation, ParticipationPeriod, Reduction
from koprogo.api.bodies import FormBody
from koprogo.api.fields import Balance
from transparency.forms.membership import (
    AddOnForm,
    EndForm,
    JoinForm,
    ReductionEndForm,
    ReductionForm,
    WayForm,
)
from transparency.models import Audience, PriceStep, Schedule
from transparency.tariff import Reduction as ReductionRule

Way = ParticipationPeriod.Way

# What is shown


class ParticipationShape(serializers.Serializer):
    """``way``: null while it is inactive; ``leaves_on``: the first day without it."""

    uuid = serializers.UUIDField()
    kind = serializers.ChoiceField(Participation.Kind)
    name = serializers.CharField()
    kbo = serializers.CharField()
    way = serializers.ChoiceField(Way, allow_null=True)
    joined_on = serializers.DateField()
    leaves_on = serializers.DateField(allow_null=True)


class MonthlyPriceShape(serializers.Serializer):
    """``due`` = ``base`` (the price after the reduction) + ``add_ons``; EUR a month."""

    price = Balance()
    reduction = serializers.ChoiceField(
        [(one.value, one.value) for one in ReductionRule]
    )
    base = Balance()
    add_ons = Balance()
    due = Balance()


class MyParticipationShape(serializers.Serializer):
    """``coming``: what the next month costs; null where nothing is owed then."""

    participation = ParticipationShape(source="row")
    votes = serializers.BooleanField()
    is_leaving = serializers.BooleanField()
    coming = MonthlyPriceShape(allow_null=True)


class JoinedShape(serializers.Serializer):
    uuid = serializers.UUIDField()
    kind = serializers.ChoiceField(Participation.Kind)
    name = serializers.CharField()


class AddOnOfferShape(serializers.Serializer):
    """``since`` and ``until``: null while it is not used, or has no end."""

    add_on = serializers.ChoiceField(AddOnUse.AddOn, source="code")
    price = Balance(allow_null=True)
    since = serializers.DateField(source="use.since", default=None, allow_null=True)
    until = serializers.DateField(source="use.until", default=None, allow_null=True)


class AsblMemberShape(ParticipationShape):
    """``reduction``: of today; empty for none."""

    reduction = serializers.ChoiceField(Reduction.Kind, allow_null=True)
    voter = serializers.CharField()
    voter_email = serializers.CharField(source="voter.email")


class PeriodOfMemberShape(serializers.Serializer):
    way = serializers.ChoiceField(Way)
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True)


class ReductionShape(serializers.Serializer):
    uuid = serializers.UUIDField()
    kind = serializers.ChoiceField(Reduction.Kind)
    contributor = serializers.CharField()
    reason = serializers.CharField()
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True)


class MemberPageShape(AsblMemberShape):
    periods = PeriodOfMemberShape(source="periods.all", many=True)
    reductions = ReductionShape(source="reductions.all", many=True)


class TierShape(serializers.Serializer):
    from_participants = serializers.IntegerField()
    price = Balance()


class ScheduleShape(serializers.Serializer):
    """``decision``: the words of the decision; empty for the founders' tariff."""

    uuid = serializers.UUIDField()
    audience = serializers.ChoiceField(Audience)
    kind = serializers.ChoiceField(Schedule.Kind)
    since = serializers.DateField()
    decision = serializers.CharField(source="decision_text")
    tiers = TierShape(source="tiers.all", many=True)


class PriceStepShape(serializers.Serializer):
    audience = serializers.ChoiceField(Audience)
    since = serializers.DateField()
    price = Balance()
    participants = serializers.IntegerField()
    cause = serializers.ChoiceField(PriceStep.Cause)


class ComingPriceShape(serializers.Serializer):
    since = serializers.DateField()
    price = Balance()


class TariffTodayShape(serializers.Serializer):
    """``following``: the next bound; null after the last one."""

    participants = serializers.IntegerField()
    price = Balance(allow_null=True)
    person_price = Balance(allow_null=True)
    coming = ComingPriceShape(allow_null=True)
    following = TierShape(allow_null=True)
    missing = serializers.IntegerField(allow_null=True)


# What is sent


class JoinBody(FormBody):
    """``who``: ``myself``, ``another``, or the slug of a building that you run."""

    form_class = JoinForm
    needs = ("buildings",)

    who = serializers.SlugField(max_length=60)


class WayBody(FormBody):
    form_class = WayForm
    needs = ("participation",)

    way = serializers.ChoiceField(Way)


class AddOnBody(FormBody):
    form_class = AddOnForm


class ReductionBody(FormBody):
    form_class = ReductionForm


class ReductionEndBody(FormBody):
    form_class = ReductionEndForm


class MemberEndBody(FormBody):
    form_class = EndForm
