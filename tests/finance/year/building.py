"""The building of a random year, made through the services."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from buildings import services
from buildings.models import (
    AllocationKey,
    Building,
    Firm,
    Holding,
    Lot,
    Owner,
    Supplier,
)
from finance.models import Meter, MeterGroup
from finance.months import add_months
from finance.services.meters import add_meter, create_group
from finance.services.settings import update_book_settings
from koprogo.accounts.models import User
from koprogo.ledger.models import FiscalYear
from koprogo.ledger.services import open_year
from tests import cast
from tests.finance.year.bank import Bank, iban
from tests.finance.year.clock import MONTHS, Clock
from tests.finance.year.plans import House, Year

SPECIAL = "special"
MILLE = 1000


@dataclass
class Scene:
    """Who and what the steps act upon, and what they have done, EUR.

    ``called``, ``withdrawn``: of the reserve; ``owed``: to suppliers; ``received``: from
    owners. ``truth``: what movements really are, by the bank's reference: a function of
    what of one is in suspense.
    """

    plan: Year
    clock: Clock
    building: Building
    year: FiscalYear
    lots: list[Lot]
    group: MeterGroup
    suppliers: list[Supplier]
    preparer: User
    approver: User
    bank: Bank
    called: Decimal = Decimal(0)
    withdrawn: Decimal = Decimal(0)
    owed: Decimal = Decimal(0)
    received: Decimal = Decimal(0)
    truth: dict[str, Callable] = field(default_factory=dict)
    payments: int = 0
    bills: int = 0

    @property
    def since(self) -> date:
        return self.year.since

    @property
    def until(self) -> date:
        return self.year.until

    def key(self, code: str) -> AllocationKey:
        return AllocationKey.objects.get(code=code)

    def holdings(self) -> list[Holding]:
        return list(Holding.objects.select_related("party").order_by("pk"))

    def lot(self, number: int) -> Lot:
        return self.lots[number % len(self.lots)]


def found(house: House) -> Building:
    """Return a new association with nothing in it."""
    return services.create_building(
        name="Random",
        slug="random",
        deed_total=sum(one.shares for one in house.lots),
        by=None,
        fiscal_year_start=house.first_month,
        kbo="0833576428",
        languages=["fr"],
        working_iban=iban(551),
        reserve_iban=iban(550),
    )


def furnish(building: Building, plan: Year, clock: Clock) -> Scene:
    """Give the building entered its lots, holders, key, meters, suppliers and a year
    that begins today.
    """
    since, until = clock.day, add_months(clock.day, MONTHS)
    services.start_mandate(
        building,
        firm=Firm.objects.get(name="Lambert Syndic"),
        since=since - timedelta(days=30),
        until=until + timedelta(days=400),
        by=None,
    )
    lots = [
        services.create_lot(code=f"L{number}", shares=one.shares, by=None)
        for number, one in enumerate(plan.house.lots)
    ]
    _sell_first(plan.house, lots, since)
    services.create_key(
        code=SPECIAL,
        name="Special",
        parts={
            lot.pk: one.parts for lot, one in zip(lots, plan.house.lots, strict=True)
        },
        by=None,
    )
    update_book_settings(
        by=None, two_people=True, statement_months=plan.house.statement_months
    )
    return Scene(
        plan=plan,
        clock=clock,
        building=building,
        year=open_year(since=since, until=until, by=None),
        lots=lots,
        group=_metered(plan.house, lots, since),
        suppliers=[
            services.create_supplier(name=name, iban=iban(number), by=None)
            for name, number in (("Ascenseurs", 1), ("Toitures", 2))
        ],
        preparer=cast.user("sophie"),
        approver=cast.user("anna"),
        bank=Bank(with_camt=plan.with_camt),
    )


def _sell_first(house: House, lots: list[Lot], since: date) -> None:
    """Hand each lot to its holder long before the year begins."""
    holdings: dict[int, Holding] = {}
    for lot, one in zip(lots, house.lots, strict=True):
        if one.holder not in holdings:
            holdings[one.holder] = holder(
                one.holder, together=one.holder in house.couples
            )
        services.hand_over_lot(
            lot,
            holding=holdings[one.holder],
            since=since - timedelta(days=1000),
            by=None,
        )


def holder(number: int, *, together: bool) -> Holding:
    """Add somebody, alone or with another one who holds half."""
    people: list[Owner] = [
        services.create_owner(
            first_name=first,
            last_name=f"Owner{'abcdefg'[number]}",
            language="fr",
            street="Rue Haute 10",
            postal_code="1000",
            city="Bruxelles",
            by=None,
        )
        for first in (["Anne", "Bob"] if together else ["Anne"])
    ]
    return services.create_holding(
        parts=len(people),
        members=[services.Member(one, full=1) for one in people],
        representative=people[0],
        by=None,
    )


def _metered(house: House, lots: list[Lot], since: date) -> MeterGroup:
    group = create_group(name="Water", unit="m3", by=None)
    for lot, one in zip(lots, house.lots, strict=True):
        if one.used:
            add_meter(
                group,
                lot=lot,
                serial=lot.code,
                digits=6,
                since=since,
                value=Decimal(0),
                by=None,
            )
    return group


def shown(scene: Scene, meter: Meter, on: date) -> Decimal:
    """Return what a meter shows on a day: it turns evenly."""
    number = [lot.pk for lot in scene.lots].index(meter.lot_id)
    used = scene.plan.house.lots[number].used * (on - scene.since).days
    return Decimal(used) / MILLE
