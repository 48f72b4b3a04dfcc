"""Entries of one's own: booked with a reason, taken back by a mirror."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from finance import chart
from finance.errors.books import (
    BasisNeeded,
    EntryBooked,
    EntryInTheFuture,
    EntryTakenBack,
    EntryUnbalanced,
    HolderNeeded,
    NotByHand,
    NothingToTransfer,
    ReasonNeeded,
    SupplierNeeded,
    TooFewLines,
)
from finance.models import AccountCharge, Basis, OwnEntry
from finance.own_lines import OwnLine
from finance.queries.transfers import reserve_to_transfer
from finance.queries.years import year_of
from finance.services.alignment import align_reserve
from finance.services.books import lock_all_journals, mirror_day
from finance.services.charges import ChargeDraft, charge_accounts
from finance.services.costs import CostDraft, turn_costs, write_costs
from finance.services.opening import refuse_before_opening
from finance.services.shut import period_open
from koprogo.audit.services import record
from koprogo.documents.models import File
from koprogo.ledger import services as ledger
from koprogo.ledger.errors import AlreadyPosted, AlreadyReversed
from koprogo.ledger.models import Entry, Journal

ZERO = Decimal("0.00")
# Whoever books here by hand breaks what calls, statements and closings rely on.
RESERVED = ("67", "69", "70", chart.WORKS_CARRIED, chart.RESULT)


@transaction.atomic
def book_entry(
    *,
    uuid: UUID,
    date: date,
    text: str,
    reason: str,
    lines: Sequence[OwnLine],
    by,
    voucher: File | None = None,
) -> OwnEntry:
    """Book an entry by hand, with what it costs whom and what it charges to holders.

    ``uuid`` is drawn when the form is shown: sent twice, it books once.

    Raises:
        EntryInTheFuture, ReasonNeeded, TooFewLines, EntryUnbalanced: of the whole.
        HolderNeeded, SupplierNeeded, BasisNeeded, NotByHand: of one line.
        EntryBooked: this ``uuid`` was booked before.
        BeforeOpening: the opening balances hold what was booked until then.
        KeyNotInForce: a key has no version on that day.
        PeriodShut: a cost lies in a period that is settled.
        UnknownAccount, YearClosed: of ``koprogo.ledger``.
    """
    _check(date, reason, lines)
    refuse_before_opening(date)
    try:
        entry = _post(uuid, date, text, lines, by=by)
    except AlreadyPosted:
        raise EntryBooked(uuid) from None
    write_costs(entry, [_cost(line, text) for line in lines if line.is_cost])
    own = OwnEntry.objects.create(
        uuid=uuid, entry=entry, reason=reason.strip(), voucher=voucher
    )
    record("own_entry.booked", target=own, by=by, entry=str(entry), reason=own.reason)
    return own


@transaction.atomic
def take_back_entry(
    own: OwnEntry, *, reason: str, by, on: date | None = None
) -> OwnEntry:
    """Take an entry back by its mirror: its costs, and what it charged to holders.

    ``on`` takes over what was taken back on an earlier day.

    Raises:
        ReasonNeeded: nothing was said.
        EntryTakenBack: it has its mirror.
        MirroredOnWrongDay: ``on`` has not come yet, or lies before the entry.
        PeriodShut, YearClosed: see ``book_entry``.
    """
    if not reason.strip():
        raise ReasonNeeded(own)
    entry = Entry.objects.get(pk=own.entry_id)
    day = mirror_day(entry, on=on)
    year = year_of(day)
    try:
        with period_open():
            mirror = ledger.mirror(entry, year=year, date=day, text=entry.text, by=by)
    except AlreadyReversed:
        raise EntryTakenBack(own) from None
    turn_costs(entry, mirror)
    holdings = list(entry.charges.values_list("holding_id", flat=True))
    align_reserve(holdings, year=year, date=day, text=entry.text, by=by)
    record("own_entry.taken_back", target=own, by=by, reason=reason.strip())
    return own


@transaction.atomic
def record_transfer(*, uuid: UUID, amount: Decimal, date: date, by) -> OwnEntry:
    """Note that reserve parts went from the working account to the reserve account.

    For a building that imports no statements: they book it by themselves otherwise.

    Raises:
        NothingToTransfer: so much was not received and left on the working account.
        As ``book_entry``.
    """
    lock_all_journals()
    if not ZERO < amount <= reserve_to_transfer(on=date).amount:
        raise NothingToTransfer(amount)
    name = chart.standard_label(chart.INTERNAL_TRANSFER)
    moved = (
        (chart.INTERNAL_TRANSFER, amount),
        (chart.BANK_WORKING, -amount),
        (chart.BANK_RESERVE, amount),
        (chart.INTERNAL_TRANSFER, -amount),
    )
    lines = [OwnLine(account, net) for account, net in moved]
    return book_entry(uuid=uuid, date=date, text=name, reason=name, lines=lines, by=by)


def _check(day: date, reason: str, lines: Sequence[OwnLine]) -> None:
    if day > timezone.localdate():
        raise EntryInTheFuture(day)
    if not reason.strip():
        raise ReasonNeeded(day)
    if len(lines) < 2 or not all(line.amount for line in lines):
        raise TooFewLines(day)
    for position, line in enumerate(lines, start=1):
        _check_line(position, line)
    if difference := sum((line.amount for line in lines), ZERO):
        raise EntryUnbalanced(difference)


def _check_line(position: int, line: OwnLine) -> None:
    if line.account.startswith(RESERVED):
        raise NotByHand(position)
    if line.is_of_holder != (line.holding is not None):
        raise HolderNeeded(position)
    if (line.account == chart.SUPPLIERS) != (line.supplier is not None):
        raise SupplierNeeded(position)
    bases = [basis for basis in (line.key, line.lot) if basis is not None]
    if len(bases) != line.is_cost:
        raise BasisNeeded(position)


def _post(uuid: UUID, day: date, text: str, lines: Sequence[OwnLine], *, by) -> Entry:
    """Post the entry: what it says of holders as charges, so that payments settle it."""
    charges = [_charge(line, text, day) for line in lines if line.is_of_holder]
    others = [_posting(line) for line in lines if not line.is_of_holder]
    source = f"own:{uuid}"
    if charges:
        return charge_accounts(
            charges, against=others, date=day, text=text, by=by, source=source
        )
    with period_open():
        return ledger.post(
            journal=Journal.Code.MISC,
            year=year_of(day),
            date=day,
            text=text,
            lines=others,
            by=by,
            source=source,
        )


def _charge(line: OwnLine, text: str, day: date) -> ChargeDraft:
    is_reserve = line.account == chart.OWNERS_RESERVE
    return ChargeDraft(
        holding=line.holding,
        kind=AccountCharge.Kind.CORRECTION,
        text=text,
        due_on=day,
        working=ZERO if is_reserve else line.amount,
        reserve=line.amount if is_reserve else ZERO,
    )


def _posting(line: OwnLine) -> ledger.Draft:
    side = ledger.debit if line.amount > 0 else ledger.credit
    return side(
        line.account,
        abs(line.amount),
        party_id=line.supplier.party_id if line.supplier else None,
        unit_id=line.lot.pk if line.lot else None,
    )


def _cost(line: OwnLine, text: str) -> CostDraft:
    return CostDraft(
        account=line.account,
        amount=line.amount,
        label=text,
        basis=Basis.KEY if line.key else Basis.LOT,
        key=line.key,
        lot=line.lot,
        occupant_percent=chart.occupant_percent(line.account),
        withdrawal=line.account == chart.RESERVE_WITHDRAWAL,
    )
