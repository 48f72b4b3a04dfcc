"""Seats of the committee: the board notes whom the assembly elected."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from buildings.models import Firm, Grant, Role
from buildings.services import end_role, grant_role
from finance.months import add_months
from koprogo.audit.services import record
from koprogo.tenancy import current_tenant_id, enter
from koprogo.tenancy.models import Tenant
from solidarity.deciding import SEATS
from solidarity.deciding import Seat as Chair
from solidarity.errors.committee import (
    FirmMissing,
    FirmSpare,
    PersonSeated,
    SeatDays,
    SeatOver,
    SeatTaken,
    TermsUsed,
)
from solidarity.models import Ballot, Seat

__all__ = ["end_seat", "give_seat"]

MONTHS, TERMS = 24, 2


@transaction.atomic
def give_seat(
    user,
    *,
    chair: Chair,
    firm: Firm | None,
    since: date,
    until: date,
    decision_text: str,
    by,
) -> Seat:
    """Note who was elected for [since, until), and let him in for these days.

    The role of the ASBL that comes with it makes a second factor his duty.

    Raises:
        SeatDays, FirmMissing, FirmSpare, TermsUsed: see there.
        SeatTaken, PersonSeated: see there.
    """
    _alone()
    if not since < until <= add_months(since, MONTHS):
        raise SeatDays(until)
    _check_firm(chair, firm)
    if Seat.objects.filter(user=user, chair=chair).count() >= TERMS:
        raise TermsUsed(user)
    same_days = Seat.objects.filter(since__lt=until, until__gt=since)
    if same_days.filter(user=user).exists():
        raise PersonSeated(user)
    seat = Seat.objects.create(
        user=user,
        chair=chair,
        place=_place(chair, same_days),
        firm=firm,
        since=since,
        until=until,
        decision_text=decision_text,
        recorded_by=by,
    )
    days = {"since": str(since), "until": str(until)}
    record("seat.given", target=seat, by=by, chair=seat.chair, **days)
    _let_in(seat, by=by)
    return seat


@transaction.atomic
def end_seat(seat: Seat, *, on: date, by) -> None:
    """End a seat early: from ``on`` he holds it no more. One that has not begun goes.

    Raises:
        SeatOver: it has ended by then, or the day has passed.
    """
    _alone()
    found = Seat.objects.select_for_update(of=["self"]).filter(pk=seat.pk).first()
    if found is None or on >= found.until or on < timezone.localdate():
        raise SeatOver(seat)
    record("seat.ended", target=found, by=by, chair=found.chair, on=str(on))
    _let_out(found, on)
    if found.since >= on and not Ballot.objects.filter(seat=found).exists():
        found.delete()
    else:
        found.until = max(on, date.fromordinal(found.since.toordinal() + 1))
        found.save(update_fields=["until"])


def _check_firm(chair: Chair, firm: Firm | None) -> None:
    if chair == Chair.SYNDIC and firm is None:
        raise FirmMissing(chair)
    if chair != Chair.SYNDIC and firm is not None:
        raise FirmSpare(firm)


def _place(chair: Chair, same_days) -> int:
    held = set(same_days.filter(chair=chair).values_list("place", flat=True))
    free = set(range(1, SEATS[chair] + 1)) - held
    if not free:
        raise SeatTaken(chair)
    return min(free)


def _let_in(seat: Seat, *, by) -> None:
    """Give the role for the days of the seat on which he has it from no decision yet."""
    asbl = Tenant.objects.filter(kind=Tenant.Kind.ASBL).first()
    if asbl is None:
        return
    with enter(asbl.pk, by=by):
        for since, until in _without_role(seat, asbl):
            grant_role(
                seat.user,
                tenant=asbl,
                role=Role.COMMITTEE,
                since=since,
                until=until,
                by=by,
            )


def _without_role(seat: Seat, asbl: Tenant) -> list[tuple[date, date]]:
    held = Grant.objects.filter(
        user=seat.user_id, tenant=asbl, role=Role.COMMITTEE, since__lt=seat.until
    )
    gaps, since = [], seat.since
    for grant in held.order_by("since"):
        if since < grant.since:
            gaps.append((since, grant.since))
        since = max(since, grant.until or seat.until)
    return [*gaps, (since, seat.until)] if since < seat.until else gaps


def _let_out(seat: Seat, on: date) -> None:
    """End the role with the seat; one that a decision gave for other days stays."""
    given = Grant.objects.filter(
        user=seat.user_id,
        tenant__kind=Tenant.Kind.ASBL,
        role=Role.COMMITTEE,
        since__gte=seat.since,
        until__lte=seat.until,
        until__gt=on,
    )
    for grant in given:
        end_role(grant, on=on)


def _alone() -> None:
    """Let nobody give or end a seat at the same time, until the commit."""
    rows = Tenant.objects.select_for_update(of=["self"], no_key=True)
    rows.get(pk=current_tenant_id())
