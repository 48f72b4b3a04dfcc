"""A year of Parkzicht: taken over with a past, its first half settled."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

from buildings.models import AllocationKey, Building, Holding, Supplier
from buildings.services.letters import make_letters
from finance import chart, services
from finance.bank import camt053_writing
from finance.demo.bank import RESERVE, WORKING, Bank
from finance.demo.calendar import Quarter, bank_day
from finance.demo.chronicle import Chronicle
from finance.demo.consents import note_consents
from finance.demo.letters import work
from finance.demo.parkzicht import costs, meters
from finance.demo.parkzicht.tables import AGREEMENTS, CLEANING, LIFT
from finance.demo.purchases import Shop
from finance.demo.stage import Stage
from finance.demo.story import (
    HALF,
    NOTHING,
    Habits,
    PlannedCall,
    PlannedItem,
    Purpose,
    Receipt,
    book,
    issue,
    quarterly,
    receipts_of,
    reference,
)
from finance.demo.years import Purses, adopt, drafts_of, settle
from finance.fiscal_year import year_name
from finance.mailings.charges import CHARGES
from finance.models import BudgetLine, Call, Rhythm
from finance.months import add_months
from finance.opening import Balances, OwnerBalance, SupplierBalance
from finance.own_lines import OwnLine
from finance.queries.budgets import LineDraft
from finance.queries.transfers import reserve_to_transfer
from finance.services.own_entries import book_entry
from finance.services.reminders import propose_reminders
from finance.services.settings import update_book_settings
from finance.services.works import add_works
from koprogo.ledger.models import Account

PROVISIONS = (
    PlannedItem("Gewone lasten", Purpose.PROVISION, "3650.00"),
    PlannedItem("Lift", Purpose.PROVISION, "420.00", "lift"),
    PlannedItem("Reservefonds", Purpose.RESERVE, "900.00"),
)
# label, account, key, EUR of the year: four times what a quarter is called
BUDGET = (
    ("Schoonmaak", "6105000", "shares", "4400.00"),
    ("Elektriciteit", "6121000", "shares", "1900.00"),
    ("Water", "6120000", "shares", "1350.00"),
    ("Verzekering", "6140000", "shares", "2750.00"),
    ("Ereloon van de syndicus", "6130000", "shares", "4200.00"),
    ("Lift", "6101001", "lift", "1680.00"),
    ("Reservefonds", chart.RESERVE_CALLED, "shares", "3600.00"),
)
ROOF_WORKS = "Dakisolatie"
# What the former syndic handed over.
BROUGHT = Balances(
    accounts={
        chart.BANK_WORKING: Decimal("9200.45"),
        chart.BANK_RESERVE: Decimal("21600.00"),
        chart.WORKING_FUND: Decimal("-9000.00"),
        chart.RESERVE_FUND: Decimal("-21738.60"),
    },
    owners=(
        OwnerBalance("poncelet-alain", Decimal("812.40"), Decimal("138.60")),
        OwnerBalance("segers-filip", Decimal("96.15")),
        OwnerBalance("lambrechts-rosa", credit=Decimal("150.00")),
    ),
    suppliers=(
        SupplierBalance(LIFT, Decimal("611.05")),
        SupplierBalance(CLEANING, Decimal("347.95")),
    ),
)
HABITS = Habits(
    parts={
        ("desmedt-patrick", "q4"): NOTHING,
        ("poncelet-alain", "q3"): HALF,
        ("poncelet-alain", "q4"): HALF,
    },
    late={"taylor-brian": 21, "van-looy": 34},
)
# From then on the office imports what the bank writes; before, it typed.
TYPED_UNTIL = 13
LAST_STATEMENT = timedelta(days=2)
# What was received for the reserve lately is still to be moved to its account.
NOT_YET_MOVED = timedelta(days=45)


def play(stage: Stage) -> None:
    """Write what happened, in the building entered."""
    update_book_settings(
        by=stage.manager,
        statement_months=Rhythm.HALF,
        accepted_on=date(2009, 3, 2),
    )
    _take_over(stage)
    _Story(stage).tell()
    note_consents(AGREEMENTS, stage=stage)
    propose_reminders(on=stage.today, by=None)


def _take_over(stage: Stage) -> None:
    """Book what there was, and pay the suppliers whom the former syndic still owed."""
    first = stage.quarters[0]
    holdings = {one.code: one for one in Holding.objects.all()}
    owners = [replace(one, holder=holdings[one.holder]) for one in BROUGHT.owners]
    services.open_balances(
        replace(BROUGHT, owners=tuple(owners)), date=first.first_day, by=stage.manager
    )


class _Story:
    """What happens to the books, put in the order of its days."""

    def __init__(self, stage: Stage) -> None:
        building = Building.objects.get()
        self.stage, self.quarters = stage, stage.quarters
        self.typed_until = self.quarters[0].day(TYPED_UNTIL)
        self.chronicle = Chronicle()
        self.bank = Bank(
            {WORKING: building.working_iban, RESERVE: building.reserve_iban},
            {},
            since=self.typed_until,
            write=camt053_writing.write,
            stage=stage,
        )
        self.shop = Shop(stage, self.bank, self.chronicle, language="nl")
        self.purses = Purses(self._receive)
        self.calls: dict[str, Call] = {}

    def tell(self) -> None:
        stage, quarters = self.stage, self.quarters
        self._plan_calls()
        self._plan_old_debts()
        meters.plan(self.chronicle, stage)
        self.shop.plan([*costs.regular(quarters), *costs.waiting(stage.today)])
        settled_on = quarters[2].day(40)
        self.chronicle.at(settled_on, lambda: self._settle(settled_on))
        self._plan_bank()
        self.chronicle.play(until=stage.today)

    def _plan_calls(self) -> None:
        planned = quarterly(self.quarters, title=_title, items=PROVISIONS)
        start = self.quarters[0].first_day
        self.chronicle.at(start, lambda: self._adopt(planned))
        for one in planned:
            self.chronicle.at(one.on, lambda one=one: self._call(one))
        roof = self._roof()
        self.chronicle.at(roof.on, lambda: self._call(roof))

    def _roof(self) -> PlannedCall:
        today, voted = self.stage.today, self.quarters[0].first_day
        add_works(
            title=ROOF_WORKS,
            decision="Algemene vergadering, punt 6: in twee schijven",
            decided_on=voted,
            by=self.stage.manager,
        )
        item = PlannedItem(
            "Isolatie van het dak", Purpose.WORKS, "11800.00", works=ROOF_WORKS
        )
        return PlannedCall(
            "roof",
            "Dakisolatie, eerste schijf",
            today - timedelta(days=20),
            today + timedelta(days=25),
            (item,),
        )

    def _adopt(self, planned: Sequence[PlannedCall]) -> None:
        keys = {key.code: key for key in AllocationKey.objects.all()}
        accounts = {account.code: account for account in Account.objects.all()}
        budget = adopt(
            self.quarters,
            title=f"Begroting {_year(self.quarters)}",
            lines=[
                LineDraft(
                    _kind(code), label, accounts[code], keys[key], Decimal(amount)
                )
                for label, code, key, amount in BUDGET
            ],
            decision="Algemene vergadering, punt 3",
            decided_on=self.quarters[0].first_day,
            stage=self.stage,
        )
        drafts = drafts_of(budget, planned, stage=self.stage)
        self.calls |= {
            one.name: call for one, call in zip(planned, drafts, strict=True)
        }

    def _call(self, planned: PlannedCall) -> None:
        draft = self.calls.get(planned.name)
        if draft is None:
            call = issue(planned, stage=self.stage)
        else:
            call = services.issue_call(draft, by=self.stage.manager, on=planned.on)
        self.purses.pay(list(receipts_of(planned.on, {planned: call}, HABITS)))

    def _receive(self, receipt: Receipt) -> None:
        """Type what is paid, before the office imports what the bank writes."""
        if receipt.date <= self.typed_until:
            by = self.stage.bookkeeper
            self.chronicle.at(receipt.date, lambda: book(receipt, by=by))
        else:
            self.bank.receive(receipt)

    def _plan_old_debts(self) -> None:
        first = self.quarters[0]
        segers = Holding.objects.select_related("party").get(code="segers-filip")
        on = bank_day(first.day(11))
        self._receive(Receipt(on, segers, Decimal("96.15"), reference(segers)))
        self.chronicle.at(
            first.day(5), lambda: _pay_old_debts(first.day(5), self.stage)
        )

    def _settle(self, on: date) -> None:
        """Settle the first half, and make its letters with the occupants' annexes."""
        since, until = self.quarters[0].first_day, self.quarters[2].first_day
        title = f"Afrekening eerste halfjaar {_year(self.quarters)}"
        statement = settle(since, until, title=title, on=on, stage=self.stage)
        self.purses.settle(statement)
        make_letters(statement, by=self.stage.manager)
        work(CHARGES.making)

    def _plan_bank(self) -> None:
        first, last = self.quarters[0].first_day, self.stage.today - LAST_STATEMENT
        self.chronicle.at(self.typed_until, lambda: self.bank.begin(self.typed_until))
        for month in range(3 * len(self.quarters)):
            end = add_months(first, month + 1) - timedelta(days=1)
            if end < last:
                self.chronicle.at(end, lambda end=end: self.bank.bring(end))
        for on in (quarter.day(70) for quarter in self.quarters):
            if on < self.stage.today - NOT_YET_MOVED:
                self.chronicle.at(on, lambda on=on: self._save(on))
        self.bank.move(
            self.stage.today - timedelta(days=9),
            Decimal("120.00"),
            name="Verhuur Pajot BV",
            words="waarborg verhuis",
        )
        self.chronicle.at(last, lambda: self.bank.bring(last))

    def _save(self, on: date) -> None:
        if amount := reserve_to_transfer(on=on).amount:
            self.bank.transfer(amount, on=on)


def _pay_old_debts(on: date, stage: Stage) -> None:
    suppliers = {one.name: one for one in Supplier.objects.all()}
    for one in BROUGHT.suppliers:
        book_entry(
            uuid=uuid4(),
            date=on,
            text=f"{one.name}, vorige syndicus",
            reason="Facturen van voor de overname",
            lines=[
                OwnLine(chart.SUPPLIERS, one.owed, supplier=suppliers[one.name]),
                OwnLine(chart.BANK_WORKING, -one.owed),
            ],
            by=stage.bookkeeper,
        )


def _kind(code: str) -> str:
    is_reserve = code == chart.RESERVE_CALLED
    return BudgetLine.Kind.RESERVE if is_reserve else BudgetLine.Kind.ORDINARY


def _title(quarter: Quarter) -> str:
    return f"Provisie {quarter.number}e kwartaal {quarter.year}"


def _year(quarters: Sequence[Quarter]) -> str:
    return year_name(quarters[0].first_day, quarters[-1].later(1).first_day)
