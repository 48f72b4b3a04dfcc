"""How the building keeps its books."""

from finance.models import BookSettings


def book_settings() -> BookSettings:
    """Return the choices of this building; not saved while it has chosen nothing."""
    return BookSettings.objects.first() or BookSettings()
