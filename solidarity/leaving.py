"""What becomes of somebody's requests when he closes his account, or asks for erasure.

Drafts go at once. What is before the committee is withdrawn, and so is an appeal that
waits. What was neither refused nor signed is forgotten at once: with the consent goes
the only ground on which it was kept. What was refused, paid or paid back stays sealed
until its time is over (solidarity.md §7), because the law and the books want it so; and
so does a request that a fraud was found in. Who still repays something, or waits for
money that was promised in writing, cannot leave.
"""

from collections.abc import Collection, Iterator

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from koprogo.audit.services import record
from koprogo.privacy.closing import CannotLeave
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.models import (
    Aid,
    Appeal,
    DisputeEnd,
    Exclusion,
    Request,
    RequestKey,
    Seat,
    Testimony,
    Verdict,
)
from solidarity.services.committee.closing import end_votes
from solidarity.services.committee.seats import end_seat
from solidarity.services.forgetting import delete_draft, forget
from solidarity.services.promising import release
from solidarity.services.testimonies import withdraw_testimony

__all__ = ["leave", "refusals"]

WAITING = (Request.State.INCOMPLETE, Request.State.COMPLETE, Request.State.OFFERED)
#: decided in writing: the money is still to go out, or to come back
BOUND = (Aid.State.SIGNED, Aid.State.RUNNING)
#: nothing was signed: no contract, no voucher
UNSIGNED = (Aid.State.PROMISED, Aid.State.VOID)


def _fund() -> Tenant | None:
    return Tenant.objects.filter(kind=Tenant.Kind.FUND).first()


def refusals(user) -> Iterator[str]:
    tenant = _fund()
    if tenant is None:
        return
    with enter(tenant.pk, by=user):
        bound = _is_bound(user)
    if bound:
        yield _still_bound()


def _is_bound(user) -> bool:
    """Tell whether money goes out or comes back, or a case that was won is unsettled."""
    unsettled = DisputeEnd.objects.filter(aid=OuterRef("pk"), settled_at=None)
    mine = Aid.objects.filter(request__applicant=user)
    return mine.filter(Q(state__in=BOUND) | Exists(unsettled)).exists()


def _still_bound() -> str:
    return _(
        "The solidarity fund still pays you something, or a loan of it still comes "
        "back: you can leave when that is done."
    )


def leave(user) -> None:
    """Delete drafts, withdraw what waits and what he said, and forget what may go.

    Raises:
        CannotLeave: he has signed an agreement meanwhile.
    """
    tenant = _fund()
    if tenant is None:
        return
    with enter(tenant.pk, by=user):
        rows = Request.objects.select_for_update(of=["self"]).filter(applicant=user)
        requests = list(rows.order_by("pk"))
        # Whoever signs holds the aid: from here on nobody does.
        list(Aid.objects.select_for_update(of=["self"]).filter(request__in=requests))
        if _is_bound(user):
            raise CannotLeave([_still_bound()])
        asked = [one for one in requests if one.state != Request.State.DRAFT]
        for draft in requests:
            if draft not in asked:
                delete_draft(draft)
        _withdraw(asked)
        for testimony in Testimony.objects.filter(request__in=asked):
            withdraw_testimony(testimony, by=None)
        _forget_undecided(asked)
        _give_up_seats(user)


def _withdraw(requests: Collection[Request]) -> None:
    """Withdraw what waits for somebody; nobody votes or answers any more."""
    ending = [one for one in requests if _is_open(one)]
    end_votes(ending)
    for request in ending:
        for aid in request.aids.filter(state=Aid.State.PROMISED):
            release(aid, by=None)
        request.state, request.ended_at = Request.State.WITHDRAWN, timezone.now()
        request.save(update_fields=["state", "ended_at"])
        record("fund_request.left", target=request, by=None)
    appeals = Appeal.objects.filter(verdict__request__in=requests, decided_at=None)
    appeals.delete()


def _is_open(request: Request) -> bool:
    """Whether it waits for somebody: an acceptance waits while it is not signed."""
    if request.state != Request.State.ACCEPTED:
        return request.state in WAITING
    return request.aids.filter(state=Aid.State.PROMISED).exists()


def _forget_undecided(requests: Collection[Request]) -> None:
    """Forget what was neither refused nor signed, nor held against him as a fraud."""
    fraud = Exclusion.objects.filter(
        request=OuterRef("pk"),
        state__in=[Exclusion.State.PROPOSED, Exclusion.State.STANDING],
    )
    refused = Verdict.objects.filter(
        request=OuterRef("pk"), outcome=Verdict.Outcome.REFUSED
    )
    signed = Aid.objects.filter(request=OuterRef("pk")).exclude(state__in=UNSIGNED)
    free = Request.objects.filter(
        ~Exists(fraud),
        ~Exists(refused),
        ~Exists(signed),
        pk__in=[one.pk for one in requests],
    )
    now = timezone.now()
    for life in RequestKey.Life:
        keys = RequestKey.objects.filter(request=OuterRef("pk"), life=life)
        forget(list(free.filter(Exists(keys))), life, now=now)


def _give_up_seats(user) -> None:
    """End his seats of the committee: nobody who is gone counts among its members."""
    today = timezone.localdate()
    for seat in Seat.objects.filter(user=user, until__gt=today):
        end_seat(seat, on=today, by=user)
