"""What Clara writes and who she is, looked for on every page as whom it is hidden from.

She takes part in everything under a name and with words that stand nowhere else. Who is
of another building, lived here until yesterday, is blocked, takes no part, or is the
syndic, opens every page there is, with her things in the addresses.
"""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from buildings.models import Grant
from community.kinds import Kind
from community.models import Block, Comment, Event, Neighbour, Photo
from community.services.leaving import leave
from koprogo.documents.services import store
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import Program, a_token
from tests.community import making
from tests.community.bazaar.making import able, asked, offered
from tests.community.bookings.making import booked, room, soon, thing
from tests.community.hours import making as hours
from tests.roles.neighbours import TABLE, address
from tests.test_roles_table import ROUTES

SEARCH = "/b/acacias/neighbours/search/"
BY_PROGRAM = "/api/v1/buildings/acacias/neighbours/search/"
NAME, WORD = "Zephyrine", "quokka"
#: what nobody reads whom she hides from, and what nobody reads at all
HERS, CONTACT = (NAME, WORD), ("clara@example.org", "Élise")
#: what two had with each other stays with the other one, whoever leaves
BETWEEN_THEM = [
    "community:booking",
    "community:booking-cancel",
    "community:booking-review",
    "community:bookings",
    "community:hours",
    "community:hours-answer",
    "community:hours-confirm",
    "community:hours-done",
    "community:hours-exchange",
    "community:hours-exchanges",
]
MEDIATORS = [
    f"community:{name}"
    for name in ("hours-council", "hours-mediator-end", "hours-mediator-name")
]
PAGES = [
    name
    for name, (reading, _writing) in TABLE.items()
    if name.startswith("community:") and 405 not in reading.values()
]


@pytest.fixture(scope="module")
def arguments(written_once):
    return written_once(_things)


def _things():
    making.switched_on()
    clara = making.joined("clara", name=NAME, about=WORD, is_listed=True)
    omar, otto = making.joined("omar"), making.joined("otto")
    begin, end = soon(3, 14), soon(3, 16)
    post = _event(clara, begin, end)
    ladder = thing(clara, title=WORD)
    item = offered(clara, title=WORD)
    file = store(b"JPEG", name="photo.jpg", content_type="image/jpeg", by=clara.user)
    photo = Photo.objects.create(
        post=post, position=1, file=file, small=file, width=4, height=3
    )
    said = Comment.objects.create(
        post=making.posted(otto), author=clara, text=f"Says {WORD}"
    )
    dispute = hours.disputed(clara, otto, 30)
    return {
        "slug": cast.ACACIAS,
        "module": "notices",
        "number": 1,
        "ending": "csv",
        "neighbour_id": clara.uuid,
        "block_id": Block.objects.create(neighbour=clara, blocked=omar).uuid,
        "post_id": post.uuid,
        "photo_id": photo.uuid,
        "comment_id": said.uuid,
        "hours_post_id": hours.offered(clara, title=WORD).uuid,
        "exchange_id": hours.done(clara, otto, 60).uuid,
        "disputed_exchange_id": dispute.uuid,
        "mediator_id": hours.mediator(clara).uuid,
        "thing_id": ladder.post.uuid,
        "booking_id": booked(ladder, otto, begin, end, now=soon(0, 0)).uuid,
        "room_id": room(clara).post.uuid,
        "bazaar_post_id": item.post.uuid,
        "ask_id": asked(item, otto).uuid,
        "skill_post_id": able(clara, title=WORD).post.uuid,
        "complaint_id": post.uuid,
        "waiting_id": post.uuid,
    }


def _event(author, begin, end):
    post = making.posted(author, Kind.EVENT, title=WORD, text=WORD)
    Event.objects.create(post=post, begins_at=begin, ends_at=end, place=WORD)
    return post


def _pages(client, arguments):
    """Yield the name of each page, its status and what stands on it."""
    for name in PAGES:
        values = address(name, arguments)
        where = reverse(name, kwargs={key: values[key] for key in ROUTES[name]})
        answer = client.get(where, {"q": WORD} if name.endswith("search") else {})
        is_file = getattr(answer, "streaming", False)
        text = "" if is_file else answer.content.decode(errors="replace")
        yield name, answer.status_code, text


def _reading(client, arguments, words):
    """Return the pages on which one of these words is read."""
    return [
        name
        for name, _status, text in _pages(client, arguments)
        if any(word in text.replace(f'value="{WORD}"', "") for word in words)
    ]


def _open(client, arguments):
    return {name for name, status, _text in _pages(client, arguments) if status == 200}


def test_who_may_reads_her_name_and_never_her_address(arguments, sign_in):
    """The walk finds what it looks for; no page has her family name or her e-mail."""
    found = set(_reading(sign_in("otto"), arguments, HERS))
    assert found >= {
        "community:notices",
        "community:notice",
        "community:welcome",
        "community:search",
        "community:hours",
        "community:hours-post",
        "community:things",
        "community:thing",
        "community:bazaar",
        "community:item",
        "community:skills",
        "community:skill",
        "community:hours-exchange",
    }
    assert _reading(sign_in("otto"), arguments, CONTACT) == []


@pytest.mark.parametrize("name", ["bea", "felix", "zoe", "stijn"])
def test_who_is_of_no_home_here_opens_nothing(arguments, sign_in, name):
    assert _open(sign_in(name), arguments) == set()


def test_who_lived_here_until_yesterday_opens_nothing(arguments, sign_in):
    Grant.objects.filter(user=cast.user("otto")).update(until=timezone.localdate())
    assert _open(sign_in("otto"), arguments) == set()
    assert _reading(sign_in("otto"), arguments, HERS) == []


def test_a_blocked_neighbour_reads_nothing_of_hers(arguments, sign_in):
    assert _reading(sign_in("omar"), arguments, (*HERS, *CONTACT)) == []


def test_who_blocks_reads_nothing_of_his(arguments, sign_in):
    """Both ways: had Omar blocked her, it would be the same, and neither learns which."""
    with enter(cast.tenant().pk, by=None):
        clara, omar = making.joined("clara"), making.joined("omar")
        Block.objects.update(neighbour=omar, blocked=clara)
    found = _reading(sign_in("omar"), arguments, (*HERS, *CONTACT))
    # Where he takes it back.
    assert sorted(found) == ["community:block", "community:me"]


@pytest.mark.parametrize("name", ["omar", "otto"])
def test_a_room_is_everybody_s_and_signed_by_nobody(arguments, sign_in, name):
    """Clara opened it, and Omar, whom she blocked, books it like all."""
    text = sign_in(name).get(SEARCH, {"q": "party"}).content.decode()
    assert "Party room" in text
    assert NAME not in text
    secret = a_token(name)[1]
    found = Program(secret, Client()).get(f"{BY_PROGRAM}?q=party").json()["results"]
    assert [(row["title"], row["author"]) for row in found] == [("Party room", None)]


def test_who_takes_no_part_is_asked_to_first(arguments, sign_in):
    with enter(cast.tenant().pk, by=None):
        Neighbour.objects.filter(user=cast.user("otto")).update(left_at=timezone.now())
    assert _reading(sign_in("otto"), arguments, (*HERS, *CONTACT)) == []


def test_the_syndic_reads_nothing_that_nobody_reported(arguments, sign_in):
    syndic = sign_in("sophie")
    assert _reading(syndic, arguments, (WORD, *CONTACT)) == []
    # Whom the council proposes to mediate.
    assert sorted(_reading(syndic, arguments, (NAME,))) == MEDIATORS


def test_once_she_left_nobody_reads_her(arguments, sign_in):
    with enter(cast.tenant().pk, by=None):
        clara = making.joined("clara")
        leave(clara, by=clara.user)
    otto = sign_in("otto")
    assert sorted(_reading(otto, arguments, HERS)) == BETWEEN_THEM
    assert _reading(otto, arguments, CONTACT) == []
