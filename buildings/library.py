"""Who reads which documents of the library, and how they are found.

Rights belong to groups of roles: every co-owner reads what any other co-owner reads
(art. 3.89 §5 9° C. civ.).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Concat, StrIndex, Substr

from buildings.models import LibraryDocument, LibraryVersion, Role
from buildings.models.ownership import SortName
from buildings.models.people import ASBL_ROLES, FIRM_ROLES
from koprogo.documents.snippets import snippet

Audience = LibraryDocument.Audience
Category = LibraryDocument.Category

_RESIDENTS = {Role.CO_OWNER, Role.COUNCIL, Role.AUDITOR, Role.OCCUPANT, *FIRM_ROLES}
# In the ASBL its board is the office, and every member an owner.
_CHECKING = {Role.BOARD, Role.TREASURER, Role.ASBL_AUDITOR}
READERS: dict[Audience, frozenset[Role]] = {
    Audience.EVERYBODY: frozenset({*_RESIDENTS, *ASBL_ROLES}),
    Audience.OWNERS: frozenset({*_RESIDENTS, *ASBL_ROLES} - {Role.OCCUPANT}),
    Audience.COUNCIL: frozenset({Role.COUNCIL, Role.AUDITOR, *FIRM_ROLES, *_CHECKING}),
    Audience.OFFICE: frozenset({*FIRM_ROLES, Role.BOARD}),
}

MOST_WORDS = 10
# How much text is fetched around a hit. Folding makes œ two letters: the place of the
# hit in the text is a little before its place in the folded text.
_BEFORE, _FETCHED = 2000, 4000


def audiences_of(roles: Iterable[Role]) -> frozenset[Audience]:
    """Return what somebody with these roles may read."""
    held = set(roles)
    return frozenset(each for each, readers in READERS.items() if readers & held)


def is_office(roles: Iterable[Role]) -> bool:
    """Tell whether withdrawn documents are shown too: only the office sees them."""
    return Audience.OFFICE in audiences_of(roles)


def readable(roles: Iterable[Role]) -> QuerySet[LibraryDocument]:
    """Return the documents that somebody with these roles may open."""
    found = LibraryDocument.objects.filter(audience__in=audiences_of(roles))
    return found if is_office(roles) else found.filter(withdrawn_at=None)


def current_versions(documents: QuerySet[LibraryDocument]) -> QuerySet[LibraryVersion]:
    """Return the newest version of each, with document and file, in order of the list."""
    newer = LibraryVersion.objects.filter(
        document=OuterRef("document"), number__gt=OuterRef("number")
    )
    places = [When(document__category=c, then=n) for n, c in enumerate(Category)]
    return (
        LibraryVersion.objects.filter(~Exists(newer), document__in=documents)
        .select_related("document", "file")
        .defer("text", "folded")
        .order_by(Case(*places), "document__title", "document")
    )


@dataclass(frozen=True, slots=True)
class Shelves:
    """How many documents there are: by category (all of them in order), withdrawn."""

    categories: list[tuple[Category, int]]
    withdrawn: int

    @property
    def total(self) -> int:
        return sum(count for _category, count in self.categories)


def shelves(documents: QuerySet[LibraryDocument]) -> Shelves:
    """Count ``documents``: one statement."""
    rows = (
        documents.order_by()
        .values("category")
        .annotate(
            kept=Count("pk", filter=Q(withdrawn_at=None)),
            withdrawn=Count("pk", filter=Q(withdrawn_at__isnull=False)),
        )
    )
    found = {row["category"]: row for row in rows}
    kept = [(c, found[c]["kept"]) for c in Category if c in found and found[c]["kept"]]
    return Shelves(kept, sum(row["withdrawn"] for row in rows))


def search(
    versions: QuerySet[LibraryVersion], words: Sequence[str]
) -> QuerySet[LibraryVersion]:
    """Return those that have all ``words`` in title, note, file name or text.

    Case and accents do not count. Each has ``near``: its text around the first word.
    """
    label = Concat("document__title", Value(" "), "note", Value(" "), "file__name")
    found = versions.annotate(label=SortName(label, Value("")))
    for word in words[:MOST_WORDS]:
        folded = SortName(Value(word), Value(""))
        found = found.filter(Q(label__contains=folded) | Q(folded__contains=folded))
    place = StrIndex(F("folded"), SortName(Value(words[0]), Value("")))
    start = Case(When(_place__gt=_BEFORE, then=F("_place") - _BEFORE), default=1)
    return found.annotate(_place=place).annotate(
        near=Case(
            When(_place__gt=0, then=Substr("text", start, _FETCHED)),
            default=Value(""),
            output_field=TextField(),
        )
    )


def with_snippets(versions: Iterable[LibraryVersion], words: Sequence[str]):
    """Return (version, pieces of its text around the hit) for what a search found."""
    return [(version, snippet(version.near, words)) for version in versions]
