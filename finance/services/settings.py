"""How the building keeps its books: chosen, and noted in the history."""

from django.db import transaction

from buildings.models import Building
from buildings.services.changes import save_changes
from finance.models import BookSettings


@transaction.atomic
def update_book_settings(*, by, **choices) -> BookSettings:
    """Change these fields of ``BookSettings``; what changed stays in the history."""
    Building.objects.select_for_update().get()  # the first choice has no row to lock
    chosen, _is_new = BookSettings.objects.get_or_create()
    return save_changes(chosen, by=by, action="books.settings_changed", **choices)
