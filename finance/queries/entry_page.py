"""One entry: its lines as a person may read them, and what made it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from buildings.access import Access, Permission
from buildings.models import Lot, Ownership
from finance import chart
from finance.models import BankMovement, Invoice, OwnEntry, Payment
from finance.queries.accounts import holdings_of
from finance.queries.entries import Reader
from koprogo.audit.models import AuditEvent
from koprogo.ledger.models import Entry, Line


@dataclass(frozen=True, slots=True)
class EntryLine:
    """EUR on one side of an account; ``of``: whose; ``lot``: which one it concerns."""

    code: str
    name: str
    of: str
    lot: str
    debit: Decimal
    credit: Decimal
    may_open: bool


def lines_of(entry: Entry, reader: Reader) -> list[EntryLine]:
    """Return the lines of an entry: four statements.

    To whoever does not see account holders their lines come together by account.
    """
    found = entry.lines.order_by("pk")
    if not reader.sees_people:
        found = found.exclude(account__code__in=chart.OWNERS)
    columns = ("account__code", "party_id", "unit_id", "debit", "credit")
    rows = list(found.values_list(*columns))
    if not reader.sees_people:
        rows = [*_together(entry), *rows]
    codes = {code for code, *_rest in rows}
    names = chart.labels(codes)
    people = reader.names(party for _code, party, *_rest in rows)
    lots = _lots({unit for _c, _p, unit, *_sides in rows if unit}, reader)
    return [
        EntryLine(
            code,
            names[code],
            people.get(party, ""),
            lots.get(unit, ""),
            debit,
            credit,
            reader.may_read(code),
        )
        for code, party, unit, debit, credit in rows
    ]


def _together(entry: Entry) -> list[tuple]:
    sums = (
        Line.objects.filter(entry=entry, account__code__in=chart.OWNERS)
        .order_by("account__code")
        .values_list("account__code")
        .annotate(debit=Sum("debit"), credit=Sum("credit"))
    )
    return [(code, None, None, debit, credit) for code, debit, credit in sums]


def _lots(units: set[int], reader: Reader) -> dict[int, str]:
    if not reader.sees_people:
        return {}
    return dict(Lot.objects.filter(pk__in=units).values_list("pk", "code"))


def told_own(entry: Entry, reader: Reader, access: Access) -> OwnEntry | None:
    """Return what was booked by hand, if this person may know why it was.

    Who sees account holders may, and so may the one co-owner whom it concerns.
    """
    own = getattr(entry, "own", None)
    if own is None or reader.sees_people or _concerns_only(entry, access):
        return own
    return None


def _concerns_only(entry: Entry, access: Access) -> bool:
    """Whether an entry is on the account of this person, and on no other holder's nor
    on a lot that was never his: one statement.
    """
    mine = holdings_of(access)
    of_holders = Q(account__code__in=chart.OWNERS)
    his = Q(party__in=mine.values("party"))
    lots = Ownership.objects.filter(holding__in=mine).values("lot")
    not_his_lot = Q(unit_id__isnull=False) & ~Q(unit_id__in=lots)
    found = entry.lines.aggregate(
        own=Count("pk", filter=of_holders & his),
        others=Count("pk", filter=of_holders & ~his | not_his_lot),
    )
    return found["own"] > 0 and found["others"] == 0


def why_taken_back(own: OwnEntry) -> str:
    """Return the reason for which an entry was taken back; "": it stands."""
    said = AuditEvent.objects.filter(
        action="own_entry.taken_back", target=f"{own._meta.label}:{own.pk}"
    )
    return said.values_list("data__reason", flat=True).first() or ""


@dataclass(frozen=True, slots=True)
class Maker:
    """What made an entry: its kind, what it is called, and its page if there is one.

    ``needs``: the right to open that page; ``of_one``: it is about one account holder.
    """

    kind: str
    name: str = ""
    page: tuple[str, ...] = ()
    needs: Permission = Permission.SEE_BOOKS
    of_one: bool = False


def makers_of(entry: Entry, reader: Reader) -> list[Maker]:
    """Return what made an entry of ``entries.full_entry``, as this person may know it."""
    return [
        one if one.needs in reader.held else replace(one, page=())
        for one in _makers(entry)
        if reader.sees_people or not one.of_one
    ]


def _makers(entry: Entry) -> Iterator[Maker]:
    for name, maker in _KINDS.items():
        if made := getattr(entry, name, None):
            yield maker(made)
    kind, _colon, rest = (entry.source or "").partition(":")
    if kind == "reminder":
        page = ("finance:reminder", rest)
        yield Maker("reminder", page=page, needs=Permission.SEE_CALLS, of_one=True)
    if kind == "closing":
        page = ("finance:year", str(entry.year))
        yield Maker("closing", str(entry.year), page)


def _invoice(kind: str, invoice: Invoice) -> Maker:
    page = ("finance:invoice", str(invoice.uuid))
    return Maker(kind, f"{invoice.supplier} {invoice.number}", page)


def _payment(payment: Payment) -> Maker:
    page = ("finance:holder-account", str(payment.holding.uuid))
    needs = Permission.SEE_ALL_ACCOUNTS
    return Maker("payment", payment.holding.code, page, needs, of_one=True)


def _movement(movement: BankMovement) -> Maker:
    of = movement.statement
    name = f"{of.number or of.closed_on} · {of.get_bank_account_display()}"
    page = ("finance:bank-movement", str(movement.uuid))
    return Maker("movement", name, page, Permission.SEE_ALL_ACCOUNTS)


# A relation of the entry, and what to say of it.
_KINDS: dict[str, Callable[[Any], Maker]] = {
    "call": lambda call: Maker(
        "call", call.title, ("finance:call", str(call.uuid)), Permission.SEE_CALLS
    ),
    "invoice": lambda invoice: _invoice("invoice", invoice),
    "deferral": lambda step: _invoice("deferral", step.line.invoice),
    "statement": lambda found: Maker(
        "statement", found.title, ("finance:charge-statement", str(found.uuid))
    ),
    "opening": lambda opening: Maker(
        "opening",
        page=("finance:opening",),
        needs=Permission.SEE_ALL_ACCOUNTS,
    ),
    "works": lambda works: Maker(
        "works", works.title, ("finance:works-one", str(works.uuid))
    ),
    "payment": _payment,
    "bank_movement": _movement,
    "sale": lambda sale: Maker(
        "sale",
        page=("finance:sale", str(sale.uuid)),
        needs=Permission.PREPARE_SALES,
        of_one=True,
    ),
}
