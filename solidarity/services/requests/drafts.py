"""A draft: begun once, filled in section by section, thrown away or sent."""

import secrets
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from solidarity.answers import Answers, Section, with_section
from solidarity.errors.requests import AlreadySent, StaysAsItIs, VoteIsOpen
from solidarity.models import Request, RequestConsent, Vote
from solidarity.queries.requests import consents_of, instalment
from solidarity.queries.terms import terms_on
from solidarity.services.forgetting import delete_draft
from solidarity.services.promising import SIGNS
from solidarity.services.requests.writing import (
    BEFORE_THE_COMMITTEE,
    Opened,
    lock,
    look_again,
    noted,
    settle,
    write_answers,
)
from solidarity.vault import new_vault

__all__ = ["begin_request", "discard_draft", "give_consents", "save_section"]

State = Request.State
CODE = 8


def begin_request(*, by) -> Request:
    """Return the person's draft: the one he has, or a new one with keys of its own."""
    with suppress(IntegrityError), transaction.atomic():
        return _draft(by) or _begun(by)
    return Request.objects.get(applicant=by, state=State.DRAFT)


def _draft(user) -> Request | None:
    return Request.objects.filter(applicant=user, state=State.DRAFT).first()


def _begun(user) -> Request:
    code = "".join(secrets.choice(SIGNS) for _sign in range(CODE))
    request = Request.objects.create(code=code, applicant=user)
    new_vault(request)
    return request


@transaction.atomic
def save_section(
    request: Request, section: Section, said: dict[str, Any], *, by
) -> Request:
    """Keep what one section says. Once it was sent, this corrects it.

    A correction is looked at anew, and the deadline begins anew.

    Raises:
        StaysAsItIs: it was decided, or has ended.
        VoteIsOpen: the committee votes on it now.
    """
    opened = lock(request)
    _check_open(opened.row)
    opened.answers = _fitting(with_section(opened.answers, section, said))
    write_answers(opened)
    _written(opened)
    return opened.row


@transaction.atomic
def give_consents(request: Request, given: Collection[str], *, by) -> Request:
    """Give these consents, and withdraw the others.

    Raises:
        StaysAsItIs: it was decided, or has ended.
        VoteIsOpen: the committee votes on it now.
    """
    opened = lock(request)
    row, now = opened.row, timezone.now()
    _check_open(row)
    held = consents_of(row)
    for purpose in held.keys() - set(given):
        held[purpose].withdrawn_at = now
        held[purpose].save(update_fields=["withdrawn_at"])
    RequestConsent.objects.bulk_create(
        RequestConsent(request=row, purpose=purpose, given_at=now)
        for purpose in sorted(set(given) - held.keys())
    )
    _written(opened)
    return row


@transaction.atomic
def discard_draft(request: Request, *, by) -> None:
    """Forget a draft with all that it says, and its documents.

    Raises:
        AlreadySent: it is no draft any more.
    """
    row = Request.objects.select_for_update(of=["self"]).get(pk=request.pk)
    if row.state != State.DRAFT:
        raise AlreadySent
    delete_draft(row)


def _check_open(row: Request) -> None:
    if row.state == State.DRAFT:
        return
    if row.state not in BEFORE_THE_COMMITTEE:
        raise StaysAsItIs
    if Vote.objects.filter(request=row, closed_at=None).exists():
        raise VoteIsOpen


def _written(opened: Opened) -> None:
    """Save the row; what was sent is looked at anew."""
    if opened.row.state != State.DRAFT:
        look_again(opened)
        settle(opened, now=timezone.now())
        noted("fund_request.corrected", opened.row)
    opened.row.save()


def _fitting(answers: Answers) -> Answers:
    """Return the answers without months that do not fit the kind and the amount."""
    if answers.kind is None or answers.months is None:
        return answers
    today = timezone.localdate()
    terms = terms_on(today).terms
    bounds = terms.kinds[answers.kind].months
    fits = bounds is not None and bounds[0] <= answers.months <= bounds[1]
    if fits and (not answers.amount or instalment(answers, terms, on=today)):
        return answers
    return replace(answers, months=None)
