"""How an association meets."""

from datetime import date

from governance.models import Assembly, AssemblySettings
from governance.ordinary_period import OrdinaryPeriod
from governance.timetable import proposed_day


def assembly_settings() -> AssemblySettings:
    """Return what the building chose; not saved while it has chosen nothing."""
    return AssemblySettings.objects.first() or AssemblySettings()


def ordinary_period(settings: AssemblySettings) -> OrdinaryPeriod | None:
    """Return the fifteen days of the internal rules; none while nobody noted them."""
    if settings.period_month is None:
        return None
    return OrdinaryPeriod(settings.period_month, settings.period_day)


def next_ordinary_day(period: OrdinaryPeriod, *, on: date) -> date:
    """Return the day to propose for the next ordinary assembly: one statement."""
    convened = Assembly.objects.convened().standing()
    held = convened.filter(period_since__isnull=False)
    return proposed_day(
        period, on=on, held=set(held.values_list("period_since", flat=True))
    )
