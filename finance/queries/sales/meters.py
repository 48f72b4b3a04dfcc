"""The meters that buyer and seller read on the day of the deed."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from buildings.models import Lot
from finance.models import Meter, MeterReading


def meters_to_read(lots: Sequence[Lot], *, on: date) -> QuerySet[Meter]:
    """Return the meters of these lots in use on that day and not yet read on it."""
    read = MeterReading.objects.filter(meter=OuterRef("pk"), date=on, void=False)
    in_use = Q(until=None) | Q(until__gt=on)
    return (
        Meter.objects.filter(in_use, lot__in=lots, since__lte=on)
        .exclude(Exists(read))
        .select_related("group", "lot")
    )
