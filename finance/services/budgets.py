"""Budgets: draft → adopted by an assembly; and the decision to leave the reserve out."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from finance import chart
from finance.errors import DraftGone
from finance.errors.budgets import (
    AlreadyAdopted,
    AlreadyOptedOut,
    BudgetYearClosed,
    DecidedInTheFuture,
    NotABudgetAccount,
    NothingBudgeted,
    ReserveTooLow,
)
from finance.models import Budget, BudgetLine, ReserveOptOut
from finance.queries.budgets import LineDraft, Span, is_budgeted
from finance.queries.reserve import check_of, planned_reserve
from finance.reserve import Verdict
from koprogo.audit.services import record
from koprogo.ledger.models import FiscalYear
from koprogo.ledger.services import open_year


@transaction.atomic
def year_to_budget(span: Span, *, by) -> FiscalYear:
    """Return the fiscal year of these days; it is opened when nobody has done so.

    Raises:
        YearExists, YearDoesNotFit, YearTooLong: of ``koprogo.ledger``.
    """
    found = FiscalYear.objects.filter(since=span.since).first()
    return found or open_year(since=span.since, until=span.until, by=by)


@transaction.atomic
def draft_budget(
    *,
    year: FiscalYear,
    title: str,
    call_months: int,
    lines: Sequence[LineDraft],
    by,
) -> Budget:
    """Prepare the budget of a fiscal year. It counts when an assembly adopted it.

    Raises:
        BudgetYearClosed: the year is closed.
        NotABudgetAccount: a line is on an account that does not fit its kind.
    """
    if year.is_closed:
        raise BudgetYearClosed(year)
    budget = Budget.objects.create(
        year=year, title=title, call_months=call_months, created_by=by
    )
    _write_lines(budget, lines)
    record("budget.drafted", target=budget, by=by, title=title, since=str(year.since))
    return budget


@transaction.atomic
def redraft_budget(
    budget: Budget, *, title: str, call_months: int, lines: Sequence[LineDraft], by
) -> Budget:
    """Change a draft.

    Raises:
        AlreadyAdopted: it is a draft no more.
        NotABudgetAccount: see ``draft_budget``.
    """
    budget = _locked_draft(budget)
    budget.title, budget.call_months = title, call_months
    budget.save(update_fields=["title", "call_months"])
    budget.lines.all().delete()
    _write_lines(budget, lines)
    record("budget.redrafted", target=budget, by=by, title=title)
    return budget


@transaction.atomic
def discard_budget(budget: Budget, *, by) -> None:
    """Delete a draft; an adopted budget stays for ever.

    Raises:
        AlreadyAdopted: it is a draft no more.
    """
    budget = _locked_draft(budget)
    record("budget.discarded", target=budget, by=by, title=budget.title)
    budget.lines.all().delete()
    budget.delete()


@transaction.atomic
def adopt_budget(
    budget: Budget,
    *,
    decision: str,
    decided_on: date,
    by,
    decision_uuid: UUID | None = None,
) -> Budget:
    """Note that the assembly adopted a budget: it is frozen, and counts from now on.

    ``decision_uuid``: of the decision, where it was taken in this program.

    Raises:
        AlreadyAdopted: perhaps since this very moment.
        NothingBudgeted: it has no lines.
        DecidedInTheFuture: the assembly has not met yet.
        BudgetYearClosed: the year is closed.
        ReserveTooLow: it calls less for the reserve than art. 3.86 §3 asks, and no
            decision to do so is noted (docs/rules/reserve.md).
    """
    budget = _locked_draft(budget)
    if not budget.lines.exists():
        raise NothingBudgeted(budget)
    _refuse_future(decided_on)
    if budget.year.is_closed:
        raise BudgetYearClosed(budget.year)
    check = check_of(budget.year, called=planned_reserve(budget))
    if check.verdict is Verdict.MISSING:
        raise ReserveTooLow(check)
    budget.decision, budget.decided_on = decision, decided_on
    budget.decision_uuid = decision_uuid
    budget.adopted_at, budget.adopted_by = timezone.now(), by
    told = ["decision", "decided_on", "decision_uuid"]
    budget.save(update_fields=[*told, "adopted_at", "adopted_by"])
    record(
        "budget.adopted",
        target=budget,
        by=by,
        decision=decision,
        decided_on=str(decided_on),
    )
    return budget


@transaction.atomic
def opt_out_of_reserve(
    year: FiscalYear,
    *,
    decision: str,
    decided_on: date,
    by,
    decision_uuid: UUID | None = None,
) -> ReserveOptOut:
    """Note that the assembly leaves the reserve contribution of a year out, by 4/5.

    ``decision_uuid``: see ``adopt_budget``.

    Raises:
        DecidedInTheFuture: the assembly has not met yet.
        BudgetYearClosed: the year is closed.
        AlreadyOptedOut: it is noted, perhaps since this very moment.
    """
    _refuse_future(decided_on)
    if year.is_closed:
        raise BudgetYearClosed(year)
    try:
        with transaction.atomic():
            noted = ReserveOptOut.objects.create(
                year=year,
                decision=decision,
                decision_uuid=decision_uuid,
                decided_on=decided_on,
                recorded_by=by,
            )
    except IntegrityError:
        raise AlreadyOptedOut(year) from None
    record(
        "reserve.opted_out",
        target=noted,
        by=by,
        since=str(year.since),
        decision=decision,
        decided_on=str(decided_on),
    )
    return noted


def lock_budgets(year: FiscalYear) -> dict[int, Budget]:
    """Hold the budgets of a year until the commit; return them by primary key.

    Whoever adopts one, or makes calls of one, comes before or after everybody else.
    """
    held = Budget.objects.filter(year=year).select_related("year").order_by("pk")
    return {budget.pk: budget for budget in held.select_for_update(of=("self",))}


def _locked_draft(budget: Budget) -> Budget:
    found = lock_budgets(budget.year).get(budget.pk)
    if found is None:
        raise DraftGone(budget)
    if found.is_adopted:
        raise AlreadyAdopted(found)
    return found


def _refuse_future(decided_on: date) -> None:
    if decided_on > timezone.localdate():
        raise DecidedInTheFuture(decided_on)


def _write_lines(budget: Budget, lines: Sequence[LineDraft]) -> None:
    for line in lines:
        for_reserve = line.kind == BudgetLine.Kind.RESERVE
        on_reserve = line.account.code == chart.RESERVE_CALLED
        if for_reserve != on_reserve or not is_budgeted(line.account.code):
            raise NotABudgetAccount(line.account)
    BudgetLine.objects.bulk_create(
        BudgetLine(
            budget=budget,
            position=position,
            kind=line.kind,
            label=line.label,
            account=line.account,
            key=line.key,
            amount=line.amount,
        )
        for position, line in enumerate(lines, start=1)
    )
