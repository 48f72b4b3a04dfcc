"""Written decisions: who sees which, how far each is, and what exactly was asked."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from buildings.access import Access, Permission
from buildings.models import AllocationKey, Building, LibraryVersion
from governance.meeting.chain import canonical
from governance.models import (
    WrittenAnswer,
    WrittenAttachment,
    WrittenDecision,
    WrittenLetter,
)
from governance.queries.agenda import missing_languages
from governance.queries.costs import divide_items
from governance.queries.drafts import LANGUAGES, TEXTS, Words
from governance.queries.heads import Owning, heads_on, with_holdings
from governance.subjects import Subject
from governance.unanimity import Head, Standing, standing


@dataclass(frozen=True, slots=True)
class WrittenDraft:
    """What is asked. ``title``, ``text``, ``motion``: by language.

    ``candidate``: who is elected; for other subjects it is left out.
    """

    subject: Subject
    title: Words
    motion: Words
    until: date
    text: Words = field(default_factory=dict)
    key: AllocationKey | None = None
    amount: Decimal | None = None
    candidate: str = ""
    documents: Sequence[LibraryVersion] = ()


def written_list() -> QuerySet[WrittenDecision]:
    """Return the written decisions, latest first."""
    return WrittenDecision.objects.select_related("key")


def visible_written(access: Access) -> QuerySet[WrittenDecision]:
    """Return what a person may read: drafts are of who prepares them."""
    found = written_list()
    if access.allows(Permission.PREPARE_ASSEMBLIES):
        return found
    return found.sent()


def without_minutes() -> QuerySet[WrittenDecision]:
    """Return those that are decided and of which the minutes are not drawn up."""
    return WrittenDecision.objects.filter(entry__isnull=False, minutes=None)


def documents_of(decision: WrittenDecision) -> list[WrittenAttachment]:
    """Return its documents with their files: one statement."""
    found = decision.documents.select_related("version__document", "version__file")
    return list(found.defer("version__text", "version__folded"))


def sealed_text(decision: WrittenDecision) -> str:
    """Return the SHA-256 of all that one agrees to: docs/rules/written-decision.md."""
    texts = {
        f"{name}_{code}": getattr(decision, f"{name}_{code}") or ""
        for name in TEXTS
        for code in LANGUAGES
    }
    value = {
        "id": str(decision.uuid),
        "subject": decision.subject,
        "amount": None if decision.amount is None else str(decision.amount),
        "key": decision.key and decision.key.code,
        "until": decision.until.isoformat(),
        "documents": [one.version.file.sha256 for one in documents_of(decision)],
        **texts,
    }
    if decision.candidate:
        value["candidate"] = decision.candidate
    return hashlib.sha256(canonical(value)).hexdigest()


# How far it is


@dataclass(frozen=True, slots=True)
class Line:
    """What one head has answered, or will: ``answer`` none while it is awaited."""

    head: Owning
    answer: WrittenAnswer | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a decision is with the owners of a day.

    ``lines``: these owners; ``former``: answers of those who have sold since.
    """

    standing: Standing
    lines: list[Line]
    former: list[WrittenAnswer]

    @property
    def suspended(self) -> list[Owning]:
        """Those who cannot answer until they have named a representative."""
        ids = {head.id for head in self.standing.suspended}
        return [line.head for line in self.lines if str(line.head.holding.uuid) in ids]

    @property
    def refused(self) -> list[WrittenAnswer]:
        answers = [line.answer for line in self.lines if line.answer] + self.former
        return [answer for answer in answers if not answer.is_agreed]


def day_that_counts(decision: WrittenDecision, today: date) -> date:
    """Return the day whose owners decide: today, but never after the last day.

    Of one that has ended, the day of its end.
    """
    if decision.ended_at is not None:
        today = timezone.localdate(decision.ended_at)
    return min(today, decision.until)


def progress_of(decision: WrittenDecision, *, total: int, today: date) -> Progress:
    """Return how far it is. ``total``: the shares of the deed. Four
    statements, and two where somebody who answered has sold since."""
    heads = heads_on(day_that_counts(decision, today))
    answers = answers_of(decision, heads)
    by_holding = {answer.holding_id: answer for answer in answers}
    here = {one.holding.pk for one in heads}
    return Progress(
        standing=standing(
            [
                Head(str(one.holding.uuid), one.shares, suspended=one.suspended)
                for one in heads
            ],
            {str(answer.holding.uuid): answer.is_agreed for answer in answers},
            shares_total=total,
            is_over=today > decision.until,
        ),
        lines=[Line(one, by_holding.get(one.holding.pk)) for one in heads],
        former=[answer for answer in answers if answer.holding_id not in here],
    )


def answers_of(
    decision: WrittenDecision, heads: Sequence[Owning]
) -> list[WrittenAnswer]:
    """Return the answers in the order in which they came, with names and papers."""
    found = decision.answers.select_related("owner", "scan", "answered_by")
    return with_holdings(found, heads)


def missing_words(decision: WrittenDecision, languages: Sequence[str]) -> list[str]:
    """Return the names of the languages in which something of it is missing."""
    return missing_languages(decision, languages)


def costs_by_holding(decision: WrittenDecision, *, on: date) -> dict[int, Decimal]:
    """Return what each holding would bear of its amount, EUR; nothing without one."""
    divided = divide_items([decision], on=on).get(decision.pk)
    if divided is None:
        return {}
    return {holder.holding_id: holder.total for holder in divided.holders}


# Letters


@dataclass(frozen=True, slots=True)
class WrittenText:
    """What one holding is sent. ``cost``: what it would bear, EUR, or none."""

    head: Owning
    decision: WrittenDecision
    documents: list[WrittenAttachment]
    total: int
    cost: Decimal | None


def without_letter(decision: WrittenDecision) -> list[Owning]:
    """Return the holdings of today that have no letter yet, also those that bought."""
    made = set(decision.letters.values_list("holding", flat=True))
    return [one for one in heads_on(timezone.localdate()) if one.holding.pk not in made]


def compose(
    decision: WrittenDecision, heads: Iterable[Owning], building: Building
) -> list[WrittenText]:
    """Write what these holdings are sent: a constant number of statements."""
    documents = documents_of(decision)
    costs = costs_by_holding(decision, on=timezone.localdate())
    return [
        WrittenText(
            head, decision, documents, building.deed_total, costs.get(head.holding.pk)
        )
        for head in heads
    ]


def visible_letters(access: Access) -> QuerySet[WrittenLetter]:
    """Return the letters that a person may open: of his holdings; all, for the office."""
    found = WrittenLetter.objects.select_related("file")
    if access.allows(Permission.SEND_LETTERS):
        return found
    return found.filter(holding__members__owner__in=access.own_owners).distinct()
