"""The books of a year: budget, calls from it, statement of charges, closing."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from finance import services
from finance.demo.calendar import Quarter
from finance.demo.stage import Stage
from finance.demo.story import PlannedCall, Receipt, items_of, reference
from finance.models import Budget, Call, ChargeStatement
from finance.queries.budgets import LineDraft, Span
from finance.services.budgets import adopt_budget, draft_budget, year_to_budget
from finance.services.charge_statements import (
    compute_statement,
    draft_statement,
    post_statement,
)
from finance.services.instalments import make_instalments


def adopt(
    quarters: Sequence[Quarter],
    *,
    title: str,
    lines: Sequence[LineDraft],
    decision: str,
    decided_on: date,
    stage: Stage,
) -> Budget:
    """Adopt the budget of the four quarters of a year, called at the start of each."""
    span = Span(quarters[0].first_day, quarters[-1].later(1).first_day)
    year = year_to_budget(span, by=stage.bookkeeper)
    drafted = draft_budget(
        year=year, title=title, call_months=3, lines=lines, by=stage.bookkeeper
    )
    return adopt_budget(
        drafted, decision=decision, decided_on=decided_on, by=stage.manager
    )


def drafts_of(
    budget: Budget, planned: Sequence[PlannedCall], *, stage: Stage
) -> list[Call]:
    """Make the calls of a budget, each in the words in which it was planned."""
    drafts = make_instalments(
        budget, first=1, works=False, replacing=(), by=stage.assistant
    )
    return [
        services.redraft_call(
            draft,
            title=one.title,
            due_on=one.due_on,
            items=items_of(one),
            by=stage.assistant,
        )
        for draft, one in zip(drafts, planned, strict=True)
    ]


def settle(
    since: date, until: date, *, title: str, on: date, stage: Stage
) -> ChargeStatement:
    """Post the statement of charges of [since, until) on a day, due 30 days later."""
    drafted = draft_statement(
        title=title,
        since=since,
        until=until,
        due_on=on + timedelta(days=30),
        by=stage.bookkeeper,
    )
    computed = compute_statement(drafted, by=stage.bookkeeper)
    return post_statement(computed, by=stage.manager, on=on)


class Purses:
    """What co-owners keep in mind: a balance in their favour is taken off what they
    pay next.
    """

    def __init__(self, pay: Callable[[Receipt], None]) -> None:
        self._pay = pay
        self._credits: dict[int, Decimal] = {}

    def pay(self, receipts: Sequence[Receipt]) -> None:
        for one in receipts:
            credit = min(self._credits.get(one.holding.pk, Decimal(0)), one.amount)
            if credit:
                self._credits[one.holding.pk] -= credit
            if one.amount > credit:
                amount = one.amount - credit
                self._pay(Receipt(one.date, one.holding, amount, one.communication))

    def settle(self, statement: ChargeStatement, *, but: Sequence[str] = ()) -> None:
        """Pay what a statement asks within four weeks; ``but``: who does not."""
        documents = statement.documents.select_related("holding__party").order_by("pk")
        asked = statement.due_on - timedelta(days=30)
        for number, document in enumerate(documents):
            holding, balance = document.holding, document.balance
            if balance < 0:
                self._credits[holding.pk] = -balance
            elif balance and holding.code not in but:
                on = asked + timedelta(days=4 + number * 5 % 23)
                self._pay(Receipt(on, holding, balance, reference(holding)))
