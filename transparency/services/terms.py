"""Reductions that the board grants, and add-ons that a co-ownership uses."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from buildings.models import AddOnUse, Participation, Reduction
from koprogo.audit.services import record
from transparency.errors import PeriodTaken, TakesNoPart, TooEarly
from transparency.models import Contribution
from transparency.services.tariffs import lock_members
from transparency.tariff import effective_from

__all__ = ["end_reduction", "grant_reduction", "stop_add_on", "use_add_on"]


@transaction.atomic
def grant_reduction(
    participation: Participation,
    *,
    kind: str,
    contributor: str,
    reason: str,
    since: date,
    until: date | None = None,
    by,
) -> Reduction:
    """Grant a reduction for whole months [since, until); ``contributor`` earns it.

    Raises:
        TooEarly: a month of it is billed already.
        PeriodTaken: another reduction holds some of these months.
    """
    lock_members()
    _refuse_billed(participation, since)
    row = Reduction(
        participation=participation,
        kind=kind,
        contributor=contributor,
        reason=reason,
        since=since,
        until=until,
        granted_by=by,
    )
    _save(row)
    record("reduction.granted", target=row, by=by, kind=kind, since=str(since))
    return row


@transaction.atomic
def end_reduction(reduction: Reduction, *, until: date, by) -> None:
    """End a reduction on the first day of a month; one that has not begun goes.

    Raises:
        TooEarly: a month after its end is billed with it already.
    """
    lock_members()
    _refuse_billed(reduction.participation, until)
    record("reduction.ended", target=reduction, by=by, until=str(until))
    if reduction.since >= until:
        reduction.delete()
    else:
        reduction.until = until
        reduction.save(update_fields=["until"])


@transaction.atomic
def use_add_on(participation: Participation, *, add_on: str, by) -> AddOnUse:
    """Use an add-on from the next month on.

    Raises:
        TakesNoPart: the participation has no running contribution then.
        PeriodTaken: it is used already.
    """
    lock_members()
    since = effective_from(timezone.localdate())
    if not participation.periods.on(since).exclude(way="free").exists():
        raise TakesNoPart(participation)
    row = AddOnUse(participation=participation, add_on=add_on, since=since)
    _save(row)
    record("add_on.used", target=participation, by=by, add_on=add_on, since=str(since))
    return row


@transaction.atomic
def stop_add_on(use: AddOnUse, *, by) -> None:
    """Stop using an add-on with this month; one that has not begun goes."""
    lock_members()
    until = effective_from(timezone.localdate())
    record("add_on.stopped", target=use.participation, by=by, add_on=use.add_on)
    if use.since >= until:
        use.delete()
    else:
        use.until = until
        use.save(update_fields=["until"])


def _refuse_billed(participation: Participation, since: date) -> None:
    billed = Contribution.objects.filter(participation=participation)
    if billed.filter(month__gte=since).exists():
        raise TooEarly(since)


def _save(row: Reduction | AddOnUse) -> None:
    """Write the row, unless another one holds some of its months."""
    others = type(row).objects.filter(participation=row.participation)
    if isinstance(row, AddOnUse):
        others = others.filter(add_on=row.add_on)
    overlapping = others.exclude(until__lte=row.since)
    if row.until is not None:
        overlapping = overlapping.filter(since__lt=row.until)
    if overlapping.exists():
        raise PeriodTaken(row)
    row.save(force_insert=True)
