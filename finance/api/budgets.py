"""Budgets: prepared, adopted, followed, called."""

from django import forms
from django.shortcuts import get_object_or_404
from django.utils import timezone

from buildings.access import Permission
from buildings.api.doors import require
from buildings.models import AllocationKey
from finance.api.budget_shapes import (
    BookSettingsBody,
    BookSettingsShape,
    BudgetAccountShape,
    BudgetBody,
    BudgetCallsBody,
    BudgetCallShape,
    BudgetDecisionBody,
    BudgetLineShape,
    BudgetMonthShape,
    BudgetShape,
    CallPlanShape,
    NewBudgetBody,
    ReserveShape,
)
from finance.errors.budgets import (
    AlreadyAdopted,
    AlreadyOptedOut,
    BudgetYearClosed,
    DraftsChanged,
    NoInstalmentLeft,
    NothingBudgeted,
    NotInForce,
    ReserveTooLow,
)
from finance.exports.budgets import follow_up_pdf
from finance.forms.budgets import Accounts
from finance.models import Budget
from finance.queries.budgets import (
    budget_accounts,
    budget_list,
    first_lines,
    year_of,
    years_to_budget,
)
from finance.queries.follow_up import follow_up
from finance.queries.instalments import (
    amounts_of,
    calls_of_year,
    period_of,
    plan_of,
)
from finance.queries.reserve import reserve_fund, reserve_year
from finance.queries.settings import book_settings
from finance.services import budgets as services
from finance.services.instalments import make_instalments
from finance.services.settings import update_book_settings
from koprogo.api.downloads import send_made
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from koprogo.ledger.errors import YearDoesNotFit, YearExists
from koprogo.ledger.models import FiscalYear

PDF = "application/pdf"


class PlanQuery(forms.Form):
    first = forms.IntegerField(
        required=False, min_value=1, help_text="The period to begin with."
    )
    works = forms.NullBooleanField(
        required=False, help_text="Call the extraordinary costs as well."
    )


class YearQuery(forms.Form):
    year = forms.IntegerField(
        required=False, help_text="The calendar year in which it begins; else today's."
    )


class Budgets(ApiView):
    tag = "budgets"

    @require(Permission.SEE_BOOKS)
    @operation(page_of=BudgetShape)
    def get(self, request, building):
        """The budgets, the latest year first; drafts for who prepares them."""
        return budget_list(request.access)

    @require(Permission.PREPARE_BUDGETS)
    @operation(
        body=NewBudgetBody,
        answer=BudgetShape,
        status=201,
        refuses=(BudgetYearClosed, YearExists, YearDoesNotFit),
    )
    def post(self, request, building):
        """Prepare the budget of an open year, or of the next, which is opened then."""
        spans = years_to_budget(request.access, building, on=timezone.localdate())
        data = self.read(spans=spans, **_known())
        year = services.year_to_budget(data["year"], by=request.user)
        budget = services.draft_budget(
            year=year,
            title=data["title"],
            call_months=data["call_months"],
            lines=data["lines"] or first_lines(year, data["start"]),
            by=request.user,
        )
        return _shown(request, budget)


class BudgetView(ApiView):
    tag = "budgets"

    @require(Permission.SEE_BOOKS)
    @operation(answer=BudgetShape)
    def get(self, request, building, budget_id):
        """One budget."""
        return get_object_or_404(budget_list(request.access), uuid=budget_id)

    @require(Permission.PREPARE_BUDGETS)
    @operation(body=BudgetBody, answer=BudgetShape, refuses=(AlreadyAdopted,))
    def put(self, request, building, budget_id):
        """Write a draft anew."""
        budget, data = _any(budget_id), self.read(**_known())
        changed = services.redraft_budget(budget, by=request.user, **data)
        return _shown(request, changed)

    @require(Permission.PREPARE_BUDGETS)
    @operation(status=204, refuses=(AlreadyAdopted,))
    def delete(self, request, building, budget_id):
        """Discard a draft."""
        services.discard_budget(_any(budget_id), by=request.user)


class BudgetLines(ApiView):
    tag = "budgets"

    @require(Permission.SEE_BOOKS)
    @operation(list_of=BudgetLineShape)
    def get(self, request, building, budget_id):
        """The lines of a budget."""
        found = get_object_or_404(budget_list(request.access), uuid=budget_id)
        return found.lines.select_related("account", "key")


class BudgetAdoption(ApiView):
    tag = "budgets"

    @require(Permission.ADOPT_BUDGETS)
    @operation(
        body=BudgetDecisionBody,
        answer=BudgetShape,
        refuses=(AlreadyAdopted, NothingBudgeted, BudgetYearClosed, ReserveTooLow),
    )
    def post(self, request, building, budget_id):
        """Note that the assembly adopted a budget: it is frozen, and counts."""
        budget, data = _any(budget_id), self.read()
        return _shown(request, services.adopt_budget(budget, by=request.user, **data))


class BudgetFollowUp(ApiView):
    tag = "budgets"

    @require(Permission.SEE_BOOKS)
    @operation(list_of=BudgetAccountShape)
    def get(self, request, building, budget_id):
        """An adopted budget beside its costs, account by account."""
        return follow_up(_adopted(request, budget_id)).accounts


class BudgetMonths(ApiView):
    tag = "budgets"

    @require(Permission.SEE_BOOKS)
    @operation(list_of=BudgetMonthShape)
    def get(self, request, building, budget_id):
        """An adopted budget beside its costs, month by month."""
        return follow_up(_adopted(request, budget_id)).months


class BudgetReport(ApiView):
    tag = "budgets"

    @require(Permission.SEE_BOOKS)
    @operation(downloads=(PDF,))
    def get(self, request, building, budget_id):
        """An adopted budget beside its costs as PDF, with charts."""
        found = follow_up(_adopted(request, budget_id))
        data = follow_up_pdf(found, building, on=timezone.localdate())
        return send_made(data, name=f"{building.slug}-budget.pdf", content_type=PDF)


class BudgetInstalments(ApiView):
    tag = "budgets"

    @require(Permission.SEE_BOOKS)
    @operation(list_of=BudgetCallShape)
    def get(self, request, building, budget_id):
        """What was called of the budgets of a year; drafts for who prepares calls."""
        may_prepare = request.access.allows(Permission.PREPARE_CALLS)
        calls = calls_of_year(_adopted(request, budget_id))
        return [_instalment(one) for one in calls if may_prepare or one.is_issued]

    @require(Permission.PREPARE_CALLS)
    @operation(
        body=BudgetCallsBody,
        answer=CallPlanShape,
        refuses=(NotInForce, NoInstalmentLeft, DraftsChanged),
    )
    def post(self, request, building, budget_id):
        """Make the drafts of the plan; those that it replaces must be named.

        It happens once: a request that is sent again changes nothing.
        """
        budget, data = _adopted(request, budget_id), self.read()
        make_instalments(budget, by=request.user, **data)
        return _plan(budget, first=data["first"], works=data["works"])


class BudgetPlan(ApiView):
    tag = "budgets"

    @require(Permission.PREPARE_CALLS)
    @operation(answer=CallPlanShape, query=PlanQuery)
    def get(self, request, building, budget_id):
        """The calls that the budget still asks for."""
        return _plan(_adopted(request, budget_id), **self.asked())


class Reserve(ApiView):
    tag = "budgets"

    @require(Permission.SEE_BOOKS)
    @operation(answer=ReserveShape, query=YearQuery)
    def get(self, request, building):
        """The reserve fund, and what the law asks of a year."""
        asked = self.asked()["year"]
        if asked is None:
            years = list(FiscalYear.objects.all())
            return _reserve(year_of(timezone.localdate(), years))
        return _reserve(get_object_or_404(FiscalYear, year=asked))


class ReserveOptOuts(ApiView):
    tag = "budgets"

    @require(Permission.ADOPT_BUDGETS)
    @operation(
        body=BudgetDecisionBody,
        answer=ReserveShape,
        refuses=(BudgetYearClosed, AlreadyOptedOut),
    )
    def post(self, request, building, year):
        """Note that the assembly left the contribution of a year out, by 4/5."""
        found = get_object_or_404(FiscalYear, year=year)
        services.opt_out_of_reserve(found, by=request.user, **self.read())
        return _reserve(found)


class BookSettingsView(ApiView):
    tag = "budgets"

    @require(Permission.KEEP_BOOKS)
    @operation(answer=BookSettingsShape)
    def get(self, request, building):
        """How the building keeps its books."""
        return book_settings()

    @require(Permission.KEEP_BOOKS)
    @operation(body=BookSettingsBody, answer=BookSettingsShape)
    def patch(self, request, building):
        """Change some of it."""
        return update_book_settings(by=request.user, **self.read(book_settings()))


def _known() -> dict:
    return {
        "keys": list(AllocationKey.objects.all()),
        "accounts": Accounts(budget_accounts()),
    }


def _any(budget_id) -> Budget:
    return get_object_or_404(Budget.objects.select_related("year"), uuid=budget_id)


def _adopted(request, budget_id) -> Budget:
    return get_object_or_404(budget_list(request.access).adopted(), uuid=budget_id)


def _shown(request, budget: Budget) -> Budget:
    return budget_list(request.access).get(pk=budget.pk)


def _plan(budget: Budget, **asked):
    return plan_of(budget, calls_of_year(budget), on=timezone.localdate(), **asked)


def _instalment(call) -> dict:
    period = period_of(call)
    issued = "cancelled" if call.is_cancelled else "issued"
    return {
        "number": period.number,
        "since": period.since,
        "until": period.until,
        "call": call,
        "status": issued if call.is_issued else "draft",
        "amount": sum(amounts_of(call).values()),
    }


def _reserve(year: FiscalYear | None) -> dict:
    today = timezone.localdate()
    return {
        "on": today,
        "fund": reserve_fund(on=today),
        "rule": year and reserve_year(year),
    }
