"""The notice board by the API: read, written, said under, pinned."""

import io
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from buildings.models import Module
from community.models import Block, Comment, Post
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import problem, wrong
from tests.community import making


def day(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def moment(hours):
    return (timezone.now() + timedelta(hours=hours)).isoformat()


def a_photo(shade):
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (0, 30 * shade, 90)).save(out, "JPEG")
    return "garden.jpg", out.getvalue()


def notice(**said):
    return {
        "kind": "lost",
        "title": "A key",
        "text": "With a blue ribbon",
        "expires_on": day(30),
    } | said


def event(**said):
    return {
        "title": "Summer party",
        "text": "In the yard",
        "begins_at": moment(48),
        "ends_at": moment(50),
        "place": "Yard",
    } | said


def test_a_notice_is_put_up_read_changed_and_ended(omar, otto):
    answer = omar.once("notices/", notice())
    assert answer.status_code == 201, answer.json()
    made = answer.json()
    assert made["author"]["name"] == "Omar"
    [found] = otto.get("notices/").json()["results"]
    assert (found["title"], found["is_mine"], found["photo"]) == ("A key", False, None)
    one = f"notices/{made['uuid']}/"
    assert otto.patch(one, {"title": "Mine"}).status_code == 404
    changed = omar.patch(one, {"title": "Two keys"}).json()
    assert (changed["title"], changed["text"]) == ("Two keys", "With a blue ribbon")
    assert changed["changed_at"]
    assert omar.post(f"posts/{made['uuid']}/close/").status_code == 204
    assert otto.get(one).status_code == 404
    assert omar.get(one).json()["is_open"] is False
    assert omar.patch(one, {"title": "Three"}).status_code == 404


def test_the_same_key_writes_once(omar, clara):
    first = omar.once("notices/", notice(), key="k").json()
    again = omar.once("notices/", notice(), key="k")
    assert (again.status_code, again.json()["uuid"]) == (201, first["uuid"])
    other = omar.once("notices/", notice(title="Another"), key="k")
    assert problem(other) == (409, "post-key-used")
    hers = clara.once("notices/", notice(), key="k").json()
    assert hers["uuid"] != first["uuid"]
    assert omar.get("notices/").json()["count"] == 2
    assert "Idempotency-Key" in wrong(omar.post("notices/", notice()))


def test_what_is_wrong_is_said_by_field(omar):
    answer = omar.once("notices/", notice(kind="event", title="", expires_on=day(-1)))
    assert {"kind", "title"} <= set(wrong(answer))
    assert "expires_on" in wrong(omar.once("notices/", notice(expires_on=day(-1))))


def test_the_board_by_words_and_kind(omar):
    for said in (notice(), notice(kind="ride", title="To Ghent")):
        omar.once("notices/", said)
    assert omar.get("notices/", kind="ride").json()["count"] == 1
    [found] = omar.get("notices/", q="BLUE key").json()["results"]
    assert found["title"] == "A key"
    assert list(wrong(omar.get("notices/", kind="castle"))) == ["kind"]
    assert omar.get("search/", q="ghent").json()["count"] == 1
    assert "q" in wrong(omar.get("search/"))


def test_an_event_and_who_comes(omar, otto, clara):
    made = omar.once("events/", event(seats=3)).json()
    [line] = otto.get("events/").json()["results"]
    assert (line["notice"], line["seats"]) == (made["uuid"], 3)
    coming = f"notices/{made['uuid']}/coming/"
    yes = {"answer": "yes", "people": 2}
    found = otto.put(coming, yes).json()
    assert (found["people"], found["left"], found["mine"]["people"]) == (2, 1, 2)
    assert otto.put(coming, yes).json()["people"] == 2  # the latest word holds
    refused = clara.put(coming, yes)
    assert problem(refused) == (409, "no-room-left")
    where = f"notices/{made['uuid']}/event/"
    less = {name: event()[name] for name in ("begins_at", "ends_at", "place")}
    assert problem(omar.put(where, less | {"seats": 1})) == (409, "no-room-left")
    moved = omar.put(where, less | {"place": "Hall"}).json()
    assert moved["gathering"]["event"]["place"] == "Hall"
    assert moved["gathering"]["event"]["seats"] is None
    assert otto.put(where, less).status_code == 404
    # Of an event only the words are changed with the notice.
    changed = omar.patch(f"notices/{made['uuid']}/", {"title": "Party", "kind": "ride"})
    assert (changed.json()["kind"], changed.json()["title"]) == ("event", "Party")
    bad = omar.once("events/", event(ends_at=moment(2)))
    assert list(wrong(bad)) == ["ends_at"]


def test_comments_are_said_once_and_taken_back(omar, otto):
    made = omar.once("notices/", notice()).json()
    under = f"posts/{made['uuid']}/comments/"
    said = otto.once(under, {"text": "Found it"}, key="c").json()
    assert otto.once(under, {"text": "Found it"}, key="c").json() == said
    refused = otto.once(under, {"text": "No"}, key="c")
    assert problem(refused) == (409, "post-key-used")
    assert omar.get(f"notices/{made['uuid']}/").json()["comments"] == 1
    [seen] = omar.get(under).json()["results"]
    assert (seen["author"]["name"], seen["text"]) == ("Otto", "Found it")
    assert omar.delete(f"comments/{said['uuid']}/").status_code == 404
    assert otto.delete(f"comments/{said['uuid']}/").status_code == 204
    assert omar.get(under).json()["count"] == 0
    with enter(cast.tenant().pk, by=None):
        assert Comment.objects.get().text == ""


def test_photos(omar, otto):
    made = omar.once("notices/", notice()).json()
    where = f"posts/{made['uuid']}/photos/"
    picture, *others = map(a_photo, range(7))
    assert otto.upload(where, photos=[picture]).status_code == 404
    answer = omar.upload(where, photos=[picture])
    assert answer.status_code == 201, answer.json()
    [photo] = answer.json()["photos"]
    assert (photo["width"], photo["height"]) == (60, 40)
    for ending in ("", "small/"):
        file = otto.get(f"photos/{photo['uuid']}/{ending}")
        assert (file.status_code, file["Content-Type"]) == (200, "image/jpeg")
    assert otto.get("notices/").json()["results"][0]["photo"] == photo["uuid"]
    again = omar.upload(where, photos=[picture])
    assert (again.status_code, again.json()["photos"]) == (201, [photo])
    assert problem(omar.upload(where, photos=others)) == (400, "too-many-photos")
    assert otto.delete(f"photos/{photo['uuid']}/").status_code == 404
    assert omar.delete(f"photos/{photo['uuid']}/").status_code == 204
    assert omar.get(f"photos/{photo['uuid']}/").status_code == 404


def test_the_council_pins(omar, clara):
    first = omar.once("notices/", notice()).json()
    omar.once("notices/", notice(title="Later"))
    where = f"posts/{first['uuid']}/pin/"
    assert omar.put(where, {"until": day(3)}).status_code == 403
    assert clara.put(where, {"until": day(3)}).status_code == 204
    rows = omar.get("notices/").json()["results"]
    assert [(row["title"], row["is_pinned"]) for row in rows] == [
        ("A key", True),
        ("Later", False),
    ]
    assert clara.delete(where).status_code == 204
    assert omar.get("notices/").json()["results"][0]["title"] == "Later"


def test_a_blocked_neighbour_finds_nothing(lively, omar, otto):
    made = omar.once("notices/", notice()).json()
    with enter(cast.tenant().pk, by=None):
        Block.objects.create(neighbour=lively["omar"], blocked=lively["otto"])
    one, other = f"notices/{made['uuid']}/", f"posts/{made['uuid']}/"
    assert otto.get("notices/").json()["count"] == 0
    answers = [
        otto.get(one),
        otto.get(f"{other}comments/"),
        otto.once(f"{other}comments/", {"text": "Hello?"}),
        otto.post(f"{other}reports/", {"reason": "other"}),
        otto.put(f"{one}coming/", {"answer": "yes"}),
    ]
    assert [answer.status_code for answer in answers] == [404] * 5


def test_a_module_that_is_off_is_not_there(omar, clara):
    made = omar.once("notices/", notice()).json()
    with enter(cast.tenant().pk, by=None):
        making.switched_off(Module.NOTICES)
    answers = [
        omar.get("notices/"),
        omar.get("events/"),
        omar.once("notices/", notice()),
        omar.get(f"notices/{made['uuid']}/"),
        omar.get(f"posts/{made['uuid']}/comments/"),
        omar.post(f"posts/{made['uuid']}/close/"),
        clara.put(f"posts/{made['uuid']}/pin/", {"until": day(3)}),
    ]
    assert [answer.status_code for answer in answers] == [404] * 7
    assert omar.get("search/", q="key").json()["count"] == 0


def test_whoever_takes_no_part_is_asked_to_join_first(lively, program):
    jean = program("bea")
    assert jean.get("notices/").status_code == 404
    with enter(cast.tenant().pk, by=None):
        lively["otto"].left_at = timezone.now()
        lively["otto"].save()
    answer = program("otto").get("notices/")
    assert problem(answer) == (403, "forbidden")
    assert "POST neighbours/me/" in answer.json()["detail"]
    # What neighbours tell each other is no syndic's business.
    assert program("sophie").get("notices/").status_code == 403


def test_lists_ask_as_often_for_three_as_for_one(lively, omar):
    with enter(cast.tenant().pk, by=None):
        for number in range(3):
            post = making.posted(lively["clara"], title=f"Post {number}")
            for author in lively.values():
                Comment.objects.create(post=post, author=author, text="Yes")
        uuid = Post.objects.first().uuid
    omar.get("notices/")
    for where in ("notices/", f"posts/{uuid}/comments/"):
        counted = set()
        for size in (1, 3):
            with CaptureQueriesContext(connection) as statements:
                assert len(omar.get(where, page_size=size).json()["results"]) == size
            counted.add(len(statements))
        assert len(counted) == 1, where
        assert max(counted) <= 12 + 5
