"""The papers that go with the information of art. 3.94 §1: they are kept already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery

from buildings.models import LibraryDocument, LibraryVersion
from finance.models import ChargeDocument, Sale
from finance.months import add_months
from koprogo.documents.models import File

MINUTES_YEARS = 3
STATEMENTS_YEARS = 2
# A co-owner reads these, so his notary may.
OPEN_TO_OWNERS = (
    LibraryDocument.Audience.EVERYBODY,
    LibraryDocument.Audience.OWNERS,
)
Category = LibraryDocument.Category


@dataclass(frozen=True, slots=True)
class Paper:
    """``on``: its day, or the last one of a statement. ``file``: None while a statement
    has no letter.
    """

    title: str
    on: date
    file: File | None


@dataclass(frozen=True, slots=True)
class Papers:
    """Minutes of three years, the seller's statements of charges and accounts of two."""

    minutes: Sequence[Paper]
    statements: Sequence[Paper]
    accounts: Sequence[Paper]


def papers_of(sale: Sale, *, on: date) -> Papers:
    """Return what there is on that day, the latest first: three statements."""
    shelves = _library(since=add_months(on, -12 * MINUTES_YEARS), until=on)
    recent = add_months(on, -12 * STATEMENTS_YEARS)
    return Papers(
        minutes=shelves[Category.MINUTES],
        statements=_statements(sale, since=recent),
        accounts=[one for one in shelves[Category.ACCOUNTS] if one.on >= recent],
    )


def _library(*, since: date, until: date) -> dict[str, list[Paper]]:
    """Return minutes and accounts of these days, in the version that counts."""
    versions = LibraryVersion.objects.filter(document=OuterRef("pk"))
    latest = Subquery(versions.order_by("-number").values("file_id")[:1])
    documents = LibraryDocument.objects.filter(
        category__in=[Category.MINUTES, Category.ACCOUNTS],
        audience__in=OPEN_TO_OWNERS,
        withdrawn_at=None,
        dated_on__range=(since, until),
    )
    found = list(documents.annotate(file_id=latest).order_by("-dated_on", "pk"))
    files = File.objects.in_bulk([one.file_id for one in found])
    shelves: dict[str, list[Paper]] = {Category.MINUTES: [], Category.ACCOUNTS: []}
    for one in found:
        paper = Paper(one.title, one.dated_on, files[one.file_id])
        shelves[one.category].append(paper)
    return shelves


def _statements(sale: Sale, *, since: date) -> list[Paper]:
    found = ChargeDocument.objects.filter(
        holding=sale.seller_id,
        statement__posted_at__isnull=False,
        statement__cancelled_at=None,
        statement__until__gt=since,
    ).select_related("statement", "letter__file")
    return [
        Paper(
            one.statement.title,
            one.statement.until - timedelta(days=1),
            one.letter.file if hasattr(one, "letter") else None,
        )
        for one in found.order_by("-statement__until", "pk")
    ]
