"""Every list of the neighbours is a file as well: as many lines, and no address."""

import csv
import io

import pytest

from koprogo.tenancy import enter
from tests import cast
from tests.api.roles_neighbours import things

LISTS = [
    *("notices/", "events/", "posts/{post_id}/comments/", "messages/", "blocks/"),
    *("people/", "reports/mine/", "hours/posts/", "hours/exchanges/"),
    *("hours/exchanges/waiting/", "hours/account/lines/", "lending/"),
    *("lending/mine/", "lending/{thing_id}/days/", "lending/{thing_id}/reviews/"),
    *("rooms/", "rooms/{room_id}/days/", "bookings/", "bookings/waiting/"),
    *("bazaar/", "bazaar/mine/", "bazaar/asks/", "skills/"),
]


@pytest.fixture
def known(db):
    with enter(cast.tenant().pk, by=None):
        return things()


def test_every_list_is_a_file(known, program):
    omar, counted, expected = program("omar"), {}, {}
    for each in LISTS:
        where = each.format(**known)
        found = omar.get(where).json()
        expected[each] = len(found if isinstance(found, list) else found["results"])
        answer = omar.get(where, format="csv")
        assert answer["Content-Type"].startswith("text/csv"), each
        text = answer.content.decode("utf-8-sig")
        header, *lines = csv.reader(io.StringIO(text), delimiter=";")
        counted[each] = len(lines)
        assert not [name for name in header if "mail" in name or "phone" in name]
    assert counted == expected
    assert sum(counted.values()) > 20


def test_lists_of_the_council_are_files(known, program):
    clara = program("clara")
    for where in ("modules/", "reports/", "hours/mediators/", "hours/disputes/"):
        answer = clara.get(where, format="xlsx")
        assert answer.status_code == 200, where
        assert "spreadsheetml" in answer["Content-Type"]
