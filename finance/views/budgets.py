"""Budgets: drafted, adopted, and read by everybody who may read the books."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from buildings.models import AllocationKey
from finance import chart
from finance.fiscal_year import year_name
from finance.forms.budgets import (
    Accounts,
    BudgetForm,
    DecisionForm,
    LineFormSet,
    NewBudgetForm,
)
from finance.lists import budgets as lists
from finance.models import Budget
from finance.queries.budgets import (
    budget_accounts,
    budget_list,
    first_lines,
    years_to_budget,
)
from finance.queries.reserve import check_of, planned_reserve
from finance.queries.settings import book_settings
from finance.refusals.budgets import REFUSED, sentence
from finance.services import budgets as services
from koprogo.ui.exports import send_table
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_BOOKS)
def budgets(request, building):
    page = paginate(request, budget_list(request.access))
    rows = [(one, year_name(one.year.since, one.year.until)) for one in page]
    context = {"building": building, "page": page, "rows": rows}
    return render(request, "finance/budgets/list.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def budgets_table(request, building, ending):
    table = lists.budgets_table(budget_list(request.access))
    return send_table(table, ending, place=building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_BUDGETS)
def budget_new(request, building):
    form = NewBudgetForm(
        request.POST if request.method == "POST" else None,
        spans=years_to_budget(request.access, building, on=timezone.localdate()),
        initial={"call_months": book_settings().call_months},
    )
    if request.method == "POST" and form.is_valid():
        try:
            budget = _draft(form.cleaned_data, by=request.user)
        except REFUSED as error:
            messages.error(request, sentence(error))
        else:
            return redirect("finance:budget-edit", building.slug, budget.uuid)
    context = {"building": building, "form": form}
    return render(request, "finance/budgets/new.html", context)


@transaction.atomic
def _draft(data, *, by) -> Budget:
    year = services.year_to_budget(data["year"], by=by)
    return services.draft_budget(
        year=year,
        title=data["title"],
        call_months=data["call_months"],
        lines=first_lines(year, data["start"]),
        by=by,
    )


@require_safe
@require(Permission.SEE_BOOKS)
def budget(request, building, budget_id):
    found = get_object_or_404(budget_list(request.access), uuid=budget_id)
    lines = list(found.lines.select_related("account", "key"))
    names = chart.labels(line.account.code for line in lines)
    context = {
        "building": building,
        "budget": found,
        "year": year_name(found.year.since, found.year.until),
        "lines": [(line, names[line.account.code]) for line in lines],
        "check": check_of(found.year, called=planned_reserve(found)),
    }
    return render(request, "finance/budgets/budget.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def budget_table(request, building, budget_id, ending):
    found = get_object_or_404(budget_list(request.access), uuid=budget_id)
    lines = list(found.lines.select_related("account", "key"))
    names = chart.labels(line.account.code for line in lines)
    return send_table(lists.budget_table(lines, names), ending, place=building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_BUDGETS)
def budget_edit(request, building, budget_id):
    found = _draft_or_404(budget_id)
    data = request.POST if request.method == "POST" else None
    form = BudgetForm(
        data, initial={"title": found.title, "call_months": found.call_months}
    )
    rows = _rows(data, found)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        try:
            services.redraft_budget(
                found, **form.cleaned_data, lines=rows.lines(), by=request.user
            )
        except REFUSED as error:
            messages.error(request, sentence(error))
            return redirect("finance:budgets", building.slug)
        if "more" in request.POST:
            return redirect("finance:budget-edit", building.slug, found.uuid)
        return redirect("finance:budget", building.slug, found.uuid)
    context = {"building": building, "budget": found, "form": form, "rows": rows}
    return render(request, "finance/budgets/form.html", context)


def _rows(data, budget):
    lines = [
        {
            "kind": line.kind,
            "account": line.account,
            "label": line.label,
            "key": str(line.key.uuid),
            "amount": line.amount,
        }
        for line in budget.lines.select_related("account", "key")
    ]
    known = {
        "keys": list(AllocationKey.objects.all()),
        "accounts": Accounts(budget_accounts()),
    }
    return LineFormSet(data, initial=lines, prefix="lines", form_kwargs=known)


def _draft_or_404(budget_id) -> Budget:
    drafts = Budget.objects.filter(adopted_at=None).select_related("year")
    return get_object_or_404(drafts, uuid=budget_id)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_BUDGETS)
def budget_discard(request, building, budget_id):
    found = _draft_or_404(budget_id)
    if request.method == "POST":
        try:
            services.discard_budget(found, by=request.user)
        except REFUSED as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The draft is discarded."))
        return redirect("finance:budgets", building.slug)
    context = {"building": building, "budget": found}
    return render(request, "finance/budgets/discard.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.ADOPT_BUDGETS)
def budget_adopt(request, building, budget_id):
    found = _draft_or_404(budget_id)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.adopt_budget(found, **form.cleaned_data, by=request.user)
        except REFUSED as error:
            messages.error(request, sentence(error))
        else:
            messages.success(
                request, _("The budget is adopted and counts from now on.")
            )
            return redirect("finance:budget-instalments", building.slug, found.uuid)
    context = {
        "building": building,
        "budget": found,
        "form": form,
        "check": check_of(found.year, called=planned_reserve(found)),
    }
    return render(request, "finance/budgets/adopt.html", context)
