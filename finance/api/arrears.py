"""Who is late, and what keeps reminders back: pauses and instalment plans."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.shapes import HoldingName
from buildings.models import Holding
from buildings.queries import named_holdings
from finance.api.reminders import ClaimedShape
from finance.arrears import ZERO
from finance.errors import NotLate, PauseEnded, PlanEnded, PlanOutside, PlanRunning
from finance.forms.reminders import PauseForm, PlanForm
from finance.models import InstalmentPlan, ReminderPause
from finance.queries.holders import name_holders
from finance.queries.lateness import (
    interest_so_far,
    late_among,
    late_holdings,
    own_plans,
    plan_list,
    remindable_holdings,
    visible_plans,
)
from finance.services import plans as services
from koprogo.api.bodies import FormBody
from koprogo.api.fields import Money
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView


class LastShape(serializers.Serializer):
    position = serializers.IntegerField()
    on = serializers.DateField()


class ComingShape(serializers.Serializer):
    """The next level, and the first day on which it may be sent."""

    position = serializers.IntegerField(source="level.position")
    on = serializers.DateField()


class LateShape(serializers.Serializer):
    """An account holder who is late. ``last``: the last reminder of these arrears."""

    holding = HoldingName()
    since = serializers.DateField()
    overdue = Money()
    last = LastShape(allow_null=True)
    coming = ComingShape(allow_null=True)
    paused_until = serializers.DateField(source="holding.paused_until", allow_null=True)
    plan = serializers.UUIDField(source="holding.plan_uuid", allow_null=True)


class InstalmentShape(serializers.Serializer):
    number = serializers.IntegerField()
    due_on = serializers.DateField()
    amount = Money()


class PlanShape(serializers.Serializer):
    """An agreement to pay by instalments. ``end``: empty while it runs."""

    uuid = serializers.UUIDField()
    agreed_on = serializers.DateField()
    amount = Money()
    end = serializers.ChoiceField(InstalmentPlan.End, allow_blank=True)
    instalments = InstalmentShape(many=True, source="instalments.all")


class PauseShape(serializers.Serializer):
    """No reminder before ``until``; ``reason`` is for the office only."""

    since = serializers.DateField()
    until = serializers.DateField()
    reason = serializers.CharField()


class HolderArrears(serializers.Serializer):
    """What one holder owes too late. ``interest``: of a formal notice of today."""

    holding = HoldingName()
    overdue = Money()
    interest = Money()
    items = ClaimedShape(many=True)
    paused_until = serializers.DateField(allow_null=True)
    pause_reason = serializers.CharField(allow_null=True)
    plan = serializers.UUIDField(allow_null=True)


class PauseBody(FormBody):
    form_class = PauseForm


class PlanBody(FormBody):
    """Without an amount: all that is overdue."""

    form_class = PlanForm
    needs = ("least", "most")

    amount = Money(required=False)


class ArrearsView(ApiView):
    tag = "reminders"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(page_of=LateShape)
    def get(self, request, building):
        """Who is late, for longest first, and what comes next."""
        return Listing(late_holdings(on=timezone.localdate()), _named)


class HolderArrearsView(ApiView):
    tag = "reminders"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(answer=HolderArrears)
    def get(self, request, building, holding_id):
        """What one holder owes too late, and what keeps reminders back."""
        today = timezone.localdate()
        known = named_holdings(remindable_holdings(on=today))
        holding = get_object_or_404(known, uuid=holding_id)
        [late] = late_among([holding], on=today) or [None]
        claim = interest_so_far(late, on=today) if late else None
        return {
            "holding": holding,
            "overdue": claim.overdue if claim else ZERO,
            "interest": claim.interest if claim else ZERO,
            "items": claim.items if claim else [],
            "paused_until": holding.paused_until,
            "pause_reason": holding.pause_reason,
            "plan": holding.plan_uuid,
        }


class PauseView(ApiView):
    tag = "reminders"

    @require(Permission.SEND_REMINDERS)
    @operation(body=PauseBody, answer=PauseShape, status=201)
    def post(self, request, building, holding_id):
        """Send no reminder to a holder before a day."""
        holding = _holding(holding_id)
        return services.pause_reminders(holding, **self.read(), by=request.user)

    @require(Permission.SEND_REMINDERS)
    @operation(status=204, refuses=(PauseEnded,))
    def delete(self, request, building, holding_id):
        """End the pause: reminders go on."""
        running = ReminderPause.objects.filter(ended_at=None)
        pause = get_object_or_404(running, holding__uuid=holding_id)
        services.end_pause(pause, by=request.user)


class Plans(ApiView):
    tag = "reminders"

    @require(Permission.SEND_REMINDERS)
    @operation(
        body=PlanBody,
        answer=PlanShape,
        status=201,
        refuses=(NotLate, PlanOutside, PlanRunning),
    )
    def post(self, request, building, holding_id):
        """Agree that a holder pays what is overdue by monthly instalments."""
        holding = _holding(holding_id)
        least, most = services.plan_limits(holding, on=timezone.localdate())
        data = {"amount": least} | self.read(least=least, most=most)
        plan = services.agree_plan(holding, **data, by=request.user)
        return plan_list().get(pk=plan.pk)


class PlanView(ApiView):
    tag = "reminders"

    @require(Permission.SEE_CALLS)
    @operation(answer=PlanShape)
    def get(self, request, building, plan_id):
        """An instalment plan: mine, or for those who see all accounts."""
        return get_object_or_404(visible_plans(request.access), uuid=plan_id)


class MyPlans(ApiView):
    tag = "reminders"

    @require(Permission.SEE_OWN_ACCOUNT)
    @operation(list_of=PlanShape)
    def get(self, request, building):
        """My instalment plans."""
        return own_plans(request.access)


class PlanWithdrawal(ApiView):
    tag = "reminders"

    @require(Permission.SEND_REMINDERS)
    @operation(answer=PlanShape, refuses=(PlanEnded,))
    def post(self, request, building, plan_id):
        """End a plan: reminding goes on where it was."""
        plan = get_object_or_404(InstalmentPlan, uuid=plan_id)
        services.withdraw_plan(plan, by=request.user)
        return plan_list().get(pk=plan.pk)


def _holding(holding_id) -> Holding:
    return get_object_or_404(named_holdings(), uuid=holding_id)


def _named(late):
    name_holders(late)
    return late
