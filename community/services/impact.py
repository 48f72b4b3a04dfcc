"""Months are told once, when they are over: to each building, and of all together."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.errors.impact import (
    FactorTooEarly,
    FactorUnchanged,
    FactorWritten,
    FactorWrong,
)
from community.impact import REMEMBERED, Facts, Name, added, facts, months_before
from community.models import ImpactFactor, ImpactMonth, ImpactSum
from community.models.impact import FIGURES
from community.queries.impact import deeds, factor_list, in_force
from koprogo.audit.services import record

__all__ = ["sum_up", "tell_months", "write_factor"]

MOST_PERCENT = 100


@transaction.atomic
def tell_months(months: Sequence[date]) -> dict[date, Facts]:
    """Tell these months, which are over, in the building entered; return what is told.

    What was told before stays as it is. A month in which nothing happened is not
    written: nothing can happen in it any more.
    """
    rows = ImpactMonth.objects.filter(month__in=months)
    told = {row.month: row.facts for row in rows}
    missing = [month for month in months if month not in told]
    if not missing:
        return told
    done = deeds(months_before(min(missing), REMEMBERED - 1), max(missing))
    busy = {deed.month for deed in done} & set(missing)
    ImpactMonth.objects.bulk_create(
        [ImpactMonth(month=one, **_figures(facts(done, one))) for one in sorted(busy)],
        ignore_conflicts=True,
    )
    return {row.month: row.facts for row in rows.all()}


@transaction.atomic
def sum_up(month: date, told: Iterable[Facts]) -> None:
    """Write what all buildings told of a month, without their names; once for all."""
    rows = list(told)
    ImpactSum.objects.bulk_create(
        [
            ImpactSum(
                month=month,
                hours_of=sum(row.exchanges is not None for row in rows),
                things_of=sum(row.things is not None for row in rows),
                **_figures(added(rows)),
            )
        ],
        ignore_conflicts=True,
    )


def _figures(found: Facts) -> dict[str, int | None]:
    return {name: getattr(found, name) for name in FIGURES}


@transaction.atomic
def write_factor(
    *,
    uuid: UUID,
    name: Name,
    since: date,
    value: Decimal,
    basis: ImpactFactor.Basis,
    source: str,
    by,
) -> ImpactFactor:
    """Write what a factor is from a month on; the caller has entered the ASBL.

    ``since``: a day of that month. ``uuid`` is drawn when the form is shown.

    Raises:
        FactorTooEarly: that month is over.
        FactorWrong: the value cannot be.
        FactorUnchanged: it holds then anyway.
        FactorWritten: this ``uuid`` was used before.
    """
    month = since.replace(day=1)
    if month < timezone.localdate().replace(day=1):
        raise FactorTooEarly(since)
    if value < 0 or (name == Name.SHARE and value > MOST_PERCENT):
        raise FactorWrong(value)
    said = {"value": value, "basis": basis, "source": source}
    now = in_force(factor_list(), month).get(Name(name))
    if now and now.uuid != uuid and said == {key: getattr(now, key) for key in said}:
        raise FactorUnchanged(value)
    try:
        with transaction.atomic():
            row = ImpactFactor.objects.create(
                uuid=uuid, name=name, since=month, recorded_by=by, **said
            )
    except IntegrityError:
        raise FactorWritten(uuid) from None
    record(
        "impact_factor.written",
        target=row,
        by=by,
        impact_factor=name,
        since=month.isoformat(),
        impact_value=str(value),
    )
    return row
