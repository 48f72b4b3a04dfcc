"""The movements of a statement enter the books: recognised, or in suspense (499).

However many: the number of SQL statements grows by batches of 2,000 movements only.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from buildings.models import Building
from finance import chart
from finance.bank.leaves import Leaf
from finance.matching.facts import Kind as Recognised
from finance.matching.facts import Match, Outcome
from finance.models import (
    BankMovement,
    BankStatement,
    InvoicePayment,
    MovementMatch,
    Payment,
)
from finance.queries.bank_directory import (
    as_movement,
    communication_of,
    typed_payments,
    what_is_known,
)
from finance.queries.years import years_of
from finance.services.deferrals import on_account
from finance.services.payments import owner_lines
from finance.services.reminders import cancel_cleared
from finance.settlement import PaymentSplit, split_payment
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Journal

BATCH = 2_000
# Somebody typed a payment before the file of the bank came: it is the movement of
# about that day.
NEAR = timedelta(days=5)
Kind = MovementMatch.Kind


@dataclass(frozen=True, slots=True)
class Found:
    """What a movement is: ``kind`` None is suspense; ``key`` of a holding or invoice.

    ``typed``: the payment that was booked before: nothing is posted again.
    """

    kind: str | None = None
    key: int = 0
    split: PaymentSplit | None = None
    typed: Payment | None = None


@dataclass(frozen=True, slots=True)
class Booked:
    """A movement that is being booked: its place in the statement, and what it is."""

    position: int
    leaf: Leaf
    fingerprint: str
    found: Found


def post_movements(
    statement: BankStatement, leaves: Sequence[tuple[Leaf, str]], *, by
) -> Counter:
    """Book the movements of a statement, each with its fingerprint; count by kind.

    The caller holds the locks of ``bank_locks``. A payment settles the oldest dues, as
    if it had been recorded one by one in this order.
    """
    counts: Counter = Counter()
    if not leaves:
        return counts
    recogniser = Recogniser(statement.bank_account, [leaf for leaf, _ in leaves])
    for start in range(0, len(leaves), BATCH):
        batch = [
            Booked(position, leaf, fingerprint, recogniser.find(leaf))
            for position, (leaf, fingerprint) in enumerate(
                leaves[start : start + BATCH], start=start + 1
            )
        ]
        _post_batch(statement, batch, recogniser, by=by)
        counts.update(one.found.kind for one in batch)
    cancel_cleared(recogniser.paid)
    return counts


class Recogniser:
    """Tells what movements are, one after the other: each knows what came before it."""

    def __init__(self, bank_account: str, leaves: Sequence[Leaf]) -> None:
        asked = [as_movement(leaf, leaf.amount) for leaf in leaves]
        self.books = what_is_known(bank_account, Building.objects.get(), asked)
        self.paid: set[int] = set()
        self._dues = {
            key: [item.due for item in one.items]
            for key, one in self.books.settlements.items()
        }
        self._received = {
            key: sum(
                (item.working_paid + item.reserve_paid for item in one.items),
                one.credit,
            )
            for key, one in self.books.settlements.items()
        }
        days = [leaf.booked_on for leaf in leaves]
        self._typed = _typed(bank_account, min(days), max(days))

    def find(self, leaf: Leaf) -> Found:
        outcome = self.books.directory.match(as_movement(leaf, leaf.amount))
        typed = self._typed_before(leaf, outcome)
        if typed is not None:
            return Found(Kind.HOLDER, typed.holding_id, typed=typed)
        if outcome.certain is None:
            return Found()
        part, *others = outcome.certain.parts
        if others or part.kind is Recognised.RETURN:
            return self._left_for_later(outcome.certain)
        if part.kind is Recognised.HOLDER:
            return Found(Kind.HOLDER, part.id, self._pay(part.id, leaf.amount))
        if part.kind is Recognised.INVOICE:
            self.books.directory.mark_paid(part.id)
            return Found(Kind.SUPPLIER, part.id)
        return Found(Kind.TRANSFER)

    def _left_for_later(self, match: Match[int]) -> Found:
        """A file as one sum, or what comes back: ``bank_sent`` books it from suspense."""
        for part in match.parts:
            if part.kind is Recognised.INVOICE:
                self.books.directory.mark_paid(part.id)
        return Found()

    def _pay(self, holding: int, amount: Decimal) -> PaymentSplit:
        received = self._received[holding]
        self._received[holding] = received + amount
        self.paid.add(holding)
        return split_payment(self._dues[holding], received, amount)

    def _typed_before(self, leaf: Leaf, outcome: Outcome[int]) -> Payment | None:
        """Return what was typed for somebody whose payment it is or may be."""
        matches = [outcome.certain] if outcome.certain else outcome.proposals
        for match in matches:
            [part, *others] = match.parts
            if part.kind is Recognised.HOLDER and not others:
                waiting = self._typed.get((part.id, leaf.amount), [])
                near = [one for one in waiting if is_near(one, leaf.booked_on)]
                if near:
                    waiting.remove(near[0])
                    return near[0]
        return None


def is_near(payment: Payment, day: date) -> bool:
    """Whether a payment that somebody typed may be a movement of this day."""
    return abs(payment.date - day) <= NEAR


def _typed(
    bank_account: str, first: date, last: date
) -> dict[tuple[int, Decimal], list[Payment]]:
    found = defaultdict(list)
    period = (first - NEAR, last + NEAR)
    for payment in typed_payments(bank_account).filter(date__range=period):
        found[payment.holding_id, payment.amount].append(payment)
    return found


def _post_batch(
    statement: BankStatement, batch: Sequence[Booked], recogniser: Recogniser, *, by
) -> None:
    fresh = [one for one in batch if one.found.typed is None]
    years = years_of({one.leaf.booked_on for one in fresh})
    entries = ledger.post_many(
        [
            ledger.EntryDraft(
                journal=Journal.Code.BANK,
                year=years[one.leaf.booked_on],
                date=one.leaf.booked_on,
                text=entry_text(statement, one.position),
                lines=_lines(statement, one, recogniser),
                source=f"bank:{one.fingerprint}",
            )
            for one in fresh
        ],
        by=by,
    )
    posted = {one.position: entry.pk for one, entry in zip(fresh, entries, strict=True)}
    movements = BankMovement.objects.bulk_create(
        _movement(
            statement,
            one,
            one.found.typed.entry_id if one.found.typed else posted[one.position],
        )
        for one in batch
    )
    pairs = [
        (movement, one.found) for movement, one in zip(movements, batch, strict=True)
    ]
    _keep_matches(statement, pairs, by=by)


def entry_text(statement: BankStatement, position: int) -> str:
    """Every co-owner may read the books, and learns there from nobody who paid what."""
    return f"{statement.number or statement.closed_on} / {position}"


def _lines(
    statement: BankStatement, booked: Booked, recogniser: Recogniser
) -> list[ledger.Draft]:
    amount, found, books = booked.leaf.amount, booked.found, recogniser.books
    at_bank = on_account(statement.bank_account, amount)
    if found.split is not None:
        return [at_bank, *owner_lines(books.payers[found.key].party_id, found.split)]
    if found.kind == Kind.SUPPLIER:
        party = books.invoices[found.key].supplier.party_id
        return [at_bank, on_account(chart.SUPPLIERS, -amount, party_id=party)]
    other = chart.SUSPENSE if found.kind is None else chart.INTERNAL_TRANSFER
    return [at_bank, on_account(other, -amount)]


def _movement(statement: BankStatement, booked: Booked, entry: int) -> BankMovement:
    leaf = booked.leaf
    return BankMovement(
        statement=statement,
        position=booked.position,
        amount=leaf.amount,
        booked_on=leaf.booked_on,
        value_date=leaf.value_date,
        counterparty=leaf.counterparty,
        counterparty_iban=leaf.iban,
        reference=leaf.reference,
        message=leaf.message,
        bank_reference=leaf.bank_reference,
        end_to_end=leaf.end_to_end,
        batch=leaf.batch,
        return_reason=leaf.return_reason,
        fingerprint=booked.fingerprint,
        entry_id=entry,
    )


def _keep_matches(
    statement: BankStatement, pairs: Sequence[tuple[BankMovement, Found]], *, by
) -> None:
    payments = Payment.objects.bulk_create(
        Payment(
            holding_id=found.key,
            date=movement.booked_on,
            amount=movement.amount,
            bank_account=statement.bank_account,
            communication=communication_of(movement),
            working=found.split.working,
            reserve=found.split.reserve,
            entry_id=movement.entry_id,
        )
        for movement, found in pairs
        if found.split is not None
    )
    InvoicePayment.objects.bulk_create(
        InvoicePayment(
            invoice_id=found.key, entry_id=movement.entry_id, amount=-movement.amount
        )
        for movement, found in pairs
        if found.kind == Kind.SUPPLIER
    )
    MovementMatch.objects.bulk_create(_matches(pairs, iter(payments), by=by))


def _matches(
    pairs: Sequence[tuple[BankMovement, Found]], payments: Iterator[Payment], *, by
) -> Iterator[MovementMatch]:
    for movement, found in pairs:
        if found.kind is None:
            continue
        match = MovementMatch(
            movement=movement,
            kind=found.kind,
            amount=movement.amount,
            entry_id=movement.entry_id,
            by_rule=True,
            matched_by=by,
        )
        if found.kind == Kind.HOLDER:
            match.payment = found.typed or next(payments)
        elif found.kind == Kind.SUPPLIER:
            match.invoice_id = found.key
        yield match
