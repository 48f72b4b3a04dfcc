"""Files of the bank: kept while they are looked at, then booked movement by movement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.core import signing
from django.db import transaction
from django.utils import timezone

from buildings.models import Building
from finance.bank import reading
from koprogo.audit.services import record
from koprogo.documents import services as documents
from koprogo.documents.models import File
from koprogo.jobs.services import enqueue
from koprogo.tenancy import current_tenant_id
from transparency.errors import BankFileGone
from transparency.models import Receipt
from transparency.queries.bank import Found, movements_of
from transparency.services.books import hold_open_books
from transparency.services.receipts import book_receipts

__all__ = ["Kept", "book_bank_file", "forget_bank_file", "keep_bank_file", "kept_file"]

FORGETTING = "transparency.forget_bank_file"
SALT = "transparency.bank-file"
LIFETIME = timedelta(days=1)
# Whoever has a key may be looking until it ends: a day more than it lives.
FORGOTTEN_AFTER = timedelta(days=2)
TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is looked at: ``key`` finds it again, for a day."""

    key: str
    found: Sequence[Found]


@transaction.atomic
def keep_bank_file(data: bytes, *, name: str, association: Building, by) -> Kept:
    """Read a CODA or camt.053 and keep it; nothing is booked.

    Raises:
        StatementError: of ``finance.bank``: it cannot be read.
        NotOurAccount: a statement is of another account.
        UnbookableStatement, StatementInTheFuture: of ``finance.errors.bank``.
    """
    found = movements_of(reading.read(data), association)
    file = documents.store(data, name=name, content_type=TEXT, by=by)
    tenant = current_tenant_id()
    enqueue(FORGETTING, tenant_id=tenant, by=by, file=file.pk)
    key = signing.dumps({"file": file.pk, "tenant": tenant}, salt=SALT)
    return Kept(key, found)


def kept_file(key: str, association: Building) -> Kept:
    """Return what a key keeps, read again.

    Raises:
        BankFileGone: it is none, or too old, or of another association.
    """
    try:
        kept = signing.loads(key, salt=SALT, max_age=LIFETIME)
    except signing.BadSignature:
        raise BankFileGone(key) from None
    file = File.objects.filter(pk=kept["file"]).first()
    if file is None or kept["tenant"] != current_tenant_id():
        raise BankFileGone(key)
    return Kept(key, movements_of(reading.read(documents.read(file)), association))


@transaction.atomic
def book_bank_file(key: str, *, association: Building, by) -> list[Receipt]:
    """Book the movements of a kept file that are ours and new; return the receipts.

    Sent twice, or by two people at once, each movement is booked once.

    Raises:
        BankFileGone: see ``kept_file``.
    """
    first_open = hold_open_books()
    fresh = [one for one in kept_file(key, association).found if one.is_new]
    receipts = [
        Receipt(
            participation=one.participation,
            amount=one.leaf.amount,
            received_on=one.leaf.booked_on,
            bank_reference=one.fingerprint,
        )
        for one in fresh
    ]
    if receipts:
        book_receipts(receipts, first_open=first_open, by=by)
        total = sum((one.amount for one in receipts), Decimal("0.00"))
        record(
            "receipts.imported",
            target=association,
            by=by,
            many=len(receipts),
            amount=str(total),
        )
    return receipts


def forget_bank_file(job, *, file: int) -> timedelta | None:
    """Erase a file when its key has ended; return how long that takes yet."""
    left = job.created_at + FORGOTTEN_AFTER - timezone.now()
    if left > timedelta(0):
        return left
    documents.erase([file])
    return None
