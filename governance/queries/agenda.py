"""The points of an agenda: what each needs, and in which languages it is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from buildings.library import current_versions
from buildings.models import Building, HoldingMember, LibraryDocument, LibraryVersion
from governance.dated import NoRuleYet
from governance.meeting.roll import Kind
from governance.models import AgendaItem, Assembly, ItemConflict, ItemDocument
from governance.queries.drafts import OF_ASBL, READ_BY_OWNERS
from governance.subjects import POINTS, Subject, needed
from governance.words import ARTICLES, EXPLANATIONS, MAJORITIES, SUBJECTS, source
from koprogo import slots

NAMES = dict(settings.LANGUAGES)


def agenda_of(assembly: Assembly) -> list[AgendaItem]:
    """Return the points in their order, with their documents at hand: two statements."""
    return list(_with_documents(assembly.items.select_related("key")))


def item_list(assemblies: QuerySet[Assembly]) -> QuerySet[AgendaItem]:
    """Return the points of ``assemblies`` with all that a page about one shows."""
    items = AgendaItem.objects.filter(assembly__in=assemblies)
    whole = items.select_related("key", "assembly__cancellation", "tender__outcome")
    return with_papers(whole)


def with_papers(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """Add the documents (one statement) and the conflicts (two) of these points."""
    conflicts = ItemConflict.objects.select_related("holding").prefetch_related(
        Prefetch("holding__members", HoldingMember.objects.select_related("owner"))
    )
    return _with_documents(items).prefetch_related(Prefetch("conflicts", conflicts))


def _with_documents(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    papers = ItemDocument.objects.select_related("version__document", "version__file")
    papers = papers.defer("version__text", "version__folded")
    return items.prefetch_related(Prefetch("documents", papers))


def attachable() -> QuerySet[LibraryVersion]:
    """Return what can be attached to a point: newest versions that every owner reads."""
    documents = LibraryDocument.objects.filter(
        withdrawn_at=None, audience__in=READ_BY_OWNERS
    )
    return current_versions(documents)


def effects_of_members() -> dict[str, str]:
    """Return what a decision of the ASBL can cause today, by code."""
    known = slots.decision_effects
    return {code: str(known[code].label) for code in OF_ASBL if code in known}


# Majorities


@dataclass(frozen=True, slots=True)
class Needed:
    """What a decision needs, in words: the majority, what it means, where it stands.

    ``carries_shares``: so much is enough as well for the change of shares which the
    decision makes necessary (art. 3.88 §3). The words are in the language in which they
    are read, a letter after the other.
    """

    majority: str
    label: Promise
    explanation: Promise
    article: str
    rule: Promise
    carries_shares: bool

    @property
    def source(self) -> str:
        return source(self.article)


def explain_majority(subject: str, day: date) -> Needed | None:
    """Return what a decision on ``subject`` needs on a day; none where none is taken.

    None as well where no law of that day is known.
    """
    code = Subject(subject)
    if not POINTS[code].rules:
        return None
    try:
        row = needed(code, day)
    except NoRuleYet:
        return None
    majority = row.value.majority
    return Needed(
        majority=majority,
        label=MAJORITIES[majority],
        explanation=EXPLANATIONS[majority],
        article=row.article,
        rule=ARTICLES[row.article],
        carries_shares=POINTS[code].carries_shares,
    )


class SubjectGroup(NamedTuple):
    """Subjects that need the same; ``note``: what that is."""

    label: str | Promise
    note: str | Promise
    subjects: list[tuple[Subject, Promise]]


ELECTIONS = _("Elections, one person at a time")
NO_VOTE = _("Without a vote")
TELLING = _("Something is told and discussed; nothing is decided.")


def subject_groups(day: date, *, of_members: bool = False) -> list[SubjectGroup]:
    """Return what a point can be about in a building, by what it needs on a day.

    ``of_members``: in the ASBL.
    """
    found: dict[tuple[str | Promise, str | Promise], list] = {}
    for subject, point in POINTS.items():
        if subject.of_asbl == of_members:
            entry = (subject, SUBJECTS[subject])
            found.setdefault(_group(subject, point.kind, day), []).append(entry)
    return [SubjectGroup(label, note, rows) for (label, note), rows in found.items()]


def _group(subject: Subject, kind: Kind, day: date):
    needs = explain_majority(subject, day)
    if needs is None:
        return NO_VOTE, TELLING
    if kind is Kind.ELECTION:
        return ELECTIONS, needs.explanation
    return needs.label, needs.explanation


# Languages


def languages_of(building: Building) -> list[str]:
    """Return the languages in which its texts are written; all while it chose none."""
    return building.languages or list(NAMES)


def missing_languages(item: AgendaItem, languages: Sequence[str]) -> list[str]:
    """Return the names of the languages in which something of the point is missing.

    A text that is in no language is not missing.
    """
    return [NAMES[code] for code in languages if _is_missing(item, code)]


def _is_missing(item: AgendaItem, language: str) -> bool:
    return any(
        getattr(item, name) and not getattr(item, f"{name}_{language}")
        for name in ("title", "text", "motion")
    )
