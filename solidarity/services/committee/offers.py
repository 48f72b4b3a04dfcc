"""The answer to an offer, by the person or by time."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.notifications.services import queue
from solidarity import notices
from solidarity.errors.committee import NoOffer, OfferOver
from solidarity.models import Aid, Request, Verdict
from solidarity.services.committee.base import hold
from solidarity.services.promising import release

__all__ = ["answer_offer", "lapse_offers"]

State, Answer = Request.State, Verdict.Answer


@transaction.atomic
def answer_offer(request: Request, *, answer: Verdict.Answer) -> Verdict:
    """Take an offer, or decline it: then its money is free again. Once.

    The record does not say who: those who read it know a code only.

    Raises:
        NoOffer: none waits for an answer.
        OfferOver: its last day has passed.
    """
    found = hold(request)
    verdict = _offer(found)
    if verdict is None:
        raise NoOffer(found)
    if timezone.localdate() > verdict.answer_by:
        raise OfferOver(verdict)
    verdict.answer, verdict.answered_at = answer, timezone.now()
    verdict.save(update_fields=["answer", "answered_at"])
    if answer == Answer.YES:
        found.state = State.ACCEPTED
        found.save(update_fields=["state", "changed_at"])
    else:
        _end(found, verdict, State.WITHDRAWN)
    record("offer.answered", target=found, by=None)
    return verdict


def lapse_offers(on: date, *, origin: str = "") -> int:
    """End offers whose last day has passed; return how many. Each in its transaction."""
    late = Verdict.objects.filter(
        request__state=State.OFFERED, answer="", answer_by__lt=on
    )
    rows = late.select_related("request").order_by("request")
    return sum(_lapse(one, on, origin) for one in rows)


@transaction.atomic
def _lapse(verdict: Verdict, on: date, origin: str) -> bool:
    found = hold(verdict.request)
    offer = _offer(found)
    if offer is None or offer.answer_by >= on:
        return False  # answered at this very moment
    _end(found, offer, State.LAPSED)
    record("offer.lapsed", target=found, by=None)
    queue([notices.news(found, f"offer-{offer.pk}", origin=origin)], by=None)
    return True


def _offer(request: Request) -> Verdict | None:
    if request.state != State.OFFERED:
        return None
    rows = Verdict.objects.filter(
        request=request, outcome=Verdict.Outcome.OFFERED, answer=""
    )
    return rows.last()


def _end(request: Request, verdict: Verdict, state: Request.State) -> None:
    for aid in Aid.objects.filter(verdict=verdict):
        release(aid, by=None)
    request.state, request.ended_at = state, timezone.now()
    request.save(update_fields=["state", "ended_at", "changed_at"])
