"""A building of N lots, each with its own holder, and a year behind it."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from benchmarks import report
from buildings import services as buildings
from buildings.models import AllocationKey, Building, Owner, Role
from buildings.services.imports import apply_import, upload_tables
from finance import chart, services
from finance.models import Call, CallDocument, CallItem, Payment
from koprogo.accounts.models import User
from koprogo.ledger.models import Account, Entry, Journal, Line
from koprogo.tenancy import enter

SHARES_PER_LOT = 10
SINCE = date(2020, 1, 1)
BATCH = 5_000
Purpose = CallItem.Purpose


@dataclass(frozen=True, slots=True)
class Made:
    """A building, and how long the import of its tables took."""

    building: Building
    seconds: float


def make_building(lots: int, *, users: int) -> Made:
    """Create the building with its syndic; ``users`` of its owners can sign in."""
    syndic = User.objects.create_user(f"syndic@{lots}.example", name="Syndic")
    building = buildings.create_building(
        name=f"{lots} lots",
        slug=f"lots-{lots}",
        deed_total=lots * SHARES_PER_LOT,
        kbo="0999001416",
        working_iban="BE85999001400106",
        by=syndic,
    )
    with enter(building.pk, by=syndic):
        _appoint(syndic, building)
        seconds = _import(lots)
        for owner in Owner.objects.order_by("pk")[:users]:
            email = f"{owner.code}@{lots}.example"
            user = User.objects.create_user(email, name=str(owner), language="fr")
            buildings.link_owner(owner, user=user, since=SINCE, by=syndic)
        _live_a_year()
    return Made(building, seconds)


def print_table(made: Mapping[int, Made]) -> None:
    report.title("Importing a building: lots, keys, owners, holdings from CSV")
    rows = ((f"{lots:,}", f"{one.seconds:.2f}") for lots, one in made.items())
    report.table([("lots", "seconds"), *rows])


def _appoint(syndic: User, building: Building) -> None:
    today = timezone.localdate()
    firm = buildings.create_firm(name="Syndic")
    buildings.employ(syndic, firm=firm, role=Role.MANAGER, since=SINCE)
    buildings.start_mandate(
        building,
        firm=firm,
        since=today - timedelta(days=400),
        until=today + timedelta(days=400),
        by=syndic,
    )


def _import(lots: int) -> float:
    """Bring in the tables of the building entered; return the seconds it took."""
    tables = list(_tables(lots))
    start = time.perf_counter()
    apply_import(upload_tables(tables, by=None), by=None)
    return time.perf_counter() - start


def _tables(lots: int) -> Iterator[tuple[str, bytes]]:
    """Yield the tables: each lot with its owner, and a lift that costs more above."""
    floors = {code: code // 4 for code in range(1, lots + 1)}
    yield _table(
        "building.csv",
        "lot;kind;floor;shares;owner code;owner;language;from",
        (
            f"{code};apartment;{floor};{SHARES_PER_LOT};p{code};Peeters An;fr;2020-01-01"
            for code, floor in floors.items()
        ),
    )
    lift = sum(1 + floor for floor in floors.values())
    yield _table("keys.csv", "key;name;total", [f"lift;Lift;{lift}"])
    yield _table(
        "parts.csv",
        "key;lot;parts",
        (f"lift;{code};{1 + floor}" for code, floor in floors.items()),
    )


def _table(name: str, heading: str, lines: Iterable[str]) -> tuple[str, bytes]:
    return name, "\n".join([heading, *lines]).encode()


def draft(*, due_on: date) -> Call:
    """Prepare a call with three items, whose cents do not come out even."""
    keys = {key.code: key for key in AllocationKey.objects.all()}
    items = [
        services.Item(
            "Charges", Purpose.PROVISION, Decimal("123456.78"), keys["shares"]
        ),
        services.Item("Lift", Purpose.PROVISION, Decimal("9876.54"), keys["lift"]),
        services.Item("Reserve", Purpose.RESERVE, Decimal("24680.13"), keys["shares"]),
    ]
    return services.draft_call(title="Provision", due_on=due_on, items=items, by=None)


def _live_a_year() -> None:
    """Issue four quarterly calls; everybody has paid the first three."""
    today = timezone.localdate()
    for days_ago in (365, 270, 180, 90):
        day = today - timedelta(days=days_ago)
        call = draft(due_on=day + timedelta(days=30))
        services.issue_call(call, by=None, on=day)
        if days_ago > 90:
            documents = call.documents.select_related("holding").order_by("pk")
            _pay(list(documents), day + timedelta(days=20))


def _pay(documents: Sequence[CallDocument], day: date) -> None:
    """Book one payment for each document: an entry of three lines and its payment.

    In bulk: one by one they would take longer than all that is measured. The database
    defends them all the same.
    """
    journal = Journal.objects.get(code=Journal.Code.BANK)
    accounts = dict(Account.objects.values_list("code", "pk"))
    entries = Entry.objects.bulk_create(
        (
            Entry(journal=journal, year=day.year, date=day, text="Payment")
            for _document in documents
        ),
        batch_size=BATCH,
    )
    paid = list(zip(entries, documents, strict=True))
    Line.objects.bulk_create(
        (line for pair in paid for line in _lines(*pair, accounts)), batch_size=BATCH
    )
    unposted = [entry.pk for entry in entries]
    Entry.objects.filter(pk__in=unposted).update(posted_at=timezone.now())
    Payment.objects.bulk_create(
        (
            Payment(
                holding=document.holding,
                date=day,
                amount=document.total,
                working=document.working,
                reserve=document.reserve,
                entry=entry,
            )
            for entry, document in paid
        ),
        batch_size=BATCH,
    )


def _lines(entry: Entry, document: CallDocument, accounts: dict[str, int]):
    party = document.holding.party_id
    bank, working, reserve = (
        accounts[code]
        for code in (chart.BANK_WORKING, chart.OWNERS_WORKING, chart.OWNERS_RESERVE)
    )
    yield Line(entry=entry, account_id=bank, debit=document.total)
    yield Line(entry=entry, account_id=working, credit=document.working, party_id=party)
    yield Line(entry=entry, account_id=reserve, credit=document.reserve, party_id=party)
