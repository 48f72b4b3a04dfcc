"""One file as the committee reads it: sealed columns opened, names left out."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from solidarity.analysis import Analysis
from solidarity.answers import Answers
from solidarity.exposing import CONFIRMABLE, neutral_name, shows_names, without_names
from solidarity.models import (
    Ballot,
    Opening,
    Paper,
    Request,
    RequestConsent,
    Seat,
    Verdict,
    Vote,
)
from solidarity.queries.committee.seats import filled
from solidarity.queries.committee.votes import Tally, tally_of
from solidarity.queries.requests import (
    Asked,
    analysis_of,
    asked_of,
    open_request,
    place,
)

__all__ = ["FileText", "PaperRow", "VoteText", "file_text"]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """``name``: neutral, whatever the person called it."""

    paper: Paper
    name: str
    is_opened: bool

    @property
    def may_confirm(self) -> bool:
        paper = self.paper
        return self.is_opened and paper.kind in CONFIRMABLE and not paper.checked_at

    @property
    def waits(self) -> bool:
        return self.paper.kind in CONFIRMABLE and not self.paper.checked_at


@dataclass(frozen=True, slots=True, repr=False)
class VoteText:
    """A vote that is over, with the decision that it gave, if any."""

    vote: Vote
    derogation: str
    votes_for: int
    votes_against: int
    abstentions: int
    verdict: Verdict | None
    reasons: str


@dataclass(frozen=True, slots=True, repr=False)
class FileText:
    """``named``: the identity is shown. ``tally``: of the vote that is open."""

    request: Request
    answers: Answers
    analysis: Analysis | None
    named: bool
    papers: Sequence[PaperRow]
    consents: Sequence[RequestConsent]
    questions: Sequence[Asked]
    votes: Sequence[VoteText]
    tally: Tally | None
    derogation: str


def file_text(
    request: Request, seat: Seat, *, away: set[int], since: datetime, now: datetime
) -> FileText:
    """Return a file that a member opened at ``since``: nine statements.

    ``away``: who is recused. The identity is read when it was opened after the decision.

    Raises:
        Forgotten: of the vault; the key is gone.
    """
    vault, said = open_request(request)
    votes = list(
        Vote.objects.filter(request=request).select_related("verdict", "session")
    )
    for vote in votes:
        vote.request = request
    decided = [one.verdict for one in votes if hasattr(one, "verdict")]
    named = shows_names(
        request.state, is_decided=bool(decided) and decided[-1].decided_at <= since
    )
    papers = list(Paper.objects.filter(request=request))
    ballots = _ballots(votes)
    open_vote = next((one for one in votes if one.closed_at is None), None)
    derogation = ""
    if open_vote is not None:
        at = place("vote", "derogation", open_vote.uuid)
        derogation = vault.open(open_vote.derogation, place=at)
    return FileText(
        request=request,
        answers=said if named else without_names(said),
        analysis=analysis_of(request, vault),
        named=named,
        papers=_papers(request, papers, seat),
        consents=list(RequestConsent.objects.filter(request=request)),
        questions=asked_of(request, vault),
        votes=[
            _vote(one, ballots[one.pk], vault) for one in votes if one is not open_vote
        ],
        tally=open_vote
        and tally_of(
            open_vote,
            seats=filled(timezone.localdate(now)),
            away=away,
            checked={paper.kind for paper in papers if paper.checked_at},
            ballots=ballots[open_vote.pk],
            now=now,
        ),
        derogation=derogation,
    )


def _ballots(votes: Sequence[Vote]) -> dict[int, list[Ballot]]:
    found = defaultdict(list)
    for ballot in Ballot.objects.filter(vote__in=votes):
        found[ballot.vote_id].append(ballot)
    return found


def _papers(request: Request, papers: Sequence[Paper], seat: Seat) -> list[PaperRow]:
    mine = Opening.objects.filter(request=request, user=seat.user_id)
    opened = set(mine.values_list("paper", flat=True))
    numbers: Counter[str] = Counter()
    found = []
    for paper in papers:
        numbers[paper.kind] += 1
        name = neutral_name(paper.kind, numbers[paper.kind], paper.content_type)
        found.append(PaperRow(paper, name, paper.pk in opened))
    return found


def _vote(vote: Vote, ballots: Sequence[Ballot], vault) -> VoteText:
    many = Counter(ballot.choice for ballot in ballots)
    verdict = getattr(vote, "verdict", None)
    at = place("verdict", "reasons", vote.uuid)
    return VoteText(
        vote=vote,
        derogation=vault.open(
            vote.derogation, place=place("vote", "derogation", vote.uuid)
        ),
        votes_for=many["for"],
        votes_against=many["against"],
        abstentions=many["abstain"],
        verdict=verdict,
        reasons=vault.open(verdict.reasons, place=at) if verdict else "",
    )
