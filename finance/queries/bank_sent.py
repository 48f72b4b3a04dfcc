"""What payment files name, and what the bank may give back, to recognise movements."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from finance.matching import facts
from finance.matching.sent import Sent
from finance.models import (
    CollectedAmount,
    Invoice,
    MovementMatch,
    OrderedPayment,
    Payment,
)
from finance.queries.collections import received
from finance.sepa.text import group_identifier
from finance.structured_reference import (
    InvalidReference,
    format_reference,
    normalise_reference,
)

Kind = MovementMatch.Kind
# SEPA core rulebook: who never agreed may have his money back for so long.
COMES_BACK_WITHIN = timedelta(days=13 * 31)
# A bank books a file on its day, or as soon as it works again.
BOOKED_WITHIN = timedelta(days=35)


def written(name: str) -> str:
    """Return what a payment file named, however a bank repeats it, to be compared."""
    return name.replace("-", "").lower()


def sent_to_bank(
    bank_account: str,
    invoices: Mapping[int, Invoice],
    debits: Sequence[CollectedAmount],
    backs: Iterable[MovementMatch],
) -> Sent[int]:
    """Return what may explain movements of an account: two statements.

    ``invoices``: what is open, by primary key; ``debits`` and ``backs``: what
    ``debits_near`` and ``may_come_back`` found.
    """
    return Sent(
        collected=[
            facts.Collected(row.mandate.holding_id, row.uuid.hex, row.amount)
            for row in debits
        ],
        files=[*_orders(bank_account, invoices), *_collections(debits)],
        returnable=[
            facts.Returnable(
                match.pk,
                match.amount,
                end_to_end=_named(match, debits),
                reference=_reference(match),
                iban=match.movement.counterparty_iban,
            )
            for match in backs
        ],
    )


# Direct debits and files


def debits_near(
    asked: Sequence[facts.Movement], bank_account: str
) -> list[CollectedAmount]:
    """Return what movements name, and what may be booked as one sum by their days."""
    if bank_account != Payment.BankAccount.WORKING:
        return []
    days = [one.day for one in asked]
    lately = Q(
        collection__given_up_at=None,
        collection__date__range=(min(days) - BOOKED_WITHIN, max(days)),
    )
    named = Q(uuid__in=_uuids(one.end_to_end for one in asked))
    found = CollectedAmount.objects.filter(lately | named).order_by("pk")
    return list(found.select_related("mandate__holding__party", "collection"))


def _uuids(names: Iterable[str]) -> list[UUID]:
    return [UUID(one) for one in set(names) if _is_ours(one)]


def _is_ours(name: str) -> bool:
    """Whether a name has the form of those that our files give."""
    return len(name) == 32 and set("0123456789abcdef").issuperset(name)


def _orders(
    bank_account: str, invoices: Mapping[int, Invoice]
) -> Iterator[facts.SentFile[int]]:
    """Yield the payment files of which nothing is paid, each as a whole."""
    if not invoices:
        return
    rows = OrderedPayment.objects.filter(open=True, order__bank_account=bank_account)
    waiting = rows.filter(invoice__in=invoices.keys()).values("order")
    files = defaultdict(list)
    for row in rows.filter(order__in=waiting).select_related("order").order_by("pk"):
        files[row.order].append(row)
    for order, payments in files.items():
        left = [invoices.get(row.invoice_id) for row in payments]
        if all(
            one is not None and one.left == row.amount
            for one, row in zip(left, payments, strict=True)
        ):
            parts = tuple(
                facts.Part(facts.Kind.INVOICE, row.invoice_id, -row.amount)
                for row in payments
            )
            yield facts.SentFile(_names(order, 1), order.execution_date, parts)


def _collections(
    debits: Sequence[CollectedAmount],
) -> Iterator[facts.SentFile[int]]:
    """Yield the files of direct debits of which nothing arrived, and their groups."""
    arrived = received(debits) if debits else set()
    files = defaultdict(list)
    for row in debits:
        files[row.collection].append(row)
    for collection, rows in files.items():
        if collection.given_up_at or any(row.pk in arrived for row in rows):
            continue
        # The file has the first ones before the recurrent ones.
        groups = [
            [row for row in rows if row.first],
            [row for row in rows if not row.first],
        ]
        groups = [group for group in groups if group]
        wholes = enumerate(groups, start=1) if len(groups) > 1 else []
        for number, group in [(1, rows), *wholes]:
            parts = tuple(
                facts.Part(facts.Kind.HOLDER, row.mandate.holding_id, row.amount)
                for row in group
            )
            names = _names(collection, number)
            yield facts.SentFile(names, collection.date, parts)


def _names(file, number: int) -> frozenset[str]:
    """Return how a bank may call a file, or the group of it with this number."""
    group = group_identifier(file.uuid.hex, number)
    return frozenset({file.uuid.hex, written(group)})


# What may come back


def returnable() -> QuerySet[MovementMatch]:
    """Return what the bank carried out and may give back, the latest first."""
    return (
        MovementMatch.objects.standing()
        .filter(kind__in=[Kind.HOLDER, Kind.SUPPLIER])
        .select_related(
            "movement", "payment__holding__party", "invoice__supplier", "entry"
        )
        .order_by("-movement__booked_on", "-pk")
    )


def may_come_back(
    asked: Sequence[facts.Movement], bank_account: str
) -> list[MovementMatch]:
    """Return the payments, of just their amounts, that movements may give back."""
    backs = [one for one in asked if _may_come_back(one)]
    if not backs:
        return []
    since = min(one.day for one in backs) - COMES_BACK_WITHIN
    found = returnable().filter(
        amount__in={-one.amount for one in backs},
        movement__statement__bank_account=bank_account,
        movement__booked_on__gte=since,
    )
    return list(found)


def _may_come_back(asked: facts.Movement) -> bool:
    """Whether a movement may give a payment back: else nothing is looked up."""
    referred = asked.amount < 0 and bool(asked.structured_reference)
    return asked.is_return or referred or _is_ours(asked.end_to_end)


def _named(match: MovementMatch, debits: Sequence[CollectedAmount]) -> frozenset[str]:
    """Return how files named a payment; of one booked in a sum, what it must have been."""
    if match.invoice is not None:
        return frozenset({match.invoice.uuid.hex})
    name = written(match.movement.end_to_end)
    if match.amount == match.movement.amount and _is_ours(name):
        return frozenset({name})
    payment = match.payment
    return frozenset(
        row.uuid.hex
        for row in debits
        if (row.mandate.holding_id, row.amount) == (payment.holding_id, payment.amount)
        and row.collection.date <= payment.date
    )


def _reference(match: MovementMatch) -> str:
    if match.invoice is None:
        base = match.payment.holding.party.reference_base
        return normalise_reference(format_reference(base))
    try:
        return normalise_reference(match.invoice.reference)
    except InvalidReference:
        return ""
