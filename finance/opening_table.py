"""The opening balances as one table: read with every mistake at its line, and written.

A line is an owner, a bank account, a fund, a supplier or another account. The columns
debit and credit mean what they mean in books: the money at the bank is debit, a fund
and a supplier's invoice are credit. What an owner owes stands in two columns of its
own, for the charges and for the reserve fund; his credit stands in credit. Pure.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from buildings.importing.names import Names
from buildings.importing.problems import MOST_REPORTED, Code, Problem, TableError
from buildings.importing.tables import Row, Table, read_tables
from buildings.importing.text import clean, fold, plain
from buildings.importing.writing import Written
from finance.account_codes import BANKS, FUNDS
from finance.opening import ImpossibleBalance, OwnerBalance, SupplierBalance
from koprogo.money import NotAnAmount, TooManyDecimals, read_amount

ZERO = Decimal("0.00")
LARGEST = Decimal("9999999999.99")
LONGEST_NAME = 120
MOST_CODES = 12  # in one message
FORMULA = ("=", "+", "-", "@")  # what a spreadsheet computes when it begins a cell

TITLE = Names(
    "Opening balances | Soldes d'ouverture | Openingssaldi | Eröffnungssalden"
)
COLUMNS: dict[str, Names] = {
    "kind": Names("kind | genre | soort | Art", "type, nature, typ"),
    "code": Names(
        "code | code | code | Code",
        "account, compte, rekening, konto, number, numero, nummer",
    ),
    "name": Names("name | nom | naam | Name", "designation, omschrijving, bezeichnung"),
    "working": Names(
        "owed charges | charges dues | verschuldigde lasten | geschuldete Lasten",
        "working, charges, lasten, 4101",
    ),
    "reserve": Names(
        "owed reserve | réserve due | verschuldigde reserve | geschuldete Rücklage",
        "reserve, rucklage, 4100",
    ),
    "debit": Names("debit | débit | debet | Soll"),
    "credit": Names("credit | crédit | credit | Haben", "in favour, tegoed, guthaben"),
}
AMOUNTS = ("working", "reserve", "debit", "credit")


class Kind(StrEnum):
    """What a line of the table is about."""

    OWNER = "owner"
    BANK = "bank"
    FUND = "fund"
    SUPPLIER = "supplier"
    ACCOUNT = "account"


KINDS: dict[Kind, Names] = {
    Kind.OWNER: Names(
        "owner | propriétaire | eigenaar | Eigentümer",
        "co owner, coproprietaire, mede eigenaar, miteigentumer, holding, holder",
    ),
    Kind.BANK: Names("bank | banque | bank | Bank", "bank account"),
    Kind.FUND: Names("fund | fonds | fonds | Fonds"),
    Kind.SUPPLIER: Names("supplier | fournisseur | leverancier | Lieferant"),
    Kind.ACCOUNT: Names("account | compte | rekening | Konto"),
}
_KIND_BY_WORD = {word: kind for kind, names in KINDS.items() for word in names.plain}


class Fault(StrEnum):
    """What can be wrong with a line; ``opening_messages.py`` says it in words."""

    UNKNOWN_TABLE = "unknown-table"
    UNKNOWN_KIND = "unknown-kind"
    NOT_AN_AMOUNT = "not-an-amount"
    TOO_MANY_DECIMALS = "too-many-decimals"
    TOO_LARGE = "too-large"
    WRONG_COLUMN = "wrong-column"
    BELOW_ZERO = "below-zero"
    BOTH_SIDES = "both-sides"
    NO_NAME = "no-name"
    NAME_TOO_LONG = "name-too-long"
    UNKNOWN_OWNER = "unknown-owner"
    SEVERAL_OWNERS = "several-owners"
    ANOTHER_NAME = "another-name"
    UNKNOWN_ACCOUNT = "unknown-account"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One complaint, at its file, line (from 1) and column."""

    file: str
    line: int | None
    column: str | None
    code: Fault
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """A holding of the building: its code and the names of its holders."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the file says, or why it cannot be used: never both.

    ``accounts``: by code, debit minus credit.
    """

    owners: tuple[OwnerBalance[str], ...] = ()
    suppliers: tuple[SupplierBalance, ...] = ()
    accounts: Mapping[str, Decimal] = field(default_factory=dict)
    problems: tuple[Problem | Mistake, ...] = ()


def read_opening(
    data: bytes, name: str, *, holders: Sequence[Known], others: Collection[str]
) -> Reading:
    """Read the balances out of a CSV file or a workbook.

    ``holders``: whom the lines may name, by code or by name; ``others``: the codes of
    accounts that are no bank, no fund and nobody's. Lines without an amount are left
    out: the table that we write for download has them all.
    """
    try:
        tables = read_tables(data, name)
    except TableError as error:
        return Reading(problems=error.problems)
    fitting = [(table, columns) for table in tables if (columns := _columns(table))]
    if not fitting:
        header = {"header": ", ".join(tables[0].header[:8])}
        unknown = Mistake(name, None, None, Fault.UNKNOWN_TABLE, header)
        return Reading(problems=(unknown,))
    reader = _Reader(holders, others)
    for table, columns in fitting:
        for row in table.rows:
            reader.read(_Line(table, columns, row))
    return reader.result()


def _columns(table: Table) -> dict[str, str]:
    """Return the header of each column that is known; nothing for another table."""
    found = {
        column: header
        for column, names in COLUMNS.items()
        for header in reversed(table.header)
        if plain(header) in names.plain
    }
    return found if "kind" in found and not found.keys().isdisjoint(AMOUNTS) else {}


class _BadLine(ValueError):
    """The line cannot be used: what is wrong, and in which column."""

    def __init__(self, code: Fault, column: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.column = column
        self.params = params


class _Line:
    """One line with its place, its words and its amounts."""

    def __init__(self, table: Table, columns: Mapping[str, str], row: Row) -> None:
        self.number = row.line
        self._file = table.name
        self._columns = columns
        self._cells = row.cells

    def text(self, column: str) -> str:
        """Return a cell; the apostrophe that keeps a formula a text is no part of it."""
        cell = self._cells[self._columns[column]] if column in self._columns else ""
        if cell.startswith("'") and cell[1:].startswith(FORMULA):
            cell = cell[1:]
        return clean(cell)

    @property
    def is_empty(self) -> bool:
        return not any(self.text(column) for column in AMOUNTS)

    def amount(self, column: str) -> Decimal:
        text = self.text(column)
        try:
            amount = read_amount(text) if text else ZERO
        except TooManyDecimals:
            raise _BadLine(Fault.TOO_MANY_DECIMALS, column, value=text) from None
        except NotAnAmount:
            raise _BadLine(Fault.NOT_AN_AMOUNT, column, value=text) from None
        if abs(amount) > LARGEST:
            raise _BadLine(Fault.TOO_LARGE, column, value=text)
        return amount

    def net(self) -> Decimal:
        """Return debit minus credit; an owner's columns must be empty."""
        for column in ("working", "reserve"):
            if self.text(column):
                raise _BadLine(Fault.WRONG_COLUMN, column)
        return self.amount("debit") - self.amount("credit")

    def mistake(self, bad: _BadLine) -> Mistake:
        column = self._columns.get(bad.column)
        return Mistake(self._file, self.number, column, bad.code, bad.params)


class _Reader:
    """Collects what the lines say and what is wrong with them."""

    def __init__(self, holders: Sequence[Known], others: Collection[str]) -> None:
        self._by_code = {fold(holder.code): holder for holder in holders}
        self._by_name: dict[str, list[Known]] = {}
        for holder in holders:
            self._by_name.setdefault(plain(holder.name), []).append(holder)
        self._others = others
        self._owners: dict[str, OwnerBalance[str]] = {}
        self._suppliers: dict[str, SupplierBalance] = {}
        self._accounts: dict[str, Decimal] = {}
        self._lines: dict[tuple[str, str], int] = {}
        self._mistakes: list[Mistake] = []

    def read(self, line: _Line) -> None:
        if line.is_empty:
            return
        try:
            self._read(line)
        except _BadLine as bad:
            self._mistakes.append(line.mistake(bad))

    def result(self) -> Reading:
        if self._mistakes:
            kept: list[Problem | Mistake] = [*self._mistakes[:MOST_REPORTED]]
            if rest := len(self._mistakes) - len(kept):
                kept.append(Problem("", None, None, Code.AND_MORE, {"count": rest}))
            return Reading(problems=tuple(kept))
        owners, suppliers = self._owners.values(), self._suppliers.values()
        return Reading(tuple(owners), tuple(suppliers), self._accounts)

    def _read(self, line: _Line) -> None:
        kind = _KIND_BY_WORD.get(plain(line.text("kind")))
        match kind:
            case Kind.OWNER:
                self._owner(line)
            case Kind.SUPPLIER:
                self._supplier(line)
            case Kind.BANK:
                self._account(line, BANKS)
            case Kind.FUND:
                self._account(line, FUNDS)
            case Kind.ACCOUNT:
                self._account(line, self._others)
            case _:
                value = line.text("kind")
                raise _BadLine(Fault.UNKNOWN_KIND, "kind", value=value)

    def _owner(self, line: _Line) -> None:
        holder = self._holder(line.text("code"), line.text("name"))
        self._once(line, "owner", holder.code)
        if line.text("debit"):
            raise _BadLine(Fault.WRONG_COLUMN, "debit")
        working, reserve = line.amount("working"), line.amount("reserve")
        credit = line.amount("credit")
        if not reserve and min(working, credit) < 0:  # another program's sign
            net = working - credit
            working, credit = max(net, ZERO), max(-net, ZERO)
        try:
            balance = OwnerBalance(holder.code, working, reserve, credit)
        except ImpossibleBalance:
            below = min(working, reserve, credit) < 0
            fault = Fault.BELOW_ZERO if below else Fault.BOTH_SIDES
            raise _BadLine(fault, "credit") from None
        self._owners[holder.code] = balance

    def _holder(self, code: str, name: str) -> Known:
        """Return whom the line names; a code must not be somebody else's name."""
        if not code:
            found = self._by_name.get(plain(name), [])
            if len(found) != 1:
                fault = Fault.SEVERAL_OWNERS if found else Fault.UNKNOWN_OWNER
                raise _BadLine(fault, "name", value=name)
            return found[0]
        holder = self._by_code.get(fold(code))
        if holder is None:
            raise _BadLine(Fault.UNKNOWN_OWNER, "code", value=code)
        words = set(plain(name).split())
        if words and words.isdisjoint(plain(holder.name).split()):
            raise _BadLine(
                Fault.ANOTHER_NAME, "name", holder=code, value=name, other=holder.name
            )
        return holder

    def _supplier(self, line: _Line) -> None:
        name = line.text("name")
        if not name:
            raise _BadLine(Fault.NO_NAME, "name")
        if len(name) > LONGEST_NAME:
            raise _BadLine(Fault.NAME_TOO_LONG, "name", limit=LONGEST_NAME)
        self._once(line, "supplier", name)
        self._suppliers[fold(name)] = SupplierBalance(name, -line.net())

    def _account(self, line: _Line, allowed: Collection[str]) -> None:
        code = line.text("code")
        if code not in allowed:
            more = ["…"] if len(allowed) > MOST_CODES else []
            codes = ", ".join([*allowed][:MOST_CODES] + more)
            raise _BadLine(Fault.UNKNOWN_ACCOUNT, "code", value=code, codes=codes)
        self._once(line, "account", code)
        net = line.net()
        if code in FUNDS and net > 0:
            raise _BadLine(Fault.BELOW_ZERO, "debit")
        self._accounts[code] = net

    def _once(self, line: _Line, kind: str, name: str) -> None:
        first = self._lines.setdefault((kind, fold(name)), line.number)
        if first != line.number:
            raise _BadLine(Fault.TWICE, "kind", name=name, first=first)


def opening_table(
    language: str,
    *,
    holders: Iterable[Known],
    suppliers: Iterable[str],
    accounts: Mapping[str, str],
) -> Written:
    """Return the table to fill in: a line for everything that the building has.

    ``accounts``: code and name of the banks, the funds and the others.
    """
    rows = [(_kind_of(code), code, name) for code, name in accounts.items()]
    rows += [(Kind.OWNER, holder.code, holder.name) for holder in holders]
    rows += [(Kind.SUPPLIER, "", name) for name in suppliers]
    return Written(
        None,
        TITLE.title(language),
        tuple(names.title(language) for names in COLUMNS.values()),
        tuple(
            (
                KINDS[kind].title(language),
                _as_text(code),
                _as_text(name),
                "",
                "",
                "",
                "",
            )
            for kind, code, name in rows
        ),
    )


def _kind_of(code: str) -> Kind:
    if code in BANKS:
        return Kind.BANK
    return Kind.FUND if code in FUNDS else Kind.ACCOUNT


def _as_text(cell: str) -> str:
    """Keep a spreadsheet from computing a name that begins like a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
