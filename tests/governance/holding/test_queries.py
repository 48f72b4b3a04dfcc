"""However many owners a building has, its meeting asks the database as often."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buildings import services
from buildings.models import Lot
from governance.queries.meeting import meeting_of
from governance.services.meeting import arrive_together, open_meeting
from tests import cast
from tests.governance.factories import open_item, opened, with_roll

PAGES = ["meeting", "meeting-attendance", "meeting-item", "meeting-log", "projector"]
MANY = 300


def crowd():
    """Two hundred and ninety-seven more owners, each with one share of Clara."""
    Lot.objects.filter(code="B").update(shares=3)
    for number in range(MANY - 3):
        owner = services.create_owner(
            code=f"o{number}", last_name=f"Owner {number:03}", language="fr", by=None
        )
        one = services.create_holding(
            code=f"O{number:03}", members=[services.Member(owner, 1)], by=None
        )
        lot = services.create_lot(code=f"L{number:03}", shares=1, by=None)
        services.hand_over_lot(lot, holding=one, since=cast.SINCE, by=None)


def statements(client, assembly):
    """How many statements each page takes, the second time."""
    item = assembly.items.get()
    found = {}
    for name in PAGES:
        more = [item.uuid] if name == "meeting-item" else []
        address = reverse(
            f"governance:{name}", args=[cast.ACACIAS, assembly.uuid, *more]
        )
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        found[name] = len([one for one in asked if "SAVEPOINT" not in one["sql"]])
    return found


def test_pages_ask_as_often_for_three_as_for_three_hundred(sign_in, acacias):
    sophie = sign_in("sophie")
    few = opened()
    open_item(few.items.get())
    crowd()
    many = with_roll()
    persons = [head.voter for head in meeting_of(many).roll.heads.values()]
    assert (len(persons), arrive_together(many, persons, by=None)) == (MANY, [])
    open_meeting(many, by=None)
    open_item(many.items.get())
    first, second = statements(sophie, few), statements(sophie, many)
    assert first == second
    assert max(first.values()) <= 12
