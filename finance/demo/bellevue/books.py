"""Two years of Bellevue: what was called, who pays how, what went wrong."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from buildings import services as buildings
from buildings.models import AllocationKey, Building, Holding, Lot
from finance import chart, services
from finance.bank import coda_writing
from finance.demo.bank import RESERVE, WORKING, Bank
from finance.demo.bellevue import arrears, costs, meters, payments, sales, year
from finance.demo.bellevue.budgets import FIRST_YEAR, LIFT, LIFT_WORKS, SECOND_YEAR
from finance.demo.calendar import Quarter
from finance.demo.chronicle import Chronicle
from finance.demo.purchases import Shop
from finance.demo.stage import Stage
from finance.demo.story import (
    HALF,
    NOTHING,
    TWICE,
    Habits,
    PlannedCall,
    PlannedItem,
    Purpose,
    book_on_the_wrong_account,
    draft,
    issue,
    quarterly,
    receipts_of,
)
from finance.demo.years import Purses, drafts_of
from finance.models import Call
from finance.months import add_months
from finance.movement_parts import CostPart
from finance.opening import Balances
from finance.queries.transfers import reserve_to_transfer
from koprogo.accounts.models import User

# Claes stopped paying in the second year, Maes pays half, De Backer and Thys left out
# a quarter, Fontaine and Delcourt once paid twice; Lieve Janssens still has the second
# call for the lift to pay; Petit, Diallo and Dewulf always pay weeks after the others.
HABITS = Habits(
    parts={
        ("claes-sven", "q6"): NOTHING,
        ("claes-sven", "q7"): NOTHING,
        ("claes-sven", "q8"): NOTHING,
        ("claes-sven", "lift 1"): NOTHING,
        ("claes-sven", "lift 2"): NOTHING,
        ("maes-wouter", "q7"): HALF,
        ("maes-wouter", "q8"): HALF,
        ("de-backer-lode", "q7"): NOTHING,
        ("thys-ludo", "q7"): NOTHING,
        ("gerard-monique", "q8"): NOTHING,
        ("fontaine-chloe", "q7"): TWICE,
        ("delcourt-francois", "q8"): TWICE,
        ("janssens-lieve", "lift 2"): NOTHING,
        ("gilles-aurelie", "lift 2"): NOTHING,
    },
    late={"petit-nicolas": 52, "diallo-mariama": 27, "dewulf-frank": 38},
)
# What the association had put aside before its books were kept here.
SAVED = Decimal("61480.00")
BANK_COSTS = Decimal("12.85")
# The bank's last statements are a few days old.
LAST_STATEMENT = timedelta(days=3)
# What was received for the reserve lately is still to be moved to its account.
NOT_YET_MOVED = timedelta(days=45)


def play(stage: Stage) -> None:
    """Write what happened, in the building entered."""
    year.choose(stage)
    brought = {chart.BANK_RESERVE: SAVED, chart.RESERVE_FUND: -SAVED}
    start = stage.quarters[0].first_day
    services.open_balances(Balances(accounts=brought), date=start, by=stage.manager)
    _Story(stage).tell()
    _put_right(stage)
    arrears.agree(stage)
    sales.begin(stage)
    payments.order(stage)


class _Story:
    """What happens to the books, put in the order of its days."""

    def __init__(self, stage: Stage) -> None:
        building = Building.objects.get()
        self.stage, self.quarters = stage, stage.quarters
        self.chronicle = Chronicle()
        self.bank = Bank(
            {WORKING: building.working_iban, RESERVE: building.reserve_iban},
            {RESERVE: SAVED},
            since=self.quarters[0].first_day,
            write=coda_writing.write,
            stage=stage,
        )
        self.purses = Purses(self.bank.receive)
        self.shop = Shop(stage, self.bank, self.chronicle, language="fr")
        self.drafts: dict[str, Call] = {}

    def tell(self) -> None:
        self._plan_years()
        for on in sorted({one.on for one in _by_hand(self.quarters, self.stage.today)}):
            self.chronicle.at(on, lambda on=on: self._call_by_hand(on))
        self._plan_purchases()
        self._plan_changes()
        arrears.plan(self.chronicle, self.stage)
        self._plan_bank()
        self.chronicle.play(until=self.stage.today)

    def _plan_years(self) -> None:
        items = (FIRST_YEAR, SECOND_YEAR)
        for number, start in enumerate((0, 4)):
            quarters = self.quarters[start : start + 4]
            planned = quarterly(
                quarters, title=_title, items=items[number], start=start + 1
            )
            self.chronicle.at(
                quarters[0].first_day,
                lambda number=number, planned=planned: self._adopt(number, planned),
            )
            for one in planned:
                self.chronicle.at(one.on, lambda one=one: self._call(one))
        settled_on = self.quarters[4].day(60)
        self.chronicle.at(settled_on, lambda: self._settle(settled_on))
        self.chronicle.at(self.quarters[4].day(66), lambda: year.close(self.stage))

    def _adopt(self, number: int, planned: Sequence[PlannedCall]) -> None:
        budget = year.adopt_budget(number, stage=self.stage)
        drafts = drafts_of(budget, planned, stage=self.stage)
        self.drafts |= {
            one.name: call for one, call in zip(planned, drafts, strict=True)
        }

    def _call(self, planned: PlannedCall) -> None:
        """Issue what the budget asks, and what is called on the same day."""
        call = self.drafts[planned.name]
        issued = services.issue_call(call, by=self.stage.manager, on=planned.on)
        same_day = [
            one
            for one in _by_hand(self.quarters, self.stage.today)
            if one.on == planned.on
        ]
        sent = {planned: issued}
        self.drafts[planned.name] = issued
        self._expect(planned.on, sent | {one: self._issue(one) for one in same_day})

    def _call_by_hand(self, on: date) -> None:
        planned = _by_hand(self.quarters, self.stage.today)
        if on not in {quarter.first_day for quarter in self.quarters}:
            sent = {one: self._issue(one) for one in planned if one.on == on}
            self._expect(on, sent)

    def _issue(self, planned: PlannedCall) -> Call:
        call = issue(planned, stage=self.stage)
        self.drafts[planned.name] = call
        return call

    def _expect(self, on: date, sent: dict[PlannedCall, Call]) -> None:
        self.purses.pay(list(receipts_of(on, sent, HABITS)))

    def _settle(self, on: date) -> None:
        self.purses.settle(year.settle(on, stage=self.stage))

    def _plan_purchases(self) -> None:
        quarters, today = self.quarters, self.stage.today
        self.shop.plan([*costs.regular(quarters), *costs.single(quarters)])
        self.shop.plan(list(costs.of_today(today)))
        self.chronicle.at(
            today - timedelta(days=9),
            lambda: costs.electronic(today, self.shop),
        )

    def _plan_changes(self) -> None:
        stage, quarters = self.stage, self.quarters
        meters.plan(self.chronicle, stage)
        sales.plan(self.chronicle, self.bank, stage)
        self.chronicle.at(
            quarters[5].day(45),
            lambda: _hand_over(
                "A76",
                to="hendrickx",
                since=quarters[5].day(45),
                by=stage.manager,
            ),
        )
        freed = quarters[4].first_day
        _leave_the_heating("RC1", since=freed, by=stage.manager)

    def _plan_bank(self) -> None:
        """A statement of each month; reserve parts move on late in every quarter."""
        last = self.stage.today - LAST_STATEMENT
        shares = AllocationKey.objects.get(kind=AllocationKey.Kind.SHARES)
        first = self.quarters[0].first_day
        for month in range(3 * len(self.quarters)):
            end = add_months(first, month + 1) - timedelta(days=1)
            if end < last:
                self.chronicle.at(end, lambda end=end: self.bank.bring(end))
        for quarter in self.quarters:
            part = CostPart(-BANK_COSTS, "6500000", "Frais de compte", shares)
            self.bank.move(
                quarter.day(75), -BANK_COSTS, words="Frais de compte", part=part
            )
            on = quarter.day(70)
            if on < self.stage.today - NOT_YET_MOVED:
                self.chronicle.at(on, lambda on=on: self._save(on))
        payments.strange(self.bank, today=self.stage.today)
        self.chronicle.at(last, lambda: self.bank.bring(last))

    def _save(self, on: date) -> None:
        amount = reserve_to_transfer(on=on).amount
        if amount:
            self.bank.transfer(amount, on=on)


def _put_right(stage: Stage) -> None:
    """A payment on the wrong account, and a call to the wrong people, are undone."""
    quarters, today, manager = stage.quarters, stage.today, stage.manager
    book_on_the_wrong_account(
        "goossens-dirk",
        "claes-sven",
        since=quarters[-2].first_day,
        typed_on=today - timedelta(days=1),
        on=today,
        by=stage.bookkeeper,
    )
    wrong = Call.objects.get(title=_garage_door("shares", today).title)
    services.cancel_call(wrong, by=manager, on=today)
    issue(_garage_door("garage-door", today), stage=stage)
    coming = [quarters[-1].later(1)]
    for planned in quarterly(coming, title=_title, items=SECOND_YEAR):
        draft(planned, by=stage.assistant)


def _by_hand(quarters: Sequence[Quarter], today: date) -> list[PlannedCall]:
    """Return what was called without a budget."""
    start, lift = quarters[0], quarters[5].day(40)
    return [
        PlannedCall(
            "working fund",
            "Fonds de roulement",
            start.first_day,
            start.due_on,
            (PlannedItem("Fonds de roulement", Purpose.WORKING_FUND, "24000.00"),),
        ),
        _lift("lift 1", "premier acompte", LIFT[0], lift),
        _lift("lift 2", "second acompte", LIFT[1], today - timedelta(days=10)),
        # The repair of the garages' door went to everybody first.
        _garage_door("shares", today - timedelta(days=6)),
    ]


def _title(quarter: Quarter) -> str:
    return f"Provisions T{quarter.number} {quarter.year}"


def _lift(name: str, what: str, amount: str, day: date) -> PlannedCall:
    label = "Nouvelle cabine et commande"
    return PlannedCall(
        name,
        f"{LIFT_WORKS}, {what}",
        day,
        day + timedelta(days=30),
        (PlannedItem(label, Purpose.WORKS, amount, "lift-a", LIFT_WORKS),),
    )


def _garage_door(key: str, day: date) -> PlannedCall:
    return PlannedCall(
        "garage door",
        "Réparation de la porte des garages",
        day,
        day + timedelta(days=30),
        (PlannedItem("Moteur de la porte", Purpose.PROVISION, "3280.00", key),),
    )


def _hand_over(flat: str, *, to: str, since: date, by: User) -> None:
    """Hand a flat and what belongs to it over to the holding ``to``."""
    buyer = Holding.objects.get(code=to)
    left = Lot.objects.get(code=flat)
    for lot in [left, *left.annexes.all()]:
        buildings.hand_over_lot(lot, holding=buyer, since=since, by=by)


def _leave_the_heating(code: str, *, since: date, by: User) -> None:
    """A shop heats itself from a day on: the key gets a second version."""
    key = AllocationKey.objects.get(code="heating")
    parts = dict(key.versions.get().parts.values_list("lot_id", "parts"))
    del parts[Lot.objects.get(code=code).pk]
    buildings.write_version(key, valid_from=since, parts=parts, by=by)
