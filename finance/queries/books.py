"""How the books of this building are shown: which view, which period."""

from datetime import date

from buildings.models import Building, Lot
from finance.queries.settings import book_settings
from finance.queries.years import year_span

# Below this, simplified accounts are allowed; these lots do not count (art. 3.89 §5 15°).
FULL_BOOKS_FROM = 20
NOT_COUNTED = (Lot.Kind.CELLAR, Lot.Kind.GARAGE, Lot.Kind.PARKING)


def has_simple_books() -> bool:
    """Whether the simplified view comes first: as chosen, else by the number of lots."""
    chosen = book_settings().simple_view
    if chosen is not None:
        return chosen
    return Lot.objects.exclude(kind__in=NOT_COUNTED).count() < FULL_BOOKS_FROM


def default_period(building: Building, *, on: date) -> dict[str, date]:
    """Return the days of the fiscal year that is running, until today (``on``)."""
    return {"since": year_span(on, building)[0], "until": on}
