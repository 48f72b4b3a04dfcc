"""Meters as pages show them."""

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from finance.models import Meter, MeterGroup, MeterReading


def group_list() -> QuerySet[MeterGroup]:
    """Return the groups by name; ``in_use``: how many meters, ``read_on``: lately."""
    readings = MeterReading.objects.filter(meter__group=OuterRef("pk"), void=False)
    return MeterGroup.objects.annotate(
        in_use=Count("meters", filter=Q(meters__until=None)),
        read_on=Subquery(readings.order_by("-date").values("date")[:1]),
    ).order_by("name")


def meter_list(group: MeterGroup) -> QuerySet[Meter]:
    """Return the meters of a group in the order of the deed, those out of use too.

    Each has ``last_value`` and ``last_on``, its latest reading that counts.
    """
    latest = MeterReading.objects.filter(meter=OuterRef("pk"), void=False)
    latest = latest.order_by("-date")
    return (
        Meter.objects.filter(group=group)
        .select_related("lot", "group")
        .annotate(
            last_value=Subquery(latest.values("value")[:1]),
            last_on=Subquery(latest.values("date")[:1]),
        )
        .order_by("lot__position", "lot", "since")
    )


def with_readings(meters: QuerySet[Meter]) -> QuerySet[Meter]:
    """Return meters with all their readings, the latest first, void ones too."""
    readings = MeterReading.objects.order_by("-date", "-pk")
    return meters.prefetch_related(Prefetch("readings", readings))
