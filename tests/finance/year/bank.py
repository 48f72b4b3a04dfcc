"""The bank of a random year: it moves money, and writes the files that tell of it.

It is the other side's account of what happened: its balances owe nothing to the books.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from finance.bank import camt053_writing, coda_writing
from finance.bank.statement import BankStatement, Movement
from finance.services.bank_import import Result, import_file, places_here

WORKING, RESERVE = "551", "550"
ZERO = Decimal("0.00")


def iban(number: int) -> str:
    """Return a Belgian account number whose check digits are right."""
    account = f"{number:010d}{number % 97 or 97:02d}"
    return f"BE{98 - int(f'{account}111400') % 97:02d}{account}"


@dataclass
class Bank:
    """Two accounts. ``files``: all that were written, to be imported again."""

    with_camt: bool
    balances: dict[str, Decimal] = field(
        default_factory=lambda: {WORKING: ZERO, RESERVE: ZERO}
    )
    files: list[bytes] = field(default_factory=list)
    _moved: list[tuple[str, Movement]] = field(default_factory=list)
    _told: dict[str, Decimal] = field(
        default_factory=lambda: {WORKING: ZERO, RESERVE: ZERO}
    )
    _count: int = 0

    def begin_with(self, working: Decimal, reserve: Decimal) -> None:
        self.balances = {WORKING: working, RESERVE: reserve}
        self._told = dict(self.balances)

    def move(self, amount: Decimal, *, on: date, account=WORKING, **said: str) -> str:
        """Move money; return the bank's reference, by which its movement is known."""
        self._count += 1
        reference = f"REF{self._count:06d}"
        movement = Movement(amount, on, on, bank_reference=reference, **said)
        self._moved.append((account, movement))
        self.balances[account] += amount
        return reference

    def transfer(self, amount: Decimal, *, on: date) -> None:
        """Move money from the working account to the reserve account."""
        self.move(-amount, on=on, counterparty_account=iban(550))
        self.move(amount, on=on, account=RESERVE, counterparty_account=iban(551))

    def tell(self, *, on: date) -> list[Result]:
        """Write one file with what moved since the last one, and import it."""
        statements = [self._statement(one, on) for one in (WORKING, RESERVE)]
        told = [one for one in statements if one.movements]
        self._moved.clear()
        if not told:
            return []
        write = camt053_writing.write if self.with_camt else coda_writing.write
        self.files.append(write(told))
        return send(self.files[-1])

    def _statement(self, account: str, on: date) -> BankStatement:
        movements = tuple(one for code, one in self._moved if code == account)
        opening = self._told[account]
        self._told[account] = opening + sum(one.amount for one in movements)
        return BankStatement(
            account=iban(int(account)),
            currency="EUR",
            opening_balance=opening,
            closing_balance=self._told[account],
            movements=movements,
            opening_date=min((one.booking_date for one in movements), default=on),
            closing_date=on,
            number=f"{len(self.files) + 1:03d}",
            reference=f"F{len(self.files) + 1:03d}{account}",
        )


def send(data: bytes) -> list[Result]:
    """Import a file into the building entered, as somebody there does."""
    return import_file(data, places=places_here(), by=None)


def states(results: Sequence[Result]) -> set[str]:
    return {str(one.state) for one in results}
