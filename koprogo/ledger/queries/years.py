from datetime import date

from koprogo.ledger.models import FiscalYear


def opened_year(day: date) -> FiscalYear | None:
    """Return the fiscal year that has this day, if somebody opened it."""
    return FiscalYear.objects.filter(since__lte=day, until__gt=day).first()
