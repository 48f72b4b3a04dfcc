"""Requests as the person who asks reads them, opened with the keys of each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from solidarity import analysis as analyses
from solidarity import answers as sayings
from solidarity.analysis import Analysis, instalment_of
from solidarity.answers import Answers, Payee, Section
from solidarity.instalments import WrongPlan
from solidarity.models import (
    Opening,
    Paper,
    Question,
    Request,
    RequestConsent,
    Seat,
    Verdict,
)
from solidarity.needed_papers import lacking
from solidarity.queries.terms import terms_on
from solidarity.scoring import Urgency
from solidarity.terms import Kind, Terms
from solidarity.vault import Vault, open_vault

__all__ = [
    "LAPSE_DAYS",
    "Asked",
    "Kept",
    "Lacks",
    "Opened",
    "analysis_of",
    "answers_of",
    "asked_of",
    "consents_of",
    "instalment",
    "lacks_of",
    "lapses_on",
    "open_request",
    "opened_of",
    "openings_of",
    "papers_of",
    "place",
    "requests_of",
    "terms_now",
    "verdict_of",
]

Purpose = RequestConsent.Purpose
NEEDED_CONSENTS = (Purpose.PROCESSING, Purpose.ACCURACY)
#: an incomplete request without anything new ends after so many days
LAPSE_DAYS = 60


def place(table: str, column: str, uuid: UUID) -> str:
    """Return where something is sealed, as the vault names it."""
    return f"solidarity_{table}.{column}.{uuid}"


def requests_of(user) -> list[Request]:
    """Return a person's requests, the newest first: one statement."""
    return list(Request.objects.filter(applicant=user))


def answers_of(request: Request, vault: Vault) -> Answers:
    text = vault.open(request.answers, place=place("request", "answers", request.uuid))
    return sayings.from_json(text)


def analysis_of(request: Request, vault: Vault) -> Analysis | None:
    """Return what was told when the request was sent; None: it is a draft."""
    text = vault.open(
        request.analysis, place=place("request", "analysis", request.uuid)
    )
    return analyses.from_json(text) if text else None


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """A document of a request, its name opened."""

    row: Paper
    name: str

    @property
    def uuid(self) -> UUID:
        return self.row.uuid


def papers_of(request: Request, vault: Vault) -> list[Kept]:
    """Return the documents: one statement."""
    rows = Paper.objects.filter(request=request).select_related("file")
    return [
        Kept(row, vault.open(row.name, place=place("paper", "name", row.uuid)))
        for row in rows
    ]


def consents_of(request: Request) -> dict[str, RequestConsent]:
    """Return the consents that hold, by purpose: one statement."""
    rows = RequestConsent.objects.filter(request=request, withdrawn_at=None)
    return {row.purpose: row for row in rows}


@dataclass(frozen=True, slots=True)
class Lacks:
    """What a request lacks: sections with what is not said, consents, documents."""

    sections: dict[Section, list[str]]
    consents: list[str]
    papers: list[str]

    @property
    def may_be_sent(self) -> bool:
        return not self.sections and not self.consents

    @property
    def is_complete(self) -> bool:
        return self.may_be_sent and not self.papers


def lacks_of(
    answers: Answers, *, papers: Collection[str], consents: Collection[str]
) -> Lacks:
    """Return what is missing, given the kinds of its documents and its consents."""
    by_section = {one: sayings.missing(answers, one) for one in Section}
    if answers.urgency == Urgency.EVICTION and answers.eviction_on is None:
        by_section[Section.HELP].append("eviction_on")
    wanted = list(NEEDED_CONSENTS)
    if answers.payee == Payee.SYNDIC:
        wanted.append(Purpose.PAY_SYNDIC)
    return Lacks(
        sections={one: names for one, names in by_section.items() if names},
        consents=[one.value for one in wanted if one not in consents],
        papers=lacking(answers.kind, papers),
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """Who opened what, and when; ``by``: the seat, never the name."""

    by: str
    row: Opening

    @property
    def at(self) -> datetime:
        return self.row.opened_at

    @property
    def what(self) -> str:
        return self.row.what


def openings_of(request: Request) -> list[Opened]:
    """Return who opened what, the latest first: two statements."""
    return opened_of([request])


def opened_of(requests: Collection[Request]) -> list[Opened]:
    """Return the same of several requests together: two statements."""
    rows = list(Opening.objects.filter(request__in=requests))
    seats: dict[int, list[Seat]] = {}
    for seat in Seat.objects.filter(user__in={row.user_id for row in rows}):
        seats.setdefault(seat.user_id, []).append(seat)
    return [
        Opened(
            _chair(seats.get(row.user_id, []), timezone.localdate(row.opened_at)),
            row,
        )
        for row in rows
    ]


def _chair(seats: Collection[Seat], day: date) -> str:
    """Return what the person was in the committee that day; nothing: no member."""
    for seat in seats:
        if seat.since <= day < seat.until:
            return seat.get_chair_display()
    return ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the committee; ``answer`` empty: it waits."""

    row: Question
    text: str
    answer: str

    @property
    def uuid(self) -> UUID:
        return self.row.uuid


def asked_of(request: Request, vault: Vault) -> list[Asked]:
    """Return the questions, the first one first: one statement."""
    return [
        Asked(
            row,
            vault.open(row.text, place=place("question", "text", row.uuid)),
            vault.open(row.answer, place=place("question", "answer", row.uuid)),
        )
        for row in Question.objects.filter(request=request)
    ]


def verdict_of(request: Request) -> Verdict | None:
    """Return the decision whose day matters to the person now: an offer, or a refusal."""
    if request.state not in (Request.State.OFFERED, Request.State.REFUSED):
        return None
    return Verdict.objects.filter(request=request).last()


def terms_now() -> Terms:
    """Return the terms in force today."""
    return terms_on(timezone.localdate()).terms


def instalment(answers: Answers, terms: Terms, *, on: date) -> Decimal | None:
    """Return what would be paid back each month; None: nothing, or it is no plan."""
    if answers.kind is None:
        return None
    try:
        return instalment_of(answers, terms.kinds[Kind(answers.kind)], on)
    except WrongPlan:
        return None


def lapses_on(request: Request) -> date:
    """Return when an incomplete request ends if nothing new arrives."""
    return timezone.localdate(request.changed_at) + timedelta(days=LAPSE_DAYS)


def open_request(request: Request) -> tuple[Vault, Answers]:
    """Return the keys of a request, and what it says.

    Raises:
        Forgotten: of the vault; the key is gone.
    """
    vault = open_vault(request)
    vault.check()
    return vault, answers_of(request, vault)
