"""The day of the deed: lots change hands and the working fund is settled; or undone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from buildings.errors import LotTaken, NotTheLatest
from buildings.models import Building, Lot
from buildings.queries import holders_on
from buildings.services import hand_over_lot, undo_hand_over
from finance import chart
from finance.errors.meters import ReadingRefused, ReadingsSettled
from finance.errors.sales import (
    AlreadyCarriedOut,
    AlreadyUndone,
    BookedSince,
    DeedInClosedYear,
    DeedIncomplete,
    DeedInTheFuture,
    ImpossibleReading,
    LotPassedOn,
    NotCarriedOut,
    NotTheSellers,
    PreviewOutdated,
    SaleClosed,
)
from finance.models import AccountCharge, Meter, MeterGroup, MeterReading, Sale
from finance.queries.sales import (
    FundPart,
    booked_since,
    fund_parts,
    lots_of,
    meters_to_read,
)
from finance.queries.years import year_of
from finance.services.alignment import align_reserve
from finance.services.charges import ChargeDraft, charge_accounts
from finance.services.meters import read_meters
from finance.services.opening import refuse_before_opening
from finance.services.sale_links import close_links
from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.ledger.errors import YearClosed
from koprogo.ledger.models import Entry

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Deed:
    """What carrying out a sale will do: who gives what to whom, and EUR of the fund."""

    sale: Sale
    lots: Sequence[Lot]
    parts: Sequence[FundPart]

    @property
    def working_fund(self) -> Decimal:
        return sum((part.amount for part in self.parts), ZERO)

    @property
    def seen(self) -> str:
        """What somebody has seen who saw this deed: another one reads otherwise."""
        sale = self.sale
        codes = ",".join(f"{part.lot.code}={part.amount}" for part in self.parts)
        return f"{sale.deed_on}:{sale.buyer_id}:{codes}"


def deed_of(sale: Sale) -> Deed:
    """Return what carrying out would do now.

    Raises:
        DeedIncomplete: day of the deed or buyer are missing.
    """
    if sale.deed_on is None or sale.buyer_id is None:
        raise DeedIncomplete(sale)
    lots = lots_of(sale)
    return Deed(sale, lots, fund_parts(lots, on=sale.deed_on))


@transaction.atomic
def carry_out_sale(
    sale: Sale,
    *,
    due_on: date,
    seen: str,
    by,
    readings: Mapping[Meter, Decimal] | None = None,
) -> Sale:
    """Hand the lots over on the day of the deed and settle the working fund.

    The seller gets back the part of his lots, the buyer owes it on ``due_on``. What
    ``seen`` (``Deed.seen``) does not say is not done. ``readings``: what meters showed
    on the day of the deed.

    Raises:
        AlreadyCarriedOut: somebody did, perhaps at this very moment.
        SaleClosed: it was given up.
        DeedIncomplete, DeedInTheFuture: there is no deed yet.
        BeforeOpening: the opening balances hold what was before that day.
        DeedInClosedYear: nothing is booked in that year any more.
        NotTheSellers: the seller does not have this lot on that day, or not since.
        PreviewOutdated: it is not what was seen.
        ImpossibleReading: of a meter; see ``queries.sales.meters_to_read``.
    """
    Building.objects.select_for_update().get()
    sale = _locked(sale)
    _check(sale)
    deed = deed_of(sale)
    if deed.seen != seen:
        raise PreviewOutdated(sale)
    _write_readings(deed, readings or {}, by=by)
    _hand_over(deed, by=by)
    sale.working_fund = deed.working_fund
    sale.entry = _post(deed, due_on=due_on, by=by)
    # By the clock of the database, as the entries: see ``booked_since``.
    sale.carried_out_at = Now()
    sale.save(update_fields=["working_fund", "entry", "carried_out_at"])
    record(
        "sale.carried_out",
        target=sale,
        by=by,
        deed_on=str(sale.deed_on),
        working_fund=str(sale.working_fund),
    )
    return _fresh(sale)


@transaction.atomic
def undo_sale(sale: Sale, *, by) -> Sale:
    """Take back what was carried out wrongly: by a mirror of today, and the lots too.

    The sale stays on record as undone; the right one is begun anew. What the meters
    showed on its day stays true.

    Raises:
        NotCarriedOut, AlreadyUndone: there is nothing to undo.
        BookedSince: something was booked for the buyer or the lots since.
        LotPassedOn: the buyer has handed a lot on.
        DeedInClosedYear: the year of today is closed.
    """
    Building.objects.select_for_update().get()
    sale = _locked(sale)
    if sale.carried_out_at is None:
        raise NotCarriedOut(sale)
    if sale.undone_at is not None:
        raise AlreadyUndone(sale)
    if entry := booked_since(sale):
        raise BookedSince(entry)
    lots = lots_of(sale)
    for lot in lots:
        try:
            undo_hand_over(lot, since=sale.deed_on, by=by)
        except NotTheLatest:
            raise LotPassedOn(lot) from None
    _mirror(sale, by=by)
    sale.undone_at = Now()
    sale.save(update_fields=["undone_at"])
    close_links(sale)
    record("sale.undone", target=sale, by=by, deed_on=str(sale.deed_on))
    return _fresh(sale)


def _locked(sale: Sale) -> Sale:
    locked = Sale.objects.select_for_update(of=("self",))
    return locked.select_related("seller", "buyer", "entry").get(pk=sale.pk)


def _fresh(sale: Sale) -> Sale:
    return Sale.objects.select_related("seller", "buyer", "entry").get(pk=sale.pk)


def _check(sale: Sale) -> None:
    if sale.carried_out_at is not None:
        raise AlreadyCarriedOut(sale)
    if sale.given_up_at is not None:
        raise SaleClosed(sale)
    if sale.deed_on is None:
        raise DeedIncomplete(sale)
    if sale.deed_on > timezone.localdate():
        raise DeedInTheFuture(sale)
    refuse_before_opening(sale.deed_on)


def _hand_over(deed: Deed, *, by) -> None:
    sale = deed.sale
    holders = holders_on(sale.deed_on)
    for lot in deed.lots:
        if holders.get(lot.pk) != sale.seller_id:
            raise NotTheSellers(lot)
        try:
            hand_over_lot(lot, holding=sale.buyer, since=sale.deed_on, by=by)
        except LotTaken:
            raise NotTheSellers(lot) from None


def _post(deed: Deed, *, due_on: date, by) -> Entry | None:
    """Book the part of each lot: from the seller to the fund, from the fund to the buyer."""
    charges = [draft for part in deed.parts for draft in _drafts(deed, part, due_on)]
    if not charges:
        return None
    try:
        return charge_accounts(
            charges,
            against=[line for part in deed.parts for line in _against(part)],
            date=deed.sale.deed_on,
            text=_text(", ".join(lot.code for lot in deed.lots)),
            by=by,
            source=f"sale:{deed.sale.uuid}",
        )
    except YearClosed as error:
        raise DeedInClosedYear(error.year) from None


def _drafts(deed: Deed, part: FundPart, due_on: date) -> list[ChargeDraft]:
    if not part.amount:
        return []
    sale, text = deed.sale, _text(part.lot.code)
    kind = AccountCharge.Kind.WORKING_FUND
    return [
        ChargeDraft(holding, kind, text, day, working=amount, unit_id=part.lot.pk)
        for holding, day, amount in (
            (sale.seller, sale.deed_on, -part.amount),
            (sale.buyer, due_on, part.amount),
        )
    ]


def _against(part: FundPart) -> list[ledger.Draft]:
    amount = abs(part.amount)
    if not amount:
        return []
    return [
        ledger.debit(chart.WORKING_FUND, amount, unit_id=part.lot.pk),
        ledger.credit(chart.WORKING_FUND, amount, unit_id=part.lot.pk),
    ]


def _text(codes: str) -> str:
    """Say what is booked in the first language of the building: the books keep one."""
    languages = Building.objects.get().languages
    with translation.override(languages[0] if languages else "nl"):
        return _("Working fund at the sale of %(lots)s") % {"lots": codes[:120]}


def _write_readings(deed: Deed, readings: Mapping[Meter, Decimal], *, by) -> None:
    """Note what the meters showed: by group, as whoever keeps the meters does."""
    asked = set(meters_to_read(deed.lots, on=deed.sale.deed_on))
    groups: dict[MeterGroup, dict[Meter, Decimal]] = defaultdict(dict)
    for meter, value in readings.items():
        if meter not in asked:
            raise ImpossibleReading(meter)
        groups[meter.group][meter] = value
    kind = MeterReading.Kind.HANDOVER
    for group, values in groups.items():
        try:
            read_meters(group, on=deed.sale.deed_on, values=values, kind=kind, by=by)
        except (ReadingRefused, ReadingsSettled) as error:
            raise ImpossibleReading(error.meter) from None


def _mirror(sale: Sale, *, by) -> None:
    if sale.entry is None:
        return
    today = timezone.localdate()
    year = year_of(today)
    text = sale.entry.text
    try:
        ledger.mirror(sale.entry, year=year, date=today, text=text, by=by)
    except YearClosed as error:
        raise DeedInClosedYear(error.year) from None
    align_reserve(
        [sale.seller_id, sale.buyer_id], year=year, date=today, text=text, by=by
    )
