"""What becomes of somebody's requests when he closes his account, or asks for erasure.

Drafts go at once. What is before the committee is withdrawn. What has ended stays sealed
until its time is over (solidarity.md §7), because the law and the books want it so. Who
still repays a loan, or waits for money that was promised in writing, cannot leave.
"""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from koprogo.audit.services import record
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.models import Aid, Request, Testimony
from solidarity.services.promising import release
from solidarity.services.retention import delete_draft
from solidarity.services.testimonies import withdraw_testimony

__all__ = ["leave", "refusals"]

WAITING = (Request.State.INCOMPLETE, Request.State.COMPLETE, Request.State.OFFERED)


def _fund() -> Tenant | None:
    return Tenant.objects.filter(kind=Tenant.Kind.FUND).first()


def refusals(user) -> Iterator[str]:
    tenant = _fund()
    if tenant is None:
        return
    with enter(tenant.pk, by=user):
        running = Aid.objects.filter(
            request__applicant=user, state__in=[Aid.State.SIGNED, Aid.State.RUNNING]
        ).exists()
    if running:
        yield _(
            "The solidarity fund still pays you something, or a loan of it still comes "
            "back: you can leave when that is done."
        )


def leave(user) -> None:
    """Delete drafts, withdraw what waits and what he said; keep what has ended."""
    tenant = _fund()
    if tenant is None:
        return
    with enter(tenant.pk, by=user):
        rows = Request.objects.select_for_update(of=["self"]).filter(applicant=user)
        for request in rows.order_by("pk"):
            if request.state == Request.State.DRAFT:
                delete_draft(request, by=user)
            elif _is_open(request):
                _withdraw(request, by=user)
        said = Testimony.objects.filter(request__applicant=user)
        for testimony in said:
            withdraw_testimony(testimony, by=user)


def _is_open(request: Request) -> bool:
    """Whether it waits for somebody: an acceptance waits while it is not signed."""
    if request.state != Request.State.ACCEPTED:
        return request.state in WAITING
    return request.aids.filter(state=Aid.State.PROMISED).exists()


def _withdraw(request: Request, *, by) -> None:
    for aid in request.aids.filter(state=Aid.State.PROMISED):
        release(aid, by=by)
    request.state, request.ended_at = Request.State.WITHDRAWN, timezone.now()
    request.save(update_fields=["state", "ended_at"])
    record("fund_request.left", target=request, by=None)
