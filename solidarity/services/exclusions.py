"""Exclusion after a proven fraud: one member proposes, another confirms.

It ends what the person asks, and claims back what he got. He reads why, and how the
board of the ASBL hears him.
"""

import os
from base64 import b64encode
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.encryption import KEY_BYTES
from koprogo.notifications.services import queue
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity import notices_loans as notices
from solidarity import repaying
from solidarity.answers import from_json
from solidarity.capital import NOTHING
from solidarity.errors.loans import AnotherMember, AtTheBank, NotSoNow, Proposed
from solidarity.models import Aid, Exclusion, Payout, Plan, PlanChange, Request
from solidarity.queries.exclusions import PURPOSE, keyring, mark_of, salt_place
from solidarity.queries.loans import standing_of
from solidarity.services.committee.closing import end_votes
from solidarity.services.promising import release
from solidarity.services.replanning import (
    change_plan,
    refuse_concerned,
    reopen,
    stop_announced,
)
from solidarity.vault import Life, open_vault

__all__ = [
    "decide_exclusion",
    "decide_lift",
    "propose_exclusion",
    "propose_lift",
    "renew_encryption",
]

#: until when is paid what is claimed back
CLAIM_DAYS = 30
UNDER_WAY = (
    Request.State.INCOMPLETE,
    Request.State.COMPLETE,
    Request.State.OFFERED,
    Request.State.ACCEPTED,
)


@transaction.atomic
def propose_exclusion(request: Request, *, reasons: str, by) -> Exclusion:
    """Propose that a person gets no help any more; nothing changes until it is confirmed.

    Raises:
        Concerned: the member takes no part in this request.
        Proposed: he is excluded, or it waits for another member.
        NotSoNow: it is a draft, which nobody else has read.
    """
    request = Request.objects.select_for_update().get(pk=request.pk)
    refuse_concerned(request, by)
    if request.state == Request.State.DRAFT:
        raise NotSoNow(request)
    standing = Exclusion.objects.filter(
        user=request.applicant_id, state__in=["proposed", "standing"]
    )
    if standing.exists():
        raise Proposed(request)
    vault = open_vault(request)
    row = Exclusion(user_id=request.applicant_id, request=request, proposed_by=by)
    said = from_json(
        vault.open(request.answers, place=f"solidarity_request.answers.{request.uuid}")
    )
    salt = b64encode(os.urandom(KEY_BYTES)).decode()
    row.salt = keyring().encrypt(salt, purpose=PURPOSE, context=salt_place(row))
    row.mark = mark_of(said.name, said.born_on, salt=salt)
    row.reasons = vault.seal(reasons, place=f"solidarity_exclusion.reasons.{row.uuid}")
    row.save()
    queue(list(notices.news_for_committee(f"exclusion:{row.uuid}")), by=by)
    record("exclusion.proposed", target=request, by=by)
    return row


@transaction.atomic
def decide_exclusion(exclusion: Exclusion, *, is_confirmed: bool, by) -> Exclusion:
    """Confirm or refuse what another member proposed.

    Confirmed, open requests end, payments that wait are withdrawn, and what was paid
    is claimed back within 30 days.

    Raises:
        Concerned: the member takes no part in the request.
        NotSoNow: it was decided.
        AnotherMember: the same member proposed it.
        AtTheBank: what was paid is not known yet.
    """
    found = _held(exclusion, Exclusion.State.PROPOSED)
    refuse_concerned(found.request, by)
    if is_confirmed and found.proposed_by_id == by.pk:
        raise AnotherMember(found)
    found.state = Exclusion.State.STANDING if is_confirmed else Exclusion.State.DECLINED
    found.decided_by, found.decided_at = by, timezone.now()
    found.save()
    if is_confirmed:
        _stop_payouts(found, by)
        _end_requests(found, by)
        _claim_back(found, by)
        queue([notices.news_of(found.user, f"exclusion:{found.uuid}:done")], by=by)
    record(
        "exclusion.confirmed" if is_confirmed else "exclusion.refused",
        target=found.request,
        by=by,
    )
    return found


@transaction.atomic
def propose_lift(exclusion: Exclusion, *, reasons: str, by) -> Exclusion:
    """Propose to lift an exclusion: it was a mistake, or the board says so.

    Raises:
        Concerned: the member takes no part in the request.
        NotSoNow: it does not stand.
        Proposed: it waits for another member already.
    """
    found = _held(exclusion, Exclusion.State.STANDING)
    refuse_concerned(found.request, by)
    if found.lift_proposed_at is not None:
        raise Proposed(found)
    vault = open_vault(found.request)
    # Years later nothing is kept of the request, nor of why its exclusion ends.
    if vault.holds(Life.FILE):
        found.lift_reasons = vault.seal(
            reasons, place=f"solidarity_exclusion.lift_reasons.{found.uuid}"
        )
    found.lift_proposed_by, found.lift_proposed_at = by, timezone.now()
    found.save()
    queue(list(notices.news_for_committee(f"exclusion:{found.uuid}:lift")), by=by)
    record("exclusion.lift_proposed", target=found.request, by=by)
    return found


@transaction.atomic
def decide_lift(exclusion: Exclusion, *, is_confirmed: bool, by) -> Exclusion:
    """Lift an exclusion as another member proposed, or let it stand.

    What was claimed back stays claimed: the committee agrees on a plan for it.

    Raises:
        Concerned, NotSoNow, AnotherMember: as ``decide_exclusion``.
    """
    found = _held(exclusion, Exclusion.State.STANDING)
    refuse_concerned(found.request, by)
    if found.lift_proposed_at is None:
        raise NotSoNow(found)
    if is_confirmed and found.lift_proposed_by_id == by.pk:
        raise AnotherMember(found)
    if is_confirmed:
        found.state = Exclusion.State.LIFTED
        found.lifted_by, found.lifted_at = by, timezone.now()
        queue([notices.news_of(found.user, f"exclusion:{found.uuid}:lifted")], by=by)
    else:
        found.lift_reasons = ""
        found.lift_proposed_by = found.lift_proposed_at = None
    found.save()
    record(
        "exclusion.lifted" if is_confirmed else "exclusion.lift_refused",
        target=found.request,
        by=by,
    )
    return found


def _held(exclusion: Exclusion, state: str) -> Exclusion:
    rows = Exclusion.objects.select_for_update(of=["self"])
    found = rows.select_related("request", "user").get(pk=exclusion.pk)
    if found.state != state:
        raise NotSoNow(found)
    return found


# What follows


def _stop_payouts(exclusion: Exclusion, by) -> None:
    """Withdraw what is not at the bank; the aids are held first, as everywhere."""
    aids = Aid.objects.filter(request__applicant=exclusion.user_id).order_by("pk")
    held = [aid.pk for aid in aids.select_for_update()]
    rows = Payout.objects.filter(aid__in=held, state__in=Payout.UNDER_WAY)
    waiting = list(rows.select_for_update().order_by("pk"))
    if any(payout.state == Payout.State.ORDERED for payout in waiting):
        raise AtTheBank(exclusion)
    for payout in waiting:
        payout.state = Payout.State.WITHDRAWN
        payout.save(update_fields=["state"])
        record("payout.withdrawn", target=payout, by=by, amount=str(payout.amount))


def _end_requests(exclusion: Exclusion, by) -> None:
    """End what the person asks and was not paid: promised money is free again.

    A draft stays his own; he cannot send it.
    """
    now = timezone.now()
    mine = Request.objects.filter(applicant=exclusion.user_id, state__in=UNDER_WAY)
    unpaid = Aid.objects.filter(request__applicant=exclusion.user_id, paid=0)
    for aid in unpaid.filter(state=Aid.State.PROMISED):
        release(aid, by=by)
    unpaid.filter(state=Aid.State.SIGNED).update(state=Aid.State.CLOSED, ended_at=now)
    paid = Aid.objects.filter(paid__gt=0, request__in=mine).values("request")
    ending = mine.exclude(pk__in=paid)
    end_votes(ending)
    ending.update(state=Request.State.CLOSED, ended_at=now, changed_at=now)


def _claim_back(exclusion: Exclusion, by) -> None:
    """Claim back all that was paid and is not back: grants whole, in one instalment."""
    rows = Aid.objects.filter(request__applicant=exclusion.user_id, paid__gt=0)
    due = timezone.localdate() + timedelta(days=CLAIM_DAYS)
    for aid in rows.select_for_update().order_by("pk"):
        stop_announced([aid])
        capital = _not_back(aid)
        if not capital:
            continue
        if aid.state == Aid.State.WRITTEN_OFF:
            continue  # It is owed as it is, and taken in when it comes.
        if aid.paid < aid.amount:
            aid.amount = aid.paid  # The rest is not promised any more.
            aid.save(update_fields=["amount"])
        reopen(aid)
        aid.changes.filter(answer="").update(
            answer=PlanChange.Answer.WITHDRAWN, decided_at=timezone.now()
        )
        claim = repaying.anew(capital, annual_percent=NOTHING, months=1, first_due=due)
        change_plan(aid, claim, reason=Plan.Reason.RESCHEDULED, by=by)


def _not_back(aid: Aid):
    """Return what of the money paid did not come back, EUR."""
    standing = standing_of(aid)
    if standing is not None and aid.comes_back:
        return standing.remaining
    came = sum(
        (one.capital for one in aid.repayments.filter(mirror=None)), start=NOTHING
    )
    return aid.paid - came


# Keys


def renew_encryption() -> int:
    """Wrap with the newest key what an older one wrapped; return how many rows."""
    renewed = 0
    for tenant in Tenant.objects.filter(kind=Tenant.Kind.FUND):
        with enter(tenant.pk, by=None):
            renewed += _renew_here()
    return renewed


@transaction.atomic
def _renew_here() -> int:
    keys, renewed = keyring(), 0
    for row in Exclusion.objects.select_for_update().order_by("pk"):
        if not keys.is_current(row.salt):
            place = salt_place(row)
            salt = keys.decrypt(row.salt, purpose=PURPOSE, context=place)
            row.salt = keys.encrypt(salt, purpose=PURPOSE, context=place)
            row.save(update_fields=["salt"])
            renewed += 1
    return renewed
