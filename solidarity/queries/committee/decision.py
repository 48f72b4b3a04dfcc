"""What was decided on a request, as the person himself reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from solidarity.deciding import FEWEST_VOTES
from solidarity.models import Appeal, Ballot, Request, Verdict, Vote
from solidarity.queries.requests import place
from solidarity.terms import Kind
from solidarity.vault import open_vault

__all__ = ["Decided", "decided"]


@dataclass(frozen=True, slots=True)
class Votes:
    """Numbers only: nobody learns who voted how.

    ``needed``: how many had to be for it; None: more than were against it.
    """

    votes_for: int
    votes_against: int
    abstentions: int
    may_vote: int
    needed: int | None
    with_lawyer: bool


@dataclass(frozen=True, slots=True, repr=False)
class AppealStep:
    appeal: Appeal
    text: str
    answer: str


@dataclass(frozen=True, slots=True, repr=False)
class Decided:
    """``may_answer`` and ``may_appeal``: what the person can do today."""

    verdict: Verdict
    reasons: str
    derogation: str
    votes: Votes
    appeals: Sequence[AppealStep]
    may_answer: bool
    may_appeal: bool

    @property
    def terms(self) -> Vote | None:
        """Return what was granted or offered; None: it was refused."""
        refused = self.verdict.outcome == Verdict.Outcome.REFUSED
        return None if refused else self.verdict.vote

    @property
    def is_signed(self) -> bool:
        """Whether the agreement about what was decided is signed."""
        aid = getattr(self.verdict, "aid", None)
        return aid is not None and aid.signed_at is not None


def decided(request: Request, *, on: date) -> list[Decided]:
    """Return the decisions on a request, the latest first: four statements.

    Raises:
        Forgotten: of the vault; the key is gone.
    """
    vault = open_vault(request)
    vault.check()
    verdicts = list(
        Verdict.objects.filter(request=request)
        .select_related("vote__request", "aid")
        .prefetch_related("appeals")
    )
    ballots = Ballot.objects.filter(vote__in=[one.vote_id for one in verdicts])
    cast = [(ballot.vote_id, ballot.choice) for ballot in ballots]
    return [
        Decided(
            verdict=one,
            reasons=vault.open(
                one.reasons, place=place("verdict", "reasons", one.vote.uuid)
            ),
            derogation=vault.open(
                one.vote.derogation,
                place=place("vote", "derogation", one.vote.uuid),
            ),
            votes=_votes(request, one, cast),
            appeals=[_step(row, vault) for row in one.appeals.all()],
            may_answer=_may_answer(request, one, on),
            may_appeal=_may_appeal(request, one, on) and one is verdicts[-1],
        )
        for one in reversed(verdicts)
    ]


def _votes(request: Request, verdict: Verdict, cast) -> Votes:
    vote = verdict.vote
    many = {
        choice: cast.count((vote.pk, choice))
        for choice in ("for", "against", "abstain")
    }
    needed = None
    if request.kind == Kind.EMERGENCY:
        needed = max(FEWEST_VOTES, -(-4 * vote.may_vote // 5))
    return Votes(
        votes_for=many["for"],
        votes_against=many["against"],
        abstentions=many["abstain"],
        may_vote=vote.may_vote,
        needed=needed,
        with_lawyer=request.kind == Kind.DISPUTE,
    )


def _step(row: Appeal, vault) -> AppealStep:
    return AppealStep(
        row,
        vault.open(row.text, place=place("appeal", "text", row.uuid)),
        vault.open(row.answer, place=place("appeal", "answer", row.uuid)),
    )


def _may_answer(request: Request, verdict: Verdict, on: date) -> bool:
    return (
        request.state == Request.State.OFFERED
        and verdict.outcome == Verdict.Outcome.OFFERED
        and not verdict.answer
        and on <= verdict.answer_by
    )


def _may_appeal(request: Request, verdict: Verdict, on: date) -> bool:
    return (
        request.state == Request.State.REFUSED
        and verdict.outcome == Verdict.Outcome.REFUSED
        and not verdict.appeals.all()
        and on <= verdict.appeal_by
    )
