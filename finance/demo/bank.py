"""What the bank of a building writes: movements in files, which the office imports."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from buildings.models import Holding
from finance.bank.statement import BankStatement, Movement
from finance.demo.calendar import bank_day
from finance.demo.stage import Stage
from finance.demo.story import Receipt
from finance.models import Invoice, Payment
from finance.movement_parts import HolderPart, Part
from finance.queries.bank import in_suspense
from finance.queries.bank_directory import payers
from finance.services.bank_import import State, import_file, places_here
from finance.services.bank_matching import match_movement
from finance.structured_reference import InvalidReference, normalise_reference
from koprogo.ledger.queries import trial_balance

WORKING, RESERVE = Payment.BankAccount.WORKING, Payment.BankAccount.RESERVE
ZERO = Decimal("0.00")
# The banks' own series 999, which holds no accounts; co-owners have its last million.
OWNERS_SERIES = 9_990_000_000 + 6_000_000
# Letters of Western Europe are all that a CODA has.
PLAIN = str.maketrans("’", "'")

Write = Callable[[Sequence[BankStatement]], bytes]


def iban_of(holding: Holding) -> str:
    """Return the account from which a holding always pays: invented, its digits right."""
    account = OWNERS_SERIES + holding.pk
    national = f"{account:010d}{account % 97 or 97:02d}"
    check = 98 - int(f"{national}111400") % 97  # 1114: B and E as figures
    return f"BE{check:02d}{national}"


@dataclass(slots=True)
class Account:
    """One account at the bank: EUR on it by its last statement, and what moved since."""

    iban: str
    balance: Decimal
    closed_on: date
    moved: list[Movement] = field(default_factory=list)
    number: int = 0

    def close(self, day: date) -> BankStatement:
        """Return the statement up to a day; statements are numbered by calendar year."""
        moved = [one for one in self.moved if one.booking_date <= day]
        moved.sort(key=lambda one: one.booking_date)
        self.moved = [one for one in self.moved if one.booking_date > day]
        opened_on, opening = self.closed_on, self.balance
        self.number = self.number + 1 if opened_on.year == day.year else 1
        self.balance += sum((one.amount for one in moved), ZERO)
        self.closed_on = day
        return BankStatement(
            account=self.iban,
            currency="EUR",
            opening_balance=opening,
            closing_balance=self.balance,
            movements=tuple(moved),
            opening_date=opened_on,
            closing_date=day,
            number=f"{self.number:03d}",
        )


class Bank:
    """Both accounts of the building entered; ``write`` is the format of its files."""

    def __init__(
        self,
        ibans: Mapping[str, str],
        balances: Mapping[str, Decimal],
        *,
        since: date,
        write: Write,
        stage: Stage,
    ) -> None:
        self._accounts = {
            code: Account(iban, balances.get(code, ZERO), since)
            for code, iban in ibans.items()
        }
        self._write = write
        self._by = stage.bookkeeper
        self._names = {key: str(one) for key, one in payers().items()}
        self._known: dict[str, Part] = {}
        self._count = 0

    def begin(self, day: date) -> None:
        """Let the office import from a day on: the books hold what was before."""
        held = {row.account: row.net for row in trial_balance(on=day)}
        for code, account in self._accounts.items():
            account.balance, account.closed_on = held.get(code, ZERO), day

    def receive(self, receipt: Receipt) -> None:
        """A co-owner pays; who pays with words of his own is recognised by the office."""
        holding = receipt.holding
        reference = self.move(
            receipt.date,
            receipt.amount,
            name=self._names[holding.pk],
            iban=iban_of(holding),
            words=receipt.communication,
        )
        self._known[reference] = HolderPart(holding, receipt.amount)

    def pay(self, invoice: Invoice, *, on: date, account: str = WORKING) -> None:
        """Pay a supplier what his invoice asks, with its communication."""
        self.move(
            on,
            -invoice.total,
            name=invoice.supplier.name,
            iban=invoice.iban or invoice.supplier.iban,
            words=invoice.reference or invoice.number,
            account=account,
        )

    def transfer(self, amount: Decimal, *, on: date) -> None:
        """Move reserve parts from the working to the reserve account."""
        for account, other, moved in (
            (WORKING, RESERVE, -amount),
            (RESERVE, WORKING, amount),
        ):
            iban = self._accounts[other].iban
            self.move(on, moved, iban=iban, words="Réserve", account=account)

    def move(
        self,
        on: date,
        amount: Decimal,
        *,
        name: str = "",
        iban: str = "",
        words: str = "",
        account: str = WORKING,
        part: Part | None = None,
    ) -> str:
        """Let something move; ``part`` is what the office says that it is.

        Return the reference of the bank.
        """
        self._count += 1
        reference = f"{on:%y%m%d}{self._count:07d}"
        try:
            structured, message = normalise_reference(words), ""
        except InvalidReference:
            structured, message = "", words
        day = bank_day(on)
        self._accounts[account].moved.append(
            Movement(
                amount=amount,
                booking_date=day,
                value_date=day,
                counterparty_name=name.translate(PLAIN)[:35].strip(),
                counterparty_account=iban,
                structured_reference=structured,
                message=message.translate(PLAIN),
                bank_reference=reference,
            )
        )
        if part is not None:
            self._known[reference] = part
        return reference

    def bring(self, day: date) -> None:
        """Import the statements of both accounts up to a day, and match what is known."""
        file = self._write([one.close(day) for one in self._accounts.values()])
        results = import_file(file, places=places_here(), by=self._by)
        if refused := [one for one in results if one.state is not State.IMPORTED]:
            raise ValueError(refused)
        waiting = in_suspense().filter(bank_reference__in=self._known)
        for movement in waiting.order_by("booked_on", "pk"):
            part = self._known[movement.bank_reference]
            match_movement(movement, [part], by=self._by)
