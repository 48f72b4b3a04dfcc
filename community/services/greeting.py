"""The words of welcome: written by the council, or by the syndic for it."""

from django.db import transaction

from community.models import Greeting
from koprogo.audit.services import record

__all__ = ["write_greeting"]


@transaction.atomic
def write_greeting(*, text: str, by) -> Greeting:
    """Write what newcomers read first; it takes the place of what stood there."""
    said = {"text": text, "written_by": by}
    row, _new = Greeting.objects.update_or_create(defaults=said)
    record("greeting.written", target=row, by=by)
    return row
