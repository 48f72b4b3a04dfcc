"""The opening of the books: posted once, taken back by a mirror."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from buildings.importing.text import fold
from buildings.models import Building, Holding, Supplier
from buildings.services import create_supplier
from finance.errors import (
    AlreadyCancelled,
    AlreadyOpened,
    BeforeOpening,
    NothingToOpen,
    OpeningInTheFuture,
    OpeningTooLate,
    OpeningUnbalanced,
)
from finance.models import Opening, OpeningBalance
from finance.opening import Balances, Posting
from finance.queries import standing_opening
from finance.queries.opening import first_movement
from finance.queries.years import year_of
from finance.services.alignment import align_reserve
from finance.services.books import open_books
from finance.services.shut import period_open
from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.ledger.errors import AlreadyReversed, YearClosed
from koprogo.ledger.models import Journal
from koprogo.ledger.queries import opened_year

TEXT = "Opening balances"  # the ledger speaks one language; pages say it in theirs


@transaction.atomic
def open_balances(balances: Balances[Holding], *, date: date, by) -> Opening:
    """Begin the books with these balances of ``date``, in one balanced entry.

    Suppliers are known by their names; those that are new are added. Payments that
    were recorded already settle the debts brought along first.

    Raises:
        OpeningInTheFuture: ``date`` has not come yet.
        AlreadyOpened: an opening stands; somebody perhaps posted it at this moment.
        OpeningTooLate: a call or a payment was booked before ``date``.
        NothingToOpen: all balances are zero.
        OpeningUnbalanced: debit and credit differ.
        PeriodShut, YearClosed: the day takes none of it, or nothing, any more.
    """
    Building.objects.select_for_update().get()
    # A payment locks its holding: none is settled while the debts come in.
    list(Holding.objects.order_by("pk").select_for_update().values_list("pk"))
    check_opening(balances, date=date)
    open_books()
    with period_open():
        entry = ledger.post(
            journal=Journal.Code.MISC,
            year=year_of(date),
            date=date,
            text=TEXT,
            lines=_lines(balances, by=by),
            by=by,
            source=f"opening:{Opening.objects.count() + 1}",
        )
    opening = Opening.objects.create(date=date, entry=entry, created_by=by)
    rows = OpeningBalance.objects.bulk_create(
        OpeningBalance(
            opening=opening,
            holding=owner.holder,
            working=owner.working,
            reserve=owner.reserve,
            credit=owner.credit,
        )
        for owner in balances.owners
        if not owner.is_zero
    )
    _align([row.holding_id for row in rows], by=by)
    record("opening.posted", target=opening, by=by, date=str(date), owners=len(rows))
    return opening


@transaction.atomic
def reverse_opening(opening: Opening, *, by) -> Opening:
    """Take back the opening by a mirror of the same day; a new one may be made then.

    The mirror has the day of the opening, so that a balance of any day since is what
    it would be without both. Payments that had settled its debts settle what came
    later, or are credits.

    Raises:
        AlreadyCancelled: it has its mirror.
        PeriodShut, YearClosed: see ``open_balances``.
    """
    Building.objects.select_for_update().get()
    day = opening.date
    try:
        with period_open():
            ledger.mirror(opening.entry, year=year_of(day), date=day, text=TEXT, by=by)
    except AlreadyReversed:
        raise AlreadyCancelled(opening) from None
    holdings = list(opening.balances.values_list("holding_id", flat=True))
    _align(holdings, by=by)
    record("opening.reversed", target=opening, by=by, date=str(opening.date))
    return Opening.objects.select_related("entry__mirror").get(pk=opening.pk)


def refuse_before_opening(day: date) -> None:
    """Let nothing be booked on a day that the opening balances sum up.

    Raises:
        BeforeOpening: ``day`` lies before the opening that stands.
    """
    opening = standing_opening()
    if opening is not None and day < opening.date:
        raise BeforeOpening(opening.date)


def check_opening(balances: Balances[Holding], *, date: date) -> None:
    """Raise what ``open_balances`` would raise now; write nothing."""
    if date > timezone.localdate():
        raise OpeningInTheFuture(date)
    opened = opened_year(date)
    if opened is not None and opened.is_closed:
        raise YearClosed(opened.year)
    if standing_opening() is not None:
        raise AlreadyOpened(date)
    first = first_movement()
    if first is not None and first < date:
        raise OpeningTooLate(first)
    if not balances.postings:
        raise NothingToOpen(date)
    if balances.difference:
        raise OpeningUnbalanced(balances.difference)


def _lines(balances: Balances[Holding], *, by) -> list[ledger.Draft]:
    suppliers = _suppliers([one.name for one in balances.suppliers if one.owed], by=by)
    return [
        ledger.Draft(
            line.account, line.debit, line.credit, party_id=_party(line, suppliers)
        )
        for line in balances.postings
    ]


def _party(line: Posting[Holding], suppliers: dict[str, Supplier]) -> int | None:
    if line.holder is not None:
        return line.holder.party_id
    return suppliers[fold(line.supplier)].party_id if line.supplier else None


def _suppliers(names: list[str], *, by) -> dict[str, Supplier]:
    """Return the suppliers by folded name; who is not known yet is added."""
    known = {fold(supplier.name): supplier for supplier in Supplier.objects.all()}
    for name in names:
        if fold(name) not in known:
            known[fold(name)] = create_supplier(name=name, by=by)
    return known


def _align(holdings: list[int], *, by) -> None:
    today = timezone.localdate()
    align_reserve(holdings, year=year_of(today), date=today, text=TEXT, by=by)
