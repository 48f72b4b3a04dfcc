"""Meetings of many members, made at once."""

from datetime import date
from types import SimpleNamespace

from django.utils import timezone

from buildings.models import Owner
from governance.meeting.chain import digest
from governance.models import MeetingEvent
from governance.queries.meeting import standing
from governance.services import meeting as services
from governance.services.convocations import convene
from tests import cast
from tests.governance.asbl.making import listed, prepared
from tests.transparency.members import crowd

SUBJECTS = ("asbl-ordinary", "asbl-election")


def begun(many, *, here=0):
    """A meeting of so many members of whom the first so many are in the room."""
    rows = crowd(many, since=date(2024, 1, 1))
    Owner.objects.filter(pk=rows[0].voter_id).update(user=cast.user("mia"))
    draft = prepared(*SUBJECTS, secret=["asbl-election"])
    assembly = listed(convene(draft, by=None))
    persons = [str(row.voter.uuid) for row in rows]
    _arrived(assembly, persons[:here])
    return SimpleNamespace(assembly=assembly, rows=rows, persons=persons)


def _arrived(assembly, persons):
    """The events of as many arrivals, written at once."""
    meeting, head = standing(assembly)
    at, events = timezone.now(), []
    for number, person in enumerate(persons, start=meeting.number + 1):
        body = {"person": person, "way": "room"}
        previous, head = head, digest(head, number, at, "arrived", body)
        events.append(
            MeetingEvent(
                assembly=assembly,
                number=number,
                at=at,
                kind="arrived",
                body=body,
                previous=previous,
                digest=head,
            )
        )
    MeetingEvent.objects.bulk_create(events)


def voting(many, *, here, position=1):
    """The same, with a point that is open."""
    found = begun(many, here=here)
    services.name_bureau(
        found.assembly, chair=found.persons[0], secretary="Bo", by=None
    )
    services.open_meeting(found.assembly, by=None)
    found.item = found.assembly.items.get(position=position)
    services.open_item(found.item, by=None)
    found.where = (found.assembly.uuid, found.item.uuid)
    return found
