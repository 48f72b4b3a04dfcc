"""What waits on 490 comes back, period by period: docs/rules/deferral.md."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction

from finance import chart
from finance.booking import BookCalendar
from finance.models import DeferralStep, Invoice, InvoiceLine
from finance.queries.booking import book_calendar
from finance.services.costs import CostDraft, write_costs
from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Entry, Journal


def lock_journals() -> None:
    """Let nobody else post invoices, deferrals or statements until the commit.

    Before any row of an invoice is locked, as whoever settles holds all journals first:
    what the calendar says is then true until the commit.
    """
    codes = [Journal.Code.PURCHASES, Journal.Code.MISC]
    books = Journal.objects.filter(code__in=codes).order_by("pk")
    list(books.select_for_update().values_list("pk"))


@transaction.atomic
def release_deferrals(*, until: date, by) -> list[Entry]:
    """Bring back what waits for periods that begin before ``until``; each once.

    The entry has the first day of its part, or the first one after it that takes
    costs. Safe to repeat. The number of statements grows with the entries only.

    Raises:
        KeyNotInForce: a key has no version on that day.
    """
    lock_journals()
    due = DeferralStep.objects.filter(entry=None, since__lt=until)
    entries = release_steps(due, calendar=book_calendar(), by=by)
    for entry in entries:
        record("deferral.released", target=entry, by=by, entry=str(entry))
    return entries


def release_steps(
    due: Iterable[DeferralStep], *, calendar: BookCalendar, by
) -> list[Entry]:
    """Post these steps, but for those of a cancelled invoice; the journals are locked."""
    locked = due.select_for_update().values_list("pk", flat=True)
    steps = list(
        DeferralStep.objects.filter(pk__in=list(locked))
        .standing()
        .select_related("line__account", "line__invoice__supplier")
        .select_related("line__key", "line__meters", "line__lot")
        .order_by("since", "pk")
    )
    entries = ledger.post_many([_entry(step, calendar) for step in steps], by=by)
    for step, entry in zip(steps, entries, strict=True):
        step.entry = entry
        write_costs(
            entry,
            cost_drafts(step.line, step.amount, since=step.since, until=step.until),
        )
    DeferralStep.objects.bulk_update(steps, ["entry"])
    return entries


def _entry(step: DeferralStep, calendar: BookCalendar) -> ledger.EntryDraft:
    day = calendar.first_open(step.since)
    return ledger.EntryDraft(
        journal=Journal.Code.MISC,
        year=calendar.year(day),
        date=day,
        text=entry_text(step.line.invoice),
        lines=[
            *cost_lines(step.line, step.amount),
            on_account(chart.DEFERRED, -step.amount),
        ],
        source=f"deferral:{step.uuid}",
    )


def entry_text(invoice: Invoice) -> str:
    """The books speak one language: a name and a number speak all."""
    return f"{invoice.supplier} {invoice.number}"[:200]


def on_account(account: str, amount: Decimal, **of) -> ledger.Draft:
    """Return a line of ``amount`` EUR, debit; below zero, credit."""
    return (ledger.debit if amount > 0 else ledger.credit)(account, abs(amount), **of)


def cost_lines(line: InvoiceLine, amount: Decimal) -> list[ledger.Draft]:
    """Return what a part of an invoice's line costs, and what the reserve pays of it."""
    lines = [on_account(line.account.code, amount, unit_id=line.lot_id)]
    if line.from_reserve:
        lines.append(on_account(chart.RESERVE_FUND, amount))
        lines.append(on_account(chart.RESERVE_WITHDRAWAL, -amount, unit_id=line.lot_id))
    return lines


def cost_drafts(
    line: InvoiceLine, amount: Decimal, *, since: date | None, until: date | None
) -> list[CostDraft]:
    """Return the same as costs: who pays into the reserve gets back by the same key."""

    def cost(account: str, amount: Decimal, *, withdrawal: bool = False) -> CostDraft:
        return CostDraft(
            account=account,
            amount=amount,
            label=line.label,
            basis=line.basis,
            key=line.key,
            meters=line.meters,
            lot=line.lot,
            since=since,
            until=until,
            occupant_percent=line.occupant_percent,
            withdrawal=withdrawal,
            works=line.works,
            line=line,
        )

    drafts = [cost(line.account.code, amount)]
    if line.from_reserve:
        drafts.append(cost(chart.RESERVE_WITHDRAWAL, -amount, withdrawal=True))
    return drafts
