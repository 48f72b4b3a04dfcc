"""From an adopted budget to the drafts of its calls, each instalment once."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from buildings.models import AllocationKey
from finance.errors.budgets import DraftsChanged, NoInstalmentLeft, NotInForce
from finance.fiscal_year import year_name
from finance.models import Budget, Call, CallItem
from finance.provisions import Purpose
from finance.queries.budgets import budget_in_force
from finance.queries.instalments import (
    PURPOSES,
    Instalment,
    Plan,
    calls_of_year,
    plan_of,
)
from finance.services.budgets import lock_budgets
from finance.services.calls import Item, discard_draft, draft_call
from koprogo.audit.services import record


@transaction.atomic
def make_instalments(
    budget: Budget, *, first: int, works: bool, replacing: Collection[UUID], by
) -> list[Call]:
    """Make a draft of a call for each period that was not called yet.

    They carry what the budget asks and nobody called, to the cent. ``first``: the
    period to begin with; ``works``: also the extraordinary costs. ``replacing``: the
    drafts of this year's budgets that go: those that somebody was shown. Where the
    drafts are already what they must be, nothing happens: asked twice, also at the same
    moment, each instalment is made once.

    Raises:
        NotInForce: it is a draft, or another budget of the year was adopted later.
        NoInstalmentLeft: every period from ``first`` on was called.
        DraftsChanged: the drafts are not those of ``replacing``.
    """
    budget = lock_budgets(budget.year)[budget.pk]
    if budget_in_force(budget.year) != budget:
        raise NotInForce(budget)
    # A draft that is being issued at this moment is no draft any more.
    unissued = Call.objects.drafts().filter(budget__year=budget.year)
    list(unissued.order_by("pk").select_for_update(of=("self",)))
    plan = plan_of(
        budget,
        calls_of_year(budget),
        on=timezone.localdate(),
        first=first,
        works=works,
    )
    if not any(period.number >= first for period in plan.periods):
        raise NoInstalmentLeft(budget)
    if plan.is_made:
        return []
    if {draft.uuid for draft in plan.drafts} != set(replacing):
        raise DraftsChanged(budget)
    for draft in plan.drafts:
        discard_draft(draft, by=by)
    return _make(budget, plan, by=by)


def _make(budget: Budget, plan: Plan, *, by) -> list[Call]:
    keys = AllocationKey.objects.in_bulk()
    calls = [
        _draft(budget, instalment, keys, count=plan.count, by=by)
        for instalment in plan.instalments
    ]
    record("budget.called", target=budget, by=by, calls=len(calls))
    return calls


def _draft(
    budget: Budget,
    instalment: Instalment,
    keys: dict[int, AllocationKey],
    *,
    count: int,
    by,
) -> Call:
    year, number = budget.year, instalment.period.number
    title = _("Provisions %(number)s/%(count)s of %(year)s") % {
        "number": number,
        "count": count,
        "year": year_name(year.since, year.until),
    }
    call = draft_call(
        title=title,
        due_on=instalment.due_on,
        items=[
            _item(purpose, keys[purpose.key], amount)
            for purpose, amount in instalment.amounts.items()
        ],
        by=by,
    )
    call.budget, call.instalment = budget, number
    call.save(update_fields=["budget", "instalment"])
    return call


def _item(purpose: Purpose[int], key: AllocationKey, amount) -> Item:
    asked = CallItem.Purpose(PURPOSES[purpose.kind])
    return Item(label=str(asked.label), purpose=asked, amount=amount, key=key)
