"""What suppliers sent is kept before there is an invoice, and found again by a key."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.db.models import Q

from finance.errors import FilesGone
from finance.invoices.document import SupplierDocument
from finance.invoices.received import Received
from finance.models import Invoice
from koprogo.documents import services as documents
from koprogo.documents.intake import Intake
from koprogo.documents.models import File
from koprogo.jobs.services import enqueue
from koprogo.tenancy.context import current_tenant_id

SALT = "finance.invoice-files"
LIFETIME = timedelta(days=1)
# Whoever has a key may be typing until it ends: a day more than it lives.
UNUSED_AFTER = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """``voucher``: what people read; ``xml``: what programs read. One at least."""

    voucher: File | None = None
    xml: File | None = None

    def document(self) -> SupplierDocument | None:
        """Return what the electronic invoice says, if there is one."""
        from finance.invoices import ubl

        return ubl.parse(documents.read(self.xml)) if self.xml else None


@transaction.atomic
def keep_files(received: Received, *, by) -> str:
    """Keep what was received; return the key to it, which lives for a day.

    What no invoice has taken two days later is erased.
    """
    kept = {
        "voucher": _stored(received.voucher, by),
        "xml": _stored(received.xml, by),
    }
    enqueue(
        "finance.forget_invoice_files",
        tenant_id=current_tenant_id(),
        by=by,
        files=[key for key in kept.values() if key],
    )
    return signing.dumps(kept | {"tenant": current_tenant_id()}, salt=SALT)


def kept_files(key: str) -> KeptFiles:
    """Return the files of a key.

    Raises:
        FilesGone: it is none, or too old, or of another building.
    """
    try:
        kept = signing.loads(key, salt=SALT, max_age=LIFETIME)
    except signing.BadSignature:
        raise FilesGone(key) from None
    if kept["tenant"] != current_tenant_id():
        raise FilesGone(key)
    wanted = [kept["voucher"], kept["xml"]]
    found = {file.pk: file for file in File.objects.filter(pk__in=filter(None, wanted))}
    return KeptFiles(found.get(kept["voucher"]), found.get(kept["xml"]))


def forget_unused(files: Collection[int]) -> None:
    """Erase the files (primary keys) that no invoice has: nobody entered it."""
    used = Invoice.objects.filter(Q(voucher__in=files) | Q(xml__in=files))
    pairs = used.values_list("voucher", "xml")
    documents.erase(set(files) - {key for pair in pairs for key in pair})


def _stored(file: Intake | None, by) -> int | None:
    if file is None:
        return None
    kept = documents.store(
        file.data, name=file.name, content_type=file.content_type, by=by
    )
    return kept.pk
