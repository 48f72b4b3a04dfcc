"""Four people, at four stages: a loan that is paid, a grant to sign, an offer, a vote."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from koprogo.accounts.models import User
from solidarity.answers import ASKED, Answers
from solidarity.deciding import Choice
from solidarity.demo.papers import papers
from solidarity.demo.said import CONTRIBUTION, DISPUTE, HOSPITAL, ROOF, UNEMPLOYED
from solidarity.models import Aid, Opening, Paper, Request, Seat, Session, Vote
from solidarity.proposing import Proposal
from solidarity.queries.committee.votes import Ending
from solidarity.queries.membership import NONE, memberships_of
from solidarity.services import requests
from solidarity.services.agreements import prepare_agreement, sign_agreement
from solidarity.services.committee import deciding, review, sessions, voting
from solidarity.services.papers import add_papers
from solidarity.services.payouts import (
    Recipient,
    approve_payout,
    note_opening,
    prepare_payout,
)
from solidarity.services.transfers import execute_batch, make_batch
from solidarity.terms import Kind

__all__ = ["play"]

#: who reads files in the demo: the others have a link, or wait
READERS = ("leila", "willem", "bruno", "karim")
#: what the committee writes to each, in his language
REASONS = {
    "fr": "Votre dossier est complet, et l’aide demandée répond à votre situation.",
    "nl": "Uw dossier is volledig, en het plan past bij uw inkomen.",
}
CONFIRMED = {
    Kind.DISPUTE: Paper.Kind.LAWYER,
    Kind.WORKS: Paper.Kind.QUOTE,
    Kind.EMERGENCY: Paper.Kind.REPORT,
}


def play(users: Mapping[str, User], today: date) -> None:
    """``users``: by key. Each asks, and the committee goes as far as it got."""
    loan = _asked(users["lieve"], UNEMPLOYED, today)
    grant = _asked(users["marc"], DISPUTE, today)
    credit = _asked(users["noor"], ROOF, today)
    last = _asked(users["selin"], HOSPITAL, today)
    _begin(users["noor"], CONTRIBUTION)
    sessions.prepare_sessions(timezone.now())
    session = _online()
    _pay(_decided(loan, session, users, Proposal(Decimal("3200.00"), 24)), users, today)
    _decided(grant, session, users, Proposal(Decimal("1800.00")))
    _decided(credit, session, users, Proposal(Decimal("6800.00"), 60, Decimal("1.00")))
    _ballots(_vote(last, session, users, Proposal(Decimal("1450.00"))), users, 2)


def _online() -> Session:
    """Return the online session that the deadlines opened, or begin one."""
    found = Session.objects.filter(kind=Session.Kind.ONLINE, closed_at=None).first()
    return found or sessions.call_online(by=None)


# The person


def _asked(user: User, said: Answers, today: date) -> Request:
    """Fill in a request with its documents, and send it."""
    request = _begin(user, said, today)
    for kind, file in papers(said.kind):
        add_papers(
            request,
            uuid=uuid5(NAMESPACE_URL, f"koprogo demo {user.email} {kind}"),
            kind=kind,
            files=[file],
            by=user,
        )
    requests.give_consents(request, {"processing", "accuracy", "social_check"}, by=user)
    return requests.send_request(request, origin="", by=user)


def _begin(user: User, said: Answers, today: date | None = None) -> Request:
    """Save the sections that say something in a draft."""
    request = requests.begin_request(by=user)
    values = asdict(said)
    if today is not None:
        belonging = memberships_of(user, on=today)
        values["participation"] = str(belonging[0].uuid) if belonging else NONE
        values["co_ownership"] = belonging[0].name if belonging else ""
    for section, names in ASKED.items():
        chosen = {name: values[name] for name in names}
        if any(chosen.values()):
            request = requests.save_section(request, section, chosen, by=user)
    return request


# The committee


def _seat(user: User) -> Seat:
    return Seat.objects.get(user=user)


def _vote(
    request: Request, session: Session, users: Mapping[str, User], proposal: Proposal
) -> Vote:
    """Somebody opens the file, confirms what needs it, and proposes."""
    user = users["willem"]
    seat = _seat(user)
    review.open_file(request, seat=seat, by=user)
    for paper in request.papers.filter(kind=CONFIRMED.get(request.kind, "")):
        review.open_paper(paper, seat=seat, by=user)
        review.confirm_paper(paper, seat=seat, by=user)
    return voting.open_vote(
        request,
        session=session,
        proposal=proposal,
        until=voting.latest_end(request, now=timezone.now()),
        seat=seat,
        by=user,
    )


def _ballots(vote: Vote, users: Mapping[str, User], many: int) -> None:
    """Let those vote who read files and take part in this one: at most so many."""
    apart = set(vote.request.recusals.values_list("user", flat=True))
    voters = [users[key] for key in READERS if users[key].pk not in apart]
    for user in voters[:many]:
        seat = _seat(user)
        review.open_file(vote.request, seat=seat, by=user)
        voting.cast_ballot(vote, choice=Choice.FOR, seat=seat, by=user)


def _decided(
    request: Request, session: Session, users: Mapping[str, User], proposal: Proposal
) -> Aid:
    vote = _vote(request, session, users, proposal)
    _ballots(vote, users, len(READERS))
    user = users["willem"]
    verdict = deciding.close_vote(
        vote,
        ending=Ending.ACCEPT,
        reasons=REASONS[request.applicant.language],
        seat=_seat(user),
        by=user,
    )
    return verdict.aid


# The money


def _pay(aid: Aid, users: Mapping[str, User], today: date) -> None:
    """The person signs; two members and the treasurer pay."""
    user = aid.request.applicant
    made = prepare_agreement(aid, language=user.language, iban=UNEMPLOYED.iban, by=user)
    sign_agreement(made, sha256=made.agreement_hash, mandate=True, by=user)
    payout = prepare_payout(
        aid,
        uuid=uuid5(NAMESPACE_URL, "koprogo demo payout"),
        amount=aid.amount,
        recipient=Recipient("person"),
        by=users["leila"],
    )
    second = users["willem"]
    note_opening(aid.request, what=Opening.What.PAYMENT, by=second)
    approve_payout(payout, by=second)
    execute_batch(
        make_batch(on=today, by=users["pieter"]), on=today, by=users["pieter"]
    )
