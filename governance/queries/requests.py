"""Requests of owners for an assembly: how far each is, and who stands behind it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.access import Access
from governance.deadlines import latest_requested_sending
from governance.meeting.chain import canonical
from governance.models import AssemblyRequest, RequestSignature
from governance.queries.heads import Owning, heads_on, with_holdings
from governance.requesting import Support, support


class State(TextChoices):
    """Where a request is, as people say it."""

    COLLECTING = "collecting", _("Collects signatures")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SENT = "sent", _("Posted to the syndic")
    RECEIVED = "received", _("The syndic has to convene")
    CONVENED = "convened", _("Convened")
    LATE = "late", _("Not convened in time")


def request_list() -> QuerySet[AssemblyRequest]:
    """Return the requests, latest first, with what ``state_of`` asks for."""
    found = AssemblyRequest.objects.select_related(
        "owner", "assembly__cancellation", "proof"
    )
    return found.prefetch_related("points")


def last_day_of(request: AssemblyRequest) -> date | None:
    """Return the last day for the convocations (art. 3.87 §2); none until the receipt."""
    return request.received_on and latest_requested_sending(request.received_on)


def convened_on(request: AssemblyRequest) -> date | None:
    """Return the day on which the assembly was convened; none if it was called off."""
    assembly = request.assembly
    if assembly is None or not assembly.is_convened or assembly.is_cancelled:
        return None
    return timezone.localdate(assembly.convened_at)


def state_of(request: AssemblyRequest, *, today: date) -> State:
    """Return where it is: no statement for one of ``request_list``."""
    if request.withdrawn_at:
        return State.WITHDRAWN
    if request.sent_on is None:
        return State.COLLECTING
    last_day = last_day_of(request)
    if last_day is None:
        return State.SENT
    if convened_on(request):
        return State.CONVENED
    return State.LATE if today > last_day else State.RECEIVED


def to_convene() -> list[AssemblyRequest]:
    """Return what the syndic has received and not convened, the most urgent first."""
    received = request_list().filter(received_on__isnull=False).order_by("received_on")
    return [one for one in received if convened_on(one) is None]


def sealed_request(request: AssemblyRequest, points: Sequence[str]) -> str:
    """Return the SHA-256 of what is signed: docs/rules/request.md."""
    value = {
        "id": str(request.uuid),
        "title": request.title,
        "reason": request.reason,
        "points": list(points),
    }
    return hashlib.sha256(canonical(value)).hexdigest()


# Who stands behind it


@dataclass(frozen=True, slots=True)
class Signed:
    """A holding that signed, with the lots that it had on the day that counts."""

    signature: RequestSignature
    head: Owning


@dataclass(frozen=True, slots=True)
class Backing:
    """Who stands behind a request on a day.

    ``former``: signatures for holdings without a lot on that day, which do not count.
    ``heads``: all owners of that day.
    """

    support: Support
    signed: list[Signed]
    former: list[RequestSignature]
    heads: list[Owning]


def backing_of(request: AssemblyRequest, *, total: int, today: date) -> Backing:
    """Return who stands behind it today, or did when it was posted: four
    statements, and two where one of them has sold since.

    ``total``: the shares of the deed.
    """
    day = request.sent_on or today
    heads = heads_on(day)
    by_holding = {one.holding.pk: one for one in heads}
    signatures = standing_signatures(request, heads)
    signed = [
        Signed(one, by_holding[one.holding_id])
        for one in signatures
        if one.holding_id in by_holding
    ]
    return Backing(
        support=support(
            [one.head.shares for one in signed], shares_total=total, on=day
        ),
        signed=signed,
        former=[one for one in signatures if one.holding_id not in by_holding],
        heads=heads,
    )


def standing_signatures(
    request: AssemblyRequest, heads: Sequence[Owning]
) -> list[RequestSignature]:
    """Return the signatures that were not taken back, in their order."""
    found = request.signatures.filter(withdrawn_at=None).select_related("owner__user")
    return with_holdings(found, heads)


def has_signed(request: AssemblyRequest, access: Access) -> bool:
    """Tell whether this person stands behind it."""
    standing = request.signatures.filter(withdrawn_at=None)
    return standing.filter(owner__in=access.own_owners).exists()
