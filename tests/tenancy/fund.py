"""A row of every model of the fund, in the tenant entered."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.contrib.auth import get_user_model

from koprogo.documents.services import store
from solidarity import models
from tests.tenancy.fund_aids import fill_aids, fill_published

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
    fill_aids(request, _decided(request, seat, other), user, file)
    fill_published(request, file)


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
    votes = [_closed(_vote(request, session, round=n)) for n in (1, 2, 3)]
    # The fourth is one without a verdict, and the last verdict one without an aid.
    still_open = _vote(request, session, round=4)
    models.Ballot.objects.create(vote=still_open, seat=seat, choice="for")
    verdict, other, _spare = (
        models.Verdict.objects.create(
            request=request,
            vote=vote,
            outcome="accepted",
            reasons="sealed",
            decided_at=MOMENT,
        )
        for vote in votes
    )
    models.Appeal.objects.create(
        verdict=verdict, body="board", text="sealed", filed_at=MOMENT
    )
    return verdict, other


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
