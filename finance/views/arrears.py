"""Who is late: all of them, and one of them with what was done about it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from buildings.access import Permission, require
from buildings.models import Holding
from buildings.queries import named_holdings
from finance.forms.reminders import PauseForm, PlanForm
from finance.lists.reminders import arrears_table as as_table
from finance.models import InstalmentPlan, ReminderPause
from finance.queries.accounts import holdings_of
from finance.queries.holders import name_holders
from finance.queries.lateness import (
    interest_so_far,
    late_among,
    late_holdings,
    own_plans,
    remindable_holdings,
    visible_plans,
)
from finance.queries.reminders import sent_reminders
from finance.refusals.reminders import REFUSED, sentence
from finance.services import plans
from koprogo.ui.exports import send_table
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def arrears(request, building):
    """Who is late, since when, and what comes next."""
    late = late_holdings(on=timezone.localdate())
    page = paginate(request, late)
    name_holders(page.object_list)
    context = {
        "building": building,
        "page": page,
        "may_remind": request.access.allows(Permission.SEND_REMINDERS),
    }
    return render(request, "finance/reminders/arrears.html", context)


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def arrears_table(request, building, ending):
    late = late_holdings(on=timezone.localdate())
    name_holders(late)
    return send_table(as_table(late), ending, place=building.slug)


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def holder_arrears(request, building, holding_id):
    today = timezone.localdate()
    known = named_holdings(remindable_holdings(on=today))
    holding = get_object_or_404(known, uuid=holding_id)
    [late] = late_among([holding], on=today) or [None]
    context = {
        "building": building,
        "holding": holding,
        "late": late,
        "claim": interest_so_far(late, on=today) if late else None,
        "reminders": late.reminders if late else holding.reminders.all(),
        "today": today,
        "may_remind": request.access.allows(Permission.SEND_REMINDERS),
    }
    return render(request, "finance/reminders/holder.html", context)


@require_safe
@require(Permission.SEE_OWN_ACCOUNT)
def my_reminders(request, building):
    """The reminders that the person himself was sent, and his plans."""
    mine = sent_reminders().filter(holding__in=holdings_of(request.access))
    context = {
        "building": building,
        "page": paginate(request, mine),
        "plans": own_plans(request.access),
    }
    return render(request, "finance/reminders/mine.html", context)


@require_safe
@require(Permission.SEE_CALLS)
def plan(request, building, plan_id):
    found = visible_plans(request.access).select_related("holding")
    plan = get_object_or_404(found, uuid=plan_id)
    name_holders([plan])
    context = {
        "building": building,
        "plan": plan,
        "today": timezone.localdate(),
        "may_see_all": request.access.allows(Permission.SEE_ALL_ACCOUNTS),
        "may_remind": request.access.allows(Permission.SEND_REMINDERS),
    }
    return render(request, "finance/reminders/plan_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEND_REMINDERS)
def pause(request, building, holding_id):
    holding = _holding(holding_id)
    form = PauseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        plans.pause_reminders(holding, **form.cleaned_data, by=request.user)
        return _back(building, holding)
    context = {"building": building, "holding": holding, "form": form}
    return render(request, "finance/reminders/pause.html", context)


@require_POST
@require(Permission.SEND_REMINDERS)
def pause_end(request, building, holding_id):
    holding = _holding(holding_id)
    for running in ReminderPause.objects.filter(holding=holding, ended_at=None):
        plans.end_pause(running, by=request.user)
    return _back(building, holding)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEND_REMINDERS)
def plan_new(request, building, holding_id):
    """Fill in, look at the instalments, agree."""
    holding = _holding(holding_id)
    least, most = plans.plan_limits(holding, on=timezone.localdate())
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, least=least, most=most)
    parts = []
    if request.method == "POST" and form.is_valid():
        parts = [
            {"due_on": part.due, "amount": part.amount} for part in form.instalments()
        ]
        if request.POST.get("wish") == "agree":
            try:
                plans.agree_plan(holding, **form.cleaned_data, by=request.user)
            except REFUSED as error:
                form.add_error(None, sentence(error))
            else:
                messages.success(request, _("The plan is agreed."))
                return _back(building, holding)
    context = {"building": building, "holding": holding, "form": form, "parts": parts}
    return render(request, "finance/reminders/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEND_REMINDERS)
def plan_withdraw(request, building, plan_id):
    found = InstalmentPlan.objects.select_related("holding")
    plan = get_object_or_404(found, uuid=plan_id)
    if request.method == "POST":
        try:
            plans.withdraw_plan(plan, by=request.user)
        except REFUSED as error:
            messages.error(request, sentence(error))
        return _back(building, plan.holding)
    context = {"building": building, "plan": plan, "holding": plan.holding}
    return render(request, "finance/reminders/plan_withdraw.html", context)


def _holding(holding_id) -> Holding:
    return get_object_or_404(named_holdings(), uuid=holding_id)


def _back(building, holding):
    return redirect("finance:holder-arrears", building.slug, holding.uuid)
