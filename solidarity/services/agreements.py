"""Agreements: made, signed once by the person himself, or lapsed."""

import hashlib
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.documents import services as documents
from koprogo.notifications.services import queue
from solidarity.deadlines import payout_by
from solidarity.errors.money import (
    AgreementChanged,
    NoMandate,
    NoSecurity,
    NothingToSign,
    PromiseKept,
    SignedAlready,
)
from solidarity.exports.agreement import agreement_pdf
from solidarity.models import AgreementSignature, Aid, Request, RequestConsent
from solidarity.notices_money import news, reminder
from solidarity.queries import agreements as queries
from solidarity.services.promising import release
from solidarity.terms import Kind
from solidarity.vault import Life, open_vault

__all__ = [
    "lapse_unsigned",
    "prepare_agreement",
    "remind_unsigned",
    "sign_agreement",
]

SEALED = "application/octet-stream"


@transaction.atomic
def prepare_agreement(
    aid: Aid,
    *,
    language: str,
    iban: str = "",
    security: str = "",
    asks_surety: bool = False,
    by,
) -> Aid:
    """Make the agreement that the person reads and signs; it takes the place of another.

    ``iban``: from which what comes back is collected. ``asks_surety``: he agrees that
    the co-ownership is asked, and that is kept as his consent.

    Raises:
        SignedAlready, NothingToSign: it is too late for it.
        NoMandate: what comes back has no account.
        NoSecurity: a works credit without a security, or one without its consent.
    """
    found, today = _hold(aid), timezone.localdate()
    if found.comes_back and not iban:
        raise NoMandate(found)
    _secure(found, security, asks_surety=asks_surety)
    vault = open_vault(found.request)
    found.language = language
    found.iban = vault.seal(
        iban if found.comes_back else "",
        place=queries.place_of(found, "iban"),
        life=Life.PAPERS,
    )
    found.mandate = f"FUND-{found.code}" if found.comes_back else ""
    text = queries.agreement_text(
        found,
        person=queries.answers_of(found.request, vault),
        iban=iban if found.comes_back else "",
        mandate=found.mandate,
        security=found.security,
        on=today,
    )
    _keep(found, agreement_pdf(text, language=language), vault)
    # The person is not named in the history of the fund: the row of the request is his.
    record("agreement.made", target=found, by=None)
    return found


def _secure(aid: Aid, security: str, *, asks_surety: bool) -> None:
    if aid.kind != Kind.WORKS:
        aid.security = ""
        return
    if security not in Aid.Security.values:
        raise NoSecurity(aid)
    purpose = RequestConsent.Purpose.SURETY
    if security == Aid.Security.SURETY and not queries.has_consent(
        aid.request, purpose
    ):
        if not asks_surety:
            raise NoSecurity(aid)
        RequestConsent.objects.create(
            request=aid.request, purpose=purpose, given_at=timezone.now()
        )
    aid.security = security


def _keep(aid: Aid, pdf: bytes, vault) -> None:
    before = aid.agreement_id
    place = queries.place_of(aid, "agreement")
    aid.agreement = documents.store(
        vault.seal_bytes(pdf, place=place, life=Life.PAPERS),
        name=f"{aid.code}.sealed",
        content_type=SEALED,
        by=None,
    )
    aid.agreement_hash = hashlib.sha256(pdf).hexdigest()
    aid.save(
        update_fields=[
            *("language", "iban", "mandate", "security"),
            *("agreement", "agreement_hash"),
        ]
    )
    if before:
        documents.erase([before])


@transaction.atomic
def sign_agreement(
    aid: Aid, *, sha256: str, mandate: bool = False, by
) -> AgreementSignature:
    """Sign the agreement whose hash was read; the payment follows in five working days.

    ``mandate``: the direct debit is allowed with it.

    Raises:
        SignedAlready, NothingToSign: another window was faster, or it lapsed.
        AgreementChanged: another one was made meanwhile.
        NoMandate: what comes back is signed with its direct debit only.
    """
    found, now = _hold(aid), timezone.now()
    if found.request.applicant_id != by.pk:
        raise NothingToSign(found)
    if not found.agreement_hash or sha256 != found.agreement_hash:
        raise AgreementChanged(found)
    if found.comes_back and not mandate:
        raise NoMandate(found)
    signature = AgreementSignature.objects.create(
        aid=found,
        user=by,
        sha256=sha256,
        mandate=found.comes_back,
        signed_at=now,
    )
    found.state, found.signed_at = Aid.State.SIGNED, now
    found.pay_by = payout_by(timezone.localdate(now)).day
    found.save(update_fields=["state", "signed_at", "pay_by"])
    record("agreement.signed", target=found, by=None)
    return signature


def _hold(aid: Aid) -> Aid:
    """Return the row of the aid and its request, locked, while it waits for a signature."""
    rows = Aid.objects.select_related("request", "verdict")
    found = rows.select_for_update(of=["self"]).get(pk=aid.pk)
    found.request = Request.objects.select_for_update().get(pk=found.request_id)
    if found.signed_at is not None:
        raise SignedAlready(found)
    if not queries.can_be_signed(found):
        raise NothingToSign(found)
    return found


# What nobody signs


def remind_unsigned(*, now: datetime) -> int:
    """Remind whoever has not signed 14 and 25 days later, once each.

    Returns how many are due a mail: those that have it already are left alone.
    """
    steps = [*queries.REMINDED, queries.LAPSE_DAYS]
    written = [
        reminder(aid, days=days)
        for days, until in pairwise(steps)
        for aid in queries.unsigned(told_before=now - timedelta(days=days)).filter(
            told_at__gt=now - timedelta(days=until)
        )
    ]
    queue(written, by=None)
    return len(written)


def lapse_unsigned(*, now: datetime) -> int:
    """Take back what nobody signed in 60 days; return how many promises are free again."""
    late = queries.unsigned(told_before=now - timedelta(days=queries.LAPSE_DAYS))
    return sum(map(partial(_lapse, now=now), list(late)))


@transaction.atomic
def _lapse(aid: Aid, *, now: datetime) -> bool:
    """Let it lapse, unless it is signed at this very moment."""
    try:
        release(aid, by=None)
    except PromiseKept:
        return False
    request = Request.objects.select_for_update().get(pk=aid.request_id)
    request.state, request.ended_at = Request.State.LAPSED, now
    request.save(update_fields=["state", "ended_at", "changed_at"])
    record("agreement.lapsed", target=aid, by=None)
    queue([news(aid, event=f"aid-lapsed:{aid.uuid}")], by=None)
    return True
