"""A row of every model of the fund, in the tenant entered."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.contrib.auth import get_user_model

from koprogo.documents.services import store
from koprogo.ledger.models import Account, Entry
from koprogo.ledger.services import credit, debit, post
from solidarity import models

DAY = date(2026, 1, 1)
END = date(2027, 1, 1)
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
TEN = Decimal("10.00")


def fill_fund():
    user, other = get_user_model().objects.order_by("pk")[:2]
    file = store(b"sealed", name="sealed", content_type="text/plain", by=None)
    terms = models.FundTerms.objects.create(since=DAY, decision_text="Statutes")
    models.LegalReview.objects.create(regime="under_review", note="Asked", since=DAY)
    request = _request(user, terms, file)
    seat = models.Seat.objects.create(
        user=other,
        chair="lawyer",
        place=1,
        since=DAY,
        until=END,
        decision_text="Elected",
    )
    verdict = _decided(request, seat, other)
    _aid(request, verdict, file)


def _request(user, terms, file):
    request = models.Request.objects.create(
        code=f"CODE{user.pk}",
        applicant=user,
        state="complete",
        kind="loan",
        terms=terms,
        submitted_at=MOMENT,
        complete_at=MOMENT,
        decide_by=DAY,
    )
    models.RequestKey.objects.create(request=request, life="file", wrapped="k")
    paper = models.Paper.objects.create(
        request=request,
        kind="income",
        name="sealed",
        content_type="application/pdf",
        size=6,
        file=file,
    )
    models.RequestConsent.objects.create(
        request=request, purpose="processing", given_at=MOMENT
    )
    models.Opening.objects.create(request=request, user=user, what="paper", paper=paper)
    models.Question.objects.create(request=request, text="sealed")
    return request


def _decided(request, seat, user):
    session = models.Session.objects.create(kind="meeting", begins_at=MOMENT)
    models.AgendaItem.objects.create(session=session, request=request, position=1)
    models.Recusal.objects.create(request=request, user=user, reason="family")
    vote, other = (_closed(_vote(request, session, round=n)) for n in (1, 2))
    # The third is one without a verdict, and the second verdict one without an aid.
    still_open = _vote(request, session, round=3)
    models.Ballot.objects.create(vote=still_open, seat=seat, choice="for")
    decided = {"request": request, "reasons": "sealed", "decided_at": MOMENT}
    verdict = models.Verdict.objects.create(vote=vote, outcome="accepted", **decided)
    models.Verdict.objects.create(
        vote=other, outcome="refused", appeal_by=END, **decided
    )
    models.Appeal.objects.create(
        verdict=verdict, body="board", text="sealed", filed_at=MOMENT
    )
    return verdict


def _vote(request, session, **given):
    return models.Vote.objects.create(
        request=request,
        session=session,
        amount=TEN,
        months=12,
        until=MOMENT,
        **given,
    )


def _closed(vote):
    vote.closed_at, vote.may_vote, vote.is_accepted = MOMENT, 5, True
    vote.save()
    return vote


def _aid(request, verdict, file):
    aid = models.Aid(
        request=request,
        verdict=verdict,
        code=f"S-{request.code}",
        kind="loan",
        amount=TEN,
        paid=TEN,
        months=12,
        state="running",
        promised_at=MOMENT,
        signed_at=MOMENT,
        pay_by=DAY,
        agreement=file,
    )
    aid.save()
    plan = models.Plan.objects.create(aid=aid, number=1, reason="first", principal=TEN)
    models.PlanLine.objects.create(
        plan=plan, number=1, due=DAY, capital=TEN, interest=0
    )


def entry() -> Entry:
    """An entry that nothing else stands for yet."""
    one, other = Account.objects.values_list("code", flat=True)[:2]
    return post(
        journal="misc",
        year=2026,
        date=DAY,
        text="Paid",
        lines=[debit(one, TEN), credit(other, TEN)],
        by=None,
    )
