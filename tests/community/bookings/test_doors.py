"""Who comes in nowhere, and how many statements a list takes."""

import pytest

from buildings.models import Module
from tests.community import making as people
from tests.community.bookings.asking import HERE, of, press, soon_booked, status, text
from tests.community.bookings.making import room, thing

# Doors

PAGES = ("lending/", "lending/mine/", "lending/new/", "rooms/", "bookings/")


def test_a_module_that_is_off_is_nowhere(as_, ladder, party, neighbours):
    lent = soon_booked(ladder, neighbours["otto"])
    held = soon_booked(party, neighbours["otto"])
    people.switched_off(Module.LENDING)
    client = as_("otto")
    for page in PAGES[:3]:
        assert status(client, page) == 404
    for page in ("", "book/", "calendar/", "wait/", "edit/", "close/"):
        assert client.get(of(ladder, page)).status_code == 404
    assert client.get(f"{HERE}bookings/{lent.uuid}/").status_code == 404
    assert press(as_("omar"), lent, "accept").status_code == 404
    page = text(as_("otto").get(f"{HERE}bookings/"))
    assert "Ladder" not in page
    assert "Party room" in page
    people.switched_off(Module.ROOMS)
    for page in ("rooms/", f"rooms/{party.post.uuid}/", "bookings/"):
        assert status(as_("otto"), page) == 404
    assert as_("otto").get(f"{HERE}bookings/{held.uuid}/").status_code == 404
    assert as_("clara").get(f"{HERE}rooms/new/").status_code == 404
    people.switched_off(Module.NOTICES)
    assert status(as_("otto"), "bookings/feed/") == 404


@pytest.mark.parametrize(
    ("name", "answer"), [("sophie", 403), ("bea", 404), ("felix", 404)]
)
def test_neither_the_syndic_nor_a_neighbour_of_elsewhere_nor_of_once(
    as_, ladder, party, name, answer
):
    client = as_(name)
    for page in PAGES:
        assert status(client, page) == answer
    for page in (of(ladder), of(party), of(party, "calendar/"), of(party, "feed/")):
        assert client.get(page).status_code == answer


# Statements


@pytest.mark.parametrize("many", [1, 3])
def test_lists_take_a_constant_number_of_statements(
    as_, neighbours, many, django_assert_max_num_queries
):
    omar, otto, clara = (neighbours[name] for name in ("omar", "otto", "clara"))
    found = [thing(omar, title=f"Ladder {number}") for number in range(many)]
    party = room(clara, title="Party room")
    for number in range(many - 1):
        room(clara, title=f"Room {number}")
    for number, each in enumerate(found):
        soon_booked(each, otto, day=number + 1)
        soon_booked(party, otto, day=number + 1)
        over = soon_booked(party, otto, day=number + 10)
        press(as_("otto"), over, "cancel")
        soon_booked(thing(otto, title=f"Tent {number}"), omar)
    counts = []
    for page in (*PAGES[:2], "rooms/", "bookings/"):
        client = as_("otto")
        client.get(f"{HERE}{page}")
        with django_assert_max_num_queries(14) as caught:
            client.get(f"{HERE}{page}")
        counts.append(len(caught))
    for page in (of(party), of(found[0]), of(party, "calendar/")):
        with django_assert_max_num_queries(14) as caught:
            client.get(page)
        counts.append(len(caught))
    assert counts == COUNTS


#: two of each are of the test itself, which is inside the building already
COUNTS = [12, 11, 10, 14, 13, 13, 11]
