"""Files of banks enter the books: statement by statement, each in its own building.

A file is read outside any building; it says whose it is by its IBANs. The readers are
pure, refuse files above 20 MB and take their time from the size alone: no process of
its own is needed around them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db import transaction

from buildings.access import Permission, buildings_with
from finance.bank import reading
from finance.bank.excerpts import excerpts
from finance.bank.statement import BankStatement as Statement
from finance.errors import FinanceError
from finance.errors.bank import AccountOfSeveral, StatementKnown
from finance.models import BankDirectory, BankStatement
from finance.queries.bank import IMPORTING
from finance.services.bank_locks import lock_accounts, lock_building
from finance.services.bank_posting import post_movements
from finance.services.bank_sent import book_sent
from finance.services.bank_taking import fingerprint_of, take
from koprogo.audit.services import record
from koprogo.documents import services as documents
from koprogo.documents.models import File
from koprogo.jobs.services import enqueue
from koprogo.ledger.errors import LedgerError
from koprogo.tenancy import current_tenant_id, enter

# Movements that somebody waits for: what comes with more is left to the worker.
AT_ONCE = 500
ENDINGS = {reading.Kind.CODA: "cod", reading.Kind.CAMT053: "xml"}


class State(StrEnum):
    IMPORTED = "imported"
    KNOWN = "known"  # it was here before: nothing was changed
    WAITING = "waiting"  # the worker imports it
    REFUSED = "refused"
    UNKNOWN = "unknown"  # no building where the person may import has this account


@dataclass(frozen=True, slots=True)
class Imported:
    """A statement that was booked. ``counts``: its movements by kind, None in suspense.

    ``missing``: EUR that moved before it on a statement that is not here.
    """

    row: BankStatement
    counts: Counter
    missing: Decimal

    @property
    def movements(self) -> int:
        return self.counts.total()

    @property
    def in_suspense(self) -> int:
        return self.counts[None]


@dataclass(slots=True)
class Result:
    """What became of one statement of a file; ``place``: whose account it is of."""

    statement: Statement
    state: State
    place: BankDirectory | None = None
    imported: Imported | None = None
    refusal: FinanceError | LedgerError | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A statement, and the file that holds it alone."""

    result: Result
    data: bytes
    ending: str

    @property
    def size(self) -> int:
        return len(self.result.statement.movements)

    def keep(self, *, by) -> File:
        statement = self.result.statement
        words = (statement.account, statement.closing_date, statement.number)
        name = "-".join(str(word) for word in words if word)
        return documents.store(
            self.data, name=f"{name}.{self.ending}", content_type="text/plain", by=by
        )


def places_of(user) -> list[BankDirectory]:
    """Return the accounts for which somebody may import; all of them for the system."""
    rows = BankDirectory.objects.select_related("tenant").order_by("pk")
    if user is None:
        return list(rows)
    return list(rows.filter(tenant__in=buildings_with(user, Permission.IMPORT_BANK)))


def places_here() -> list[BankDirectory]:
    """Return the accounts of the building entered."""
    rows = BankDirectory.objects.filter(tenant=current_tenant_id())
    return list(rows.select_related("tenant"))


def import_file(data: bytes, *, places: Iterable[BankDirectory], by) -> list[Result]:
    """Import the statements of a file of a bank; say what became of each, in its order.

    Each is imported as a whole or not at all, in a transaction inside its building. A
    file imported again changes nothing. What comes with more than 500 movements, and
    what follows it in that building, is left to the worker.

    Raises:
        StatementError: of ``finance.bank``: the file cannot be read; nothing is booked.
    """
    ending = ENDINGS[reading.kind_of(data)]
    pieces = [
        _Piece(_placed(statement, places), part, ending)
        for statement, part in zip(reading.read(data), excerpts(data), strict=True)
    ]
    here = [one for one in pieces if one.result.place is not None]
    # Always in one order: two people who import the same buildings wait for each other.
    for tenant_id in sorted({one.result.place.tenant_id for one in here}):
        own = [one for one in here if one.result.place.tenant_id == tenant_id]
        own.sort(key=lambda one: one.result.statement.closing_date)
        _import_pieces(tenant_id, own, by=by)
    return [one.result for one in pieces]


def _placed(statement: Statement, places: Iterable[BankDirectory]) -> Result:
    found = [place for place in places if place.iban == statement.account]
    if len(found) > 1:
        several = AccountOfSeveral(statement.account)
        return Result(statement, State.REFUSED, refusal=several)
    if not found:
        return Result(statement, State.UNKNOWN)
    return Result(statement, State.WAITING, found[0])


def _import_pieces(tenant_id: int, pieces: Sequence[_Piece], *, by) -> None:
    """Import statements of one building, the oldest first, as far as one can wait."""
    waiting: list[_Piece] = []
    for piece in pieces:
        too_large = bool(waiting) or piece.size > AT_ONCE
        try:
            with enter(tenant_id, by=by):
                if too_large:
                    take(piece.result.statement)
                    waiting.append(piece)
                else:
                    _import_piece(piece, by=by)
        except StatementKnown:
            piece.result.state = State.KNOWN
        except (FinanceError, LedgerError) as error:
            piece.result.state, piece.result.refusal = State.REFUSED, error
    if waiting:
        with enter(tenant_id, by=by):
            leave_to_worker(waiting, by=by)


def _import_piece(piece: _Piece, *, by) -> None:
    result = piece.result
    result.imported = import_statement(
        result.statement,
        bank_account=result.place.bank_account,
        keep=lambda: piece.keep(by=by),
        by=by,
    )
    result.state = State.IMPORTED


@transaction.atomic
def import_statement(
    statement: Statement, *, bank_account: str, keep: Callable[[], File], by
) -> Imported:
    """Book a statement of the building entered.

    ``keep``: keeps the file that holds it.

    Raises:
        FinanceError, YearClosed: see ``bank_taking.take``.
    """
    lock_building()
    lock_accounts()
    taken = take(statement)
    begins = taken.run.opening == statement.opening_balance
    row = BankStatement.objects.create(
        bank_account=bank_account,
        iban=statement.account,
        number=statement.number[:35],
        opened_on=statement.opening_date if begins else None,
        closed_on=taken.closed_on,
        opening=taken.run.opening,
        closing=taken.run.closing,
        fingerprint=fingerprint_of(statement),
        file=keep(),
        imported_by=by,
    )
    pairs = list(zip(taken.run.leaves, taken.fingerprints, strict=True))
    counts = post_movements(row, pairs, by=by)
    if sent := book_sent(row, by=by):
        counts.update(sent)
        counts[None] -= sent.total()
    record(
        "bank.imported",
        target=row,
        by=by,
        movements=len(pairs),
        suspense=counts[None],
    )
    return Imported(row, counts, taken.missing)


# Large files, by the worker


def leave_to_worker(pieces: Sequence[_Piece], *, by) -> None:
    """Have the worker import statements of the building entered, one in each step."""
    enqueue(
        IMPORTING,
        tenant_id=current_tenant_id(),
        by=by,
        total=sum(piece.size for piece in pieces),
        files=[piece.keep(by=by).pk for piece in pieces],
    )


def import_kept(file_id: int, *, by) -> int:
    """Import the statement of a file that waited; return how many movements it has.

    When all of it is here by now, its file is forgotten.

    Raises:
        FinanceError, YearClosed: see ``import_statement``.
    """
    file = File.objects.get(pk=file_id)
    [statement] = reading.read(documents.read(file))
    [place] = [one for one in places_here() if one.iban == statement.account]
    try:
        import_statement(
            statement, bank_account=place.bank_account, keep=lambda: file, by=by
        )
    except StatementKnown:
        documents.erase([file.pk])
    return len(statement.movements)
