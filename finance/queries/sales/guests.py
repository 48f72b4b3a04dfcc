"""What somebody with a notary's link may read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import QuerySet
from django.utils import timezone

from buildings.invitations import hash_code
from finance.models import GuestLink, Sale, SaleDocument
from finance.queries.sales.papers import papers_of
from koprogo.documents.models import File


class Shelf(StrEnum):
    """Where a file stands on the page of the link."""

    INFORMATION = "information"
    MINUTES = "minutes"
    STATEMENTS = "statements"
    ACCOUNTS = "accounts"


@dataclass(frozen=True, slots=True)
class GuestFile:
    """``title`` as people know it; ``on``: the day it is of, if one is known."""

    shelf: Shelf
    title: str
    on: date | None
    file: File


def find_link(code: str, *, now: datetime) -> GuestLink | None:
    """Return the link of this code if it opens something at that moment."""
    links = GuestLink.objects.select_related("tenant").filter(
        code_hash=hash_code(code), revoked_at=None, expires_at__gt=now
    )
    return links.first()


def links_of(sale: Sale) -> QuerySet[GuestLink]:
    """Return the links of a sale, the latest first."""
    return GuestLink.objects.filter(tenant=sale.tenant_id, sale=sale.uuid).order_by(
        "-pk"
    )


def files_of(sale: Sale, *, on: date) -> list[GuestFile]:
    """Return what the notary reads: what was handed over to him, and what goes with it."""
    sent = sale.documents.filter(sent_at__isnull=False).select_related("file")
    information = list(_information(sent))
    if not information:
        return []
    papers = papers_of(sale, on=on)
    return [
        *information,
        *(
            GuestFile(shelf, paper.title, paper.on, paper.file)
            for shelf, found in (
                (Shelf.MINUTES, papers.minutes),
                (Shelf.STATEMENTS, papers.statements),
                (Shelf.ACCOUNTS, papers.accounts),
            )
            for paper in found
            if paper.file
        ),
    ]


def _information(sent: QuerySet[SaleDocument]) -> Iterator[GuestFile]:
    """Yield the documents handed over, the latest first."""
    for one in sent.order_by("-sent_at", "-pk"):
        title = one.get_paragraph_display()
        yield GuestFile(
            Shelf.INFORMATION, title, timezone.localdate(one.made_at), one.file
        )
