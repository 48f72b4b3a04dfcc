"""The contribution of each participation, written and booked once a month."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import uuid5

from django.db import transaction
from django.utils import timezone

from buildings.models import Participation
from koprogo.audit.services import record
from koprogo.jobs.models import Job
from koprogo.jobs.services import enqueue
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Journal
from koprogo.ledger.services import Draft, EntryDraft
from koprogo.tenancy import current_tenant_id
from transparency import chart
from transparency.errors import MonthNotBegun, NoTariff, QuarterClosed
from transparency.models import Contribution
from transparency.months import last_of_month
from transparency.queries.participations import add_ons_on, reduction_on
from transparency.queries.quarters import first_open_day, unbilled, unbilled_months
from transparency.queries.tariffs import price_list
from transparency.services.books import hold_open_books
from transparency.services.publishing import soon
from transparency.services.tariffs import lock_members
from transparency.tariff import NoPriceYet, Reduction

__all__ = ["BATCH", "BILLING", "bill_batch", "bill_later", "bill_missing", "bill_month"]

BILLING = "transparency.bill_month"
# Participations in one transaction: a second of work, and of waiting for others.
BATCH = 2_500


def bill_later(*, on: date, by) -> Job | None:
    """Have the worker write what months up to ``on`` lack; None: they lack nothing.

    The caller is in the ASBL's tenant. Asked twice, it is one job.
    """
    missing = unbilled_months(since=first_open_day(), on=on)
    if not missing:
        return None
    with transaction.atomic():
        lock_members()
        return enqueue(
            BILLING,
            tenant_id=current_tenant_id(),
            by=by,
            key=BILLING,
            total=sum(missing.values()),
            until=str(on),
        )


def bill_missing(*, on: date, by) -> int:
    """Write a batch of the first month up to ``on`` that lacks some; 0: none does."""
    missing = unbilled_months(since=first_open_day(), on=on)
    return bill_batch(min(missing), by=by) if missing else 0


def bill_month(month: date, *, by) -> int:
    """Write the contributions of the month that begins on ``month``; return how many.

    Run again, it writes what is new since. Raises as ``bill_batch`` does.
    """
    total = 0
    while written := bill_batch(month, by=by):
        total += written
    return total


@transaction.atomic
def bill_batch(month: date, *, by) -> int:
    """Write and book up to 2,500 contributions of a month that are not there yet.

    Each owes the price in force on the first, after its reduction, with its add-ons; a
    participation that began later in the month owes from the next one on. The number of
    statements does not depend on how many there are. Two at once write each once.

    Raises:
        ValueError: ``month`` is not the first day of a month.
        MonthNotBegun: it has not come.
        QuarterClosed: its quarter is closed.
        NoTariff: no price was in force.
    """
    if month.day != 1:
        raise ValueError(month)
    if month > timezone.localdate():
        raise MonthNotBegun(month)
    association = lock_members()
    first_open = hold_open_books()
    if first_open and month < first_open:
        raise QuarterClosed(month, first_open)
    rows = list(unbilled(month).order_by("pk")[:BATCH])
    if not rows:
        return 0
    written = _owed(rows, month)
    _book([one for one in written if one.due], month, by=by)
    Contribution.objects.bulk_create(written)
    total = sum((one.due for one in written), Decimal("0.00"))
    record(
        "contributions.billed",
        target=association,
        by=by,
        month=str(month),
        many=len(written),
        amount=str(total),
    )
    soon()
    return len(written)


def _owed(rows: Sequence[Participation], month: date) -> list[Contribution]:
    """Return what each owes, not written yet; the tariff alone says how much."""
    ids = [row.pk for row in rows]
    prices = price_list()
    reductions, add_ons = reduction_on(ids, month), add_ons_on(ids, month)
    found = []
    for row in rows:
        try:
            paid, lines = prices.contribution(
                row.kind,
                month,
                reduction=reductions.get(row.pk, Reduction.NONE),
                add_ons=add_ons.get(row.pk, []),
            )
        except NoPriceYet:
            raise NoTariff(month) from None
        found.append(
            Contribution(
                uuid=uuid5(row.uuid, f"contribution:{month}"),
                participation=row,
                month=month,
                price=paid.price,
                reduction=paid.reduction,
                base=paid.base,
                add_ons=paid.add_ons,
                lines=[{"add_on": code, "price": str(price)} for code, price in lines],
                due=paid.due,
                due_on=last_of_month(month),
            )
        )
    return found


def _book(owed: Sequence[Contribution], month: date, *, by) -> None:
    drafts = [
        EntryDraft(
            journal=Journal.Code.CALLS,
            year=month.year,
            date=month,
            text=f"{one.participation.name} {month:%Y-%m}",
            lines=_lines(one),
            source=f"contribution:{one.uuid}",
        )
        for one in owed
    ]
    for one, entry in zip(owed, ledger.post_many(drafts, by=by), strict=True):
        one.entry = entry


def _lines(one: Contribution) -> list[Draft]:
    """Return what a contribution books: who owes it, and for what."""
    revenue = {
        Participation.Kind.CO_OWNERSHIP: chart.CONTRIBUTIONS,
        Participation.Kind.PERSON: chart.PERSONS,
    }[one.participation.kind]
    earned = ((revenue, one.base), (chart.ADD_ONS, one.add_ons))
    return [
        ledger.debit(chart.MEMBERS, one.due, party_id=one.participation.party_id),
        *(ledger.credit(account, amount) for account, amount in earned if amount),
    ]
