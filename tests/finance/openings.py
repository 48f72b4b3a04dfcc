"""What the opening of Les Acacias is tested with."""

from django.utils import timezone

from koprogo.ledger.models import Entry
from tests.buildings.pages import inside

TODAY = timezone.localdate


def entries():
    with inside():
        return Entry.objects.count()
