"""What is asked for, and the conditions with the figures that would be offered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone

from solidarity.answers import Answers
from solidarity.eligibility import Eligibility
from solidarity.models import Aid, Request
from solidarity.proposing import (
    Proposal,
    known_from,
    look_again,
    problems,
    wrong_terms,
)
from solidarity.queries.committee.votes import Ending, Tally
from solidarity.queries.requests import analysis_of, answers_of, place
from solidarity.queries.terms import terms_on
from solidarity.terms import Kind, KindTerms
from solidarity.vault import Vault, open_vault

__all__ = ["Looked", "endings_of", "look_at"]


@dataclass(frozen=True, slots=True)
class Looked:
    """``eligibility``: None while the terms are outside those of the kind."""

    asked: Answers
    kind: KindTerms
    eligibility: Eligibility | None


def look_at(request: Request, proposal: Proposal, *, on: date) -> Looked:
    """Return the conditions of a proposal by the terms of a day: three statements."""
    return _look_at(request, proposal, vault=open_vault(request), on=on)


def _look_at(request: Request, proposal: Proposal, *, vault: Vault, on: date) -> Looked:
    asked = answers_of(request, vault)
    told = analysis_of(request, vault)
    terms = terms_on(on).terms
    kind = terms.kinds[Kind(request.kind)]
    if told is None or wrong_terms(proposal, kind):
        return Looked(asked, kind, None)
    known = known_from(told, last_of_kind=_last_of_kind(request))
    found = look_again(asked, proposal, known, terms=terms, on=on)
    return Looked(asked, kind, found)


def endings_of(stands: Tally) -> Sequence[Ending]:
    """Return how a vote may end, once its conditions are looked at again.

    Help that most are for is not promised when a condition fails that cannot be waived:
    on a refusal, or because help of the kind was promised meanwhile.
    """
    vote = stands.vote
    if Ending.ACCEPT not in stands.endings:
        return stands.endings
    at = place("vote", "derogation", vote.uuid)
    vault = open_vault(vote.request)
    derogation = vault.open(vote.derogation, place=at)
    proposal = Proposal(vote.amount, vote.months, vote.percent, derogation)
    opened_on = timezone.localdate(vote.opened_at)
    looked = _look_at(vote.request, proposal, vault=vault, on=opened_on)
    failing = problems(proposal, looked.eligibility, looked.kind)
    return (Ending.ANOTHER,) if failing else stands.endings


def _last_of_kind(request: Request) -> date | None:
    """Return when the person was last promised help of this kind, by another request."""
    rows = Aid.objects.filter(
        request__applicant=request.applicant_id, kind=request.kind
    )
    others = rows.exclude(state=Aid.State.VOID).exclude(request=request.pk)
    return others.aggregate(last=Max("promised_at__date"))["last"]
