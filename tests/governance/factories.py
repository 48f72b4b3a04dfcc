"""Short ways to an assembly of Les Acacias at each of its stages."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from buildings.models import AllocationKey
from governance.models import AgendaItem, Assembly, Proxy
from governance.services.ballots import cast_ballots
from governance.services.log import add_event
from governance.services.meeting import open_meeting
from governance.services.roll import take_roll
from tests import cast

OMAR, CLARA, JEAN = "H1", "H2", "H3"
REMOTE = {"is_remote": True, "remote_access": "https://video.example/acacias"}


def point(assembly, title="Paint the hall", **values):
    """A point at the end of the agenda, put to the vote by absolute majority."""
    values = {
        "kind": "vote",
        "subject": "works",
        "majority": "absolute",
        "motion": f"{title}: yes",
        **values,
    }
    if isinstance(values.get("key"), str):
        values["key"] = AllocationKey.objects.get(code=values["key"])
    position = assembly.items.count() + 1
    return AgendaItem.objects.create(
        assembly=assembly, position=position, title=title, **values
    )


def draft(*titles, **values):
    """An assembly of today with such points; one by default."""
    values = {"starts_at": timezone.now(), "place": "Hall", **values}
    assembly = Assembly.objects.create(**values)
    for title in titles or ["Paint the hall"]:
        point(assembly, title)
    return assembly


def convened(*titles, assembly=None, **values):
    """The same, or a draft, convened three weeks ago without letters."""
    assembly = assembly or draft(*titles, **values)
    assembly.convened_at = timezone.now() - timedelta(days=21)
    assembly.save()
    return assembly


def with_roll(*titles, **values):
    """The same with its attendance list open; nobody is there yet."""
    return take_roll(convened(*titles, **values), by=None)


def opened(*titles, present=(OMAR, CLARA, JEAN), **values):
    """The same, opened with the voters of these holdings in the room."""
    assembly = with_roll(*titles, **values)
    for code in present:
        arrive(assembly, code)
    open_meeting(assembly, by=None)
    assembly.refresh_from_db()
    return assembly


def voter(code):
    """The person who votes for a holding, as the log calls him."""
    return str(cast.holding(code).representative.uuid)


def head(code):
    return str(cast.holding(code).uuid)


def line(assembly, lot):
    """The id of a lot in the roll."""
    return str(assembly.roll.get(label=lot).uuid)


def arrive(assembly, code, way="room"):
    return add_event(assembly, "arrived", {"person": voter(code), "way": way}, by=None)


def leave(assembly, code):
    return add_event(assembly, "left", {"person": voter(code)}, by=None)


def open_item(item):
    return add_event(item.assembly, "item-opened", {"item": str(item.uuid)}, by=None)


def close_item(item):
    return add_event(item.assembly, "item-closed", {"item": str(item.uuid)}, by=None)


def vote(item, **choices):
    """``vote(item, A="for", B="against")``, typed by the secretary."""
    lines = {line(item.assembly, lot): choice for lot, choice in choices.items()}
    return cast_ballots(item, lines, channel="room", operator="Sophie", by=None)


def decided(item, **choices):
    """Open a point, vote and close it."""
    open_item(item)
    vote(item, **choices)
    return close_item(item)


def proxy(assembly, principal, *, holder=None, name="Paul", **values):
    """A paper proxy of a holding, for the voter of another one or an outsider."""
    values = {
        "source": "paper",
        "signed_on": timezone.localdate(),
        "head_name": principal,
        **values,
    }
    if holder is not None:
        owner = cast.holding(holder).representative
        values |= {"holder_owner": owner, "holder": owner.uuid}
        name = str(owner)
    return Proxy.objects.create(
        assembly=assembly,
        holding=cast.holding(principal),
        head=UUID(head(principal)),
        holder_name=name,
        **values,
    )
