"""The instalments of a budget: which are called, and the calls that are made of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from finance.fiscal_year import year_name
from finance.forms.budgets import InstalmentsForm
from finance.queries.budgets import budget_list
from finance.queries.instalments import (
    Plan,
    amounts_of,
    calls_of_year,
    period_of,
    plan_of,
)
from finance.refusals.budgets import REFUSED, sentence
from finance.services.instalments import make_instalments


@require_safe
@require(Permission.SEE_BOOKS)
def budget_instalments(request, building, budget_id):
    found = _adopted(request, budget_id)
    calls = calls_of_year(found)
    plan = plan_of(found, calls, on=timezone.localdate())
    may_prepare = request.access.allows(Permission.PREPARE_CALLS)
    shown = [call for call in calls if may_prepare or call.is_issued]
    context = {
        "building": building,
        "budget": found,
        "year": year_name(found.year.since, found.year.until),
        "rows": [
            (call, period_of(call), sum(amounts_of(call).values())) for call in shown
        ],
        "plan": plan,
        "counts": found.in_force == found.pk,
        "may_prepare": may_prepare,
        "today": timezone.localdate(),
    }
    return render(request, "finance/budgets/instalments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_CALLS)
def budget_instalments_make(request, building, budget_id):
    """Look at the calls to be made, from another period on; then make them."""
    found = _adopted(request, budget_id)
    calls = calls_of_year(found)
    plan = plan_of(found, calls, on=timezone.localdate())
    asked = request.POST if request.method == "POST" else request.GET
    form = InstalmentsForm(
        asked if "first" in asked else None, plan=plan, language=get_language()
    )
    if form.is_valid():
        plan = plan_of(found, calls, on=timezone.localdate(), **form.cleaned_data)
    if request.method == "POST" and _make(request, found, plan):
        return redirect("finance:budget-instalments", building.slug, found.uuid)
    context = {
        "building": building,
        "budget": found,
        "form": form,
        "plan": plan,
        "counts": found.in_force == found.pk,
    }
    return render(request, "finance/budgets/make.html", context)


def _make(request, budget, plan: Plan) -> bool:
    """Make the calls of the plan and say how many; or say why not."""
    shown = {str(draft.uuid): draft.uuid for draft in plan.drafts}
    replacing = [shown.get(text) for text in request.POST.getlist("replacing")]
    try:
        made = make_instalments(
            budget,
            first=plan.first,
            works=plan.works,
            replacing=replacing,
            by=request.user,
        )
    except REFUSED as error:
        messages.error(request, sentence(error))
        return False
    text = ngettext(
        "%(count)s call for funds is prepared: nothing is owed before it is issued.",
        "%(count)s calls for funds are prepared: nothing is owed before they are issued.",
        len(made),
    )
    messages.success(request, text % {"count": len(made)})
    return True


def _adopted(request, budget_id):
    return get_object_or_404(budget_list(request.access).adopted(), uuid=budget_id)
