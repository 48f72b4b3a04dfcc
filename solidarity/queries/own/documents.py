"""The sealed documents of a person's requests."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from koprogo.documents.models import File
from solidarity.models import Paper
from solidarity.queries.own.base import Mine
from solidarity.queries.own.helped import payouts
from solidarity.queries.requests import place
from solidarity.vault import Life, Vault

__all__ = ["Document", "documents_of"]


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """A sealed document of a request: ``at`` and ``life`` open its bytes."""

    name: str
    file: File
    vault: Vault
    at: str
    life: str


def documents_of(own: Mine) -> Iterator[Document]:
    """Yield the papers, agreements and vouchers that can still be read."""
    papers = Paper.objects.filter(request__in=own.requests, file__isnull=False)
    for one in papers.select_related("file").order_by("pk"):
        name = own.of_row(one, "name", one.request_id)
        yield from _document(own, one.request_id, name, one.file, ("paper", one.uuid))
    agreements = own.aids().filter(agreement__isnull=False)
    for one in agreements.select_related("agreement"):
        name = f"{one.code}.pdf"
        yield from _document(
            own, one.request_id, name, one.agreement, ("aid", one.uuid)
        )
    for one in payouts(own).filter(voucher__isnull=False):
        request = one.aid.request_id
        name = own.of_row(one, "voucher_name", request, Life.PAPERS)
        yield from _document(own, request, name, one.voucher, ("payout", one.uuid))


#: what the sealed bytes of each table are called, and how long they live
_SEALED = {
    "paper": ("file", Life.FILE),
    "aid": ("agreement", Life.PAPERS),
    "payout": ("voucher", Life.PAPERS),
}


def _document(
    own: Mine, request: int, name: str, file: File, row: tuple[str, UUID]
) -> Iterator[Document]:
    table, uuid = row
    column, life = _SEALED[table]
    vault = own.vaults[request]
    if vault.holds(life):
        yield Document(name, file, vault, place(table, column, uuid), life)
