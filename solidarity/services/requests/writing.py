"""What every service of a request does under its lock: read, check, write, tell."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from koprogo.audit.services import record
from solidarity import analysis as analyses
from solidarity import answers as sayings
from solidarity.answers import Answers
from solidarity.deadlines import decision_by, is_urgent
from solidarity.models import Paper, Request
from solidarity.queries.known import look
from solidarity.queries.requests import Lacks, answers_of, consents_of, lacks_of, place
from solidarity.queries.terms import terms_on
from solidarity.scoring import Urgency
from solidarity.terms import Kind
from solidarity.vault import Vault, open_vault

__all__ = [
    "BEFORE_THE_COMMITTEE",
    "Opened",
    "lacks",
    "lock",
    "look_again",
    "noted",
    "settle",
    "write_answers",
]

State = Request.State
#: sent, and not decided yet
BEFORE_THE_COMMITTEE = (State.INCOMPLETE, State.COMPLETE)


@dataclass(slots=True)
class Opened:
    """A request that is locked, with its keys and what it says."""

    row: Request
    vault: Vault
    answers: Answers


def lock(request: Request) -> Opened:
    """Lock a request until the transaction ends, and open it."""
    rows = Request.objects.select_for_update(of=["self"]).select_related("applicant")
    row = rows.get(pk=request.pk)
    vault = open_vault(row)
    return Opened(row, vault, answers_of(row, vault))


def write_answers(opened: Opened) -> None:
    """Seal what the request says now; the caller saves the row."""
    row = opened.row
    row.answers = opened.vault.seal(
        sayings.to_json(opened.answers), place=place("request", "answers", row.uuid)
    )


def lacks(opened: Opened) -> Lacks:
    kinds = Paper.objects.filter(request=opened.row).values_list("kind", flat=True)
    return lacks_of(
        opened.answers, papers=set(kinds), consents=consents_of(opened.row).keys()
    )


def look_again(opened: Opened) -> None:
    """Compute eligibility and score by the terms of today, and seal them.

    What it says is complete but for what only some kinds ask.
    """
    row, answers = opened.row, opened.answers
    today = timezone.localdate()
    terms = terms_on(today)
    found = look(row.applicant, answers, terms=terms.terms, on=today)
    row.terms, row.kind = terms.row, Kind(answers.kind or "").value
    row.analysis = opened.vault.seal(
        analyses.to_json(found), place=place("request", "analysis", row.uuid)
    )


def settle(opened: Opened, *, now: datetime) -> None:
    """Say whether the request is complete; if it is, its deadline runs from ``now``."""
    row, answers = opened.row, opened.answers
    if not lacks(opened).is_complete:
        row.state = State.INCOMPLETE
        row.complete_at = row.decide_by = row.decide_at = None
        row.is_urgent = False
        return
    here = timezone.localtime(now)
    row.is_urgent = answers.urgency == Urgency.EVICTION and is_urgent(
        answers.eviction_on, on=here.date()
    )
    by = decision_by(
        here, is_emergency=answers.kind == Kind.EMERGENCY, is_urgent=row.is_urgent
    )
    row.state, row.complete_at = State.COMPLETE, now
    row.decide_by, row.decide_at = by.day, by.at


def noted(action: str, request: Request) -> None:
    """Record what the person did, without saying who: the committee reads a code."""
    record(action, target=request, by=None)
