"""Goals, and what the platform measures of them: totals only."""

from collections.abc import Callable, Collection
from datetime import datetime
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from django.db.models import QuerySet
from django.utils import timezone

from finance.queries.contests import Status, contest_list
from koprogo.accounts.models import User
from koprogo.measuring.queries import Month, months
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from transparency.models import Goal
from transparency.public.footprint import grams_a_request
from transparency.queries.participations import participants_on

__all__ = ["BY_ITSELF", "goal_list", "measured_now"]

CENT = Decimal("0.01")
Name = Goal.Name


def goal_list() -> QuerySet[Goal]:
    """Return all goals, the next to reach first."""
    return Goal.objects.order_by("due", "name")


def measured_now(names: Collection[str], *, now: datetime) -> dict[str, Decimal | None]:
    """Return what is measured of these goals; None: there is nothing to measure yet."""
    return {name: measure(now) for name, measure in BY_ITSELF.items() if name in names}


def _participants(now: datetime) -> Decimal:
    return Decimal(participants_on(timezone.localdate(now)))


def _people(now: datetime) -> Decimal:
    return Decimal(User.objects.filter(is_active=True).count())


def _contests(now: datetime) -> Decimal:
    """Return how many contests were answered, of all co-ownerships together."""
    buildings = Tenant.objects.filter(kind=Tenant.Kind.CO_OWNERSHIP).order_by("pk")
    return Decimal(sum(map(_answered, buildings.values_list("pk", flat=True))))


def _answered(tenant_id: int) -> int:
    with enter(tenant_id, by=None):
        open_or_gone = (Status.WAITING, Status.WITHDRAWN)
        return contest_list().exclude(status__in=open_or_gone).count()


def _last_month(now: datetime) -> Month | None:
    """Return the last month that is over and was measured."""
    known = months(now)
    return known[-2] if len(known) > 1 else None


def _uptime(now: datetime) -> Decimal | None:
    month = _last_month(now)
    if month is None or not month.minutes:
        return None
    percent = Decimal(month.minutes_alive) * 100 / month.minutes
    return percent.quantize(CENT, rounding=ROUND_DOWN)


def _grams(now: datetime) -> Decimal | None:
    month = _last_month(now)
    if month is None:
        return None
    grams = grams_a_request(month.requests, month.cpu_seconds, month.bytes_sent)
    return None if grams is None else grams.quantize(CENT, rounding=ROUND_UP)


#: what nobody needs to type in
BY_ITSELF: dict[str, Callable[[datetime], Decimal | None]] = {
    Name.PARTICIPANTS: _participants,
    Name.PEOPLE: _people,
    Name.CO2: _grams,
    Name.CONTESTS: _contests,
    Name.UPTIME: _uptime,
}
