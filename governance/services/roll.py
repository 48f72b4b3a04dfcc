"""The list of voters, frozen when the attendance list is opened (spec governance.md)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from buildings.models import Building
from governance.errors.meeting import (
    NotConvened,
    RollTaken,
    SharesIncomplete,
    TooEarly,
)
from governance.models import Assembly, Proxy, RollLine, RollPart
from governance.queries.roll import is_complete, meetings_of_proxies, proxy_body
from governance.services.log import add_event
from koprogo import slots
from koprogo.audit.services import record
from koprogo.tenancy.models import Tenant

__all__ = ["take_roll"]


@transaction.atomic
def take_roll(assembly: Assembly, *, by, at: datetime | None = None) -> Assembly:
    """Freeze who votes today, for how much, and register the proxies that were signed.

    The proxies follow in the order in which they came; the log says of each whether it
    was accepted. ``at``: now, unless an earlier moment is known.

    Raises:
        NotConvened: it is a draft, or was called off.
        RollTaken: that was done already.
        TooEarly: the day of the meeting has not come.
        SharesIncomplete: the lots of the building are not what the deed says.
    """
    rows = Assembly.objects.select_for_update(of=["self"], no_key=True)
    locked = rows.select_related("tenant", "cancellation").get(pk=assembly.pk)
    moment = at or timezone.now()
    today = timezone.localdate(moment)
    if not locked.is_convened or locked.is_cancelled:
        raise NotConvened(locked)
    if locked.roll_taken_at is not None:
        raise RollTaken(locked)
    if today < timezone.localdate(locked.starts_at):
        raise TooEarly(locked)
    if locked.tenant.kind == Tenant.Kind.CO_OWNERSHIP and not is_complete(
        Building.objects.get(), on=today
    ):
        raise SharesIncomplete(locked)
    _write(locked, today)
    locked.roll_taken_at = moment
    locked.save(update_fields=["roll_taken_at"])
    _register_proxies(locked, by, at)
    record("assembly.roll_taken", target=locked, by=by)
    return locked


def _write(assembly: Assembly, today) -> None:
    keys = list({item.key for item in assembly.items.select_related("key") if item.key})
    voters = list(slots.roll_source[assembly.tenant.kind](keys, today))
    lines = RollLine.objects.bulk_create(
        RollLine(
            assembly=assembly,
            position=position,
            label=voter.label,
            head=voter.head,
            head_name=voter.head_name,
            voter=voter.voter,
            voter_name=voter.voter_name,
            votes=voter.votes,
            lot=voter.lot,
            holding=voter.holding,
            owner=voter.owner,
        )
        for position, voter in enumerate(voters, start=1)
    )
    RollPart.objects.bulk_create(
        RollPart(line=line, key=key, parts=parts)
        for line, voter in zip(lines, voters, strict=True)
        for key, parts in voter.parts.items()
    )


def _register_proxies(assembly: Assembly, by, at: datetime | None) -> None:
    heads = set(assembly.roll.values_list("head", flat=True))
    proxies = Proxy.objects.filter(
        assembly__in=meetings_of_proxies(assembly), withdrawn_at=None
    )
    for proxy in proxies.order_by("pk"):
        if proxy.head in heads:  # who sold since has no vote to give
            add_event(assembly, "proxy-registered", proxy_body(proxy), by=by, at=at)
