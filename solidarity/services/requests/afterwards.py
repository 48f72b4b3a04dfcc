"""What a person does with a request that he sent: answer, withdraw, take consent back."""

from django.db import transaction
from django.utils import timezone

from koprogo.notifications.services import queue
from solidarity import notices
from solidarity.errors.money import PromiseKept
from solidarity.errors.requests import (
    AnsweredAlready,
    ConsentStays,
    NotWithdrawn,
    StaysAsItIs,
)
from solidarity.models import Aid, Question, Request, RequestConsent
from solidarity.queries.requests import consents_of, place
from solidarity.services.committee.closing import end_votes
from solidarity.services.promising import release
from solidarity.services.requests.sending import check_again
from solidarity.services.requests.writing import BEFORE_THE_COMMITTEE, lock, noted

__all__ = ["REVOCABLE", "answer_question", "withdraw_consent", "withdraw_request"]

State = Request.State
Purpose = RequestConsent.Purpose
#: taken back at any time; that of reading the request goes with the request
REVOCABLE = (Purpose.SOCIAL_CHECK, Purpose.PAY_SYNDIC, Purpose.SURETY)
OPEN = (*BEFORE_THE_COMMITTEE, State.OFFERED, State.ACCEPTED)


@transaction.atomic
def withdraw_request(request: Request, *, origin: str, by) -> Request:
    """End a request because the person wants no decision any more.

    What was promised and not signed is free again; a vote on it ends undecided.

    Raises:
        NotWithdrawn: it is a draft, has ended, or an agreement was signed.
    """
    opened = lock(request)
    row = opened.row
    if row.state not in OPEN:
        raise NotWithdrawn
    for aid in Aid.objects.filter(request=row).exclude(state=Aid.State.VOID):
        try:
            release(aid, by=None)
        except PromiseKept:
            raise NotWithdrawn from None
    end_votes([row])
    row.state, row.ended_at = State.WITHDRAWN, timezone.now()
    row.save()
    noted("fund_request.withdrawn", row)
    queue([notices.news(row, "withdrawn", origin=origin)], by=None)
    return row


@transaction.atomic
def withdraw_consent(request: Request, purpose: str, *, by) -> None:
    """Take back a consent that is not the one to read the request.

    Raises:
        ConsentStays: it does not hold, or cannot be taken back alone.
    """
    row = lock(request).row
    held = consents_of(row).get(purpose)
    if purpose not in REVOCABLE or held is None:
        raise ConsentStays
    held.withdrawn_at = timezone.now()
    held.save(update_fields=["withdrawn_at"])
    noted("fund_request.consent_withdrawn", row)


@transaction.atomic
def answer_question(question: Question, text: str, *, by, origin: str) -> Question:
    """Answer what the committee asked, once; the last answer makes it complete again.

    Raises:
        StaysAsItIs: the request was decided, or has ended.
        AnsweredAlready: perhaps this very moment.
    """
    opened = lock(question.request)
    row = opened.row
    if row.state not in BEFORE_THE_COMMITTEE:
        raise StaysAsItIs
    found = Question.objects.select_for_update(of=["self"]).get(pk=question.pk)
    if found.answered_at is not None:
        raise AnsweredAlready
    found.answer = opened.vault.seal(
        text, place=place("question", "answer", found.uuid)
    )
    found.answered_at = timezone.now()
    found.save(update_fields=["answer", "answered_at"])
    row.save(update_fields=["changed_at"])
    noted("fund_request.answered", row)
    check_again(opened, origin=origin)
    return found
