"""A row of every model of the council and the mandates, in the tenant entered."""

from datetime import date

from buildings.models import LibraryDocument
from governance import models as meetings

SINCE, UNTIL = date(2026, 1, 1), date(2026, 12, 31)


def fill_council(owner):
    """``owner``: somebody of the register."""
    decided = {
        "since": SINCE,
        "until": UNTIL,
        "decided_on": SINCE,
        "decided": "Point 9",
    }
    meetings.CouncilTerm.objects.create(owner=owner, **decided)
    meetings.CouncilDelegation.objects.create(text="Choose a painter", **decided)
    meetings.CouncilReport.objects.create(
        year=2025, document=LibraryDocument.objects.first()
    )
    meetings.AuditorTerm.objects.create(owner=owner, **decided)
    term = meetings.SyndicTerm.objects.create(name="Dupont", **decided)
    meetings.HandedOver.objects.create(
        term=term,
        what=meetings.HandedOver.What.KEYS,
        handed_on=SINCE,
        handed_by="Ann",
        received_by="Bob",
    )
