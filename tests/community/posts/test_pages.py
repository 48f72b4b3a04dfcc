"""The notice board in a browser without script."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from buildings.models import Module
from community.kinds import Kind
from community.models import Block, Event, Photo, Post
from koprogo.tenancy import enter
from tests import cast
from tests.community import making

BOARD = "/b/acacias/neighbours/notices/"


def photo():
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG")
    return SimpleUploadedFile("garden.jpg", out.getvalue(), "image/jpeg")


@pytest.fixture
def as_(client):
    def sign_in(name):
        client.force_login(cast.user(name))
        return client

    return sign_in


def sent(client, page, **said):
    """Send the form of a page with the number drawn when it was shown."""
    form = client.get(page).context["form"]
    return client.post(page, {"uuid": form.initial["uuid"]} | said)


def test_a_notice_with_a_photo_stands_on_the_board(as_, neighbours):
    client = as_("omar")
    answer = sent(
        client,
        f"{BOARD}new/",
        kind=Kind.LOST,
        title="A key",
        text="With a ribbon",
        expires_on=timezone.localdate() + timedelta(days=30),
        photos=[photo()],
    )
    assert answer.status_code == 302, answer.context["form"].errors
    page = as_("otto").get(BOARD).content.decode()
    assert "A key" in page
    row = Photo.objects.get()
    assert f"/neighbours/photos/{row.uuid}/small/" in page
    picture = client.get(f"/b/acacias/neighbours/photos/{row.uuid}/")
    assert picture["Content-Type"] == "image/jpeg"
    assert picture["Content-Disposition"] == "inline"


def test_photos_sent_twice_stand_there_once(as_, neighbours):
    post = making.posted(neighbours["omar"])
    client = as_("omar")
    for _click in range(2):
        page = f"/b/acacias/neighbours/posts/{post.uuid}/photos/"
        assert client.post(page, {"photos": [photo()]}).status_code == 302
    assert post.photos.count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"expires_on": "2020-01-01"}, "expires_on"),
        ({"title": "x" * 101}, "title"),
        ({"kind": Kind.SKILL}, "kind"),
        ({"photos": [SimpleUploadedFile("a.pdf", b"%PDF-1.4")]}, "photos"),
    ],
)
def test_bad_input_is_said_at_its_field_and_writes_nothing(
    as_, neighbours, said, field
):
    good = {
        "kind": Kind.LOST,
        "title": "A key",
        "text": "With a ribbon",
        "expires_on": timezone.localdate(),
    }
    answer = sent(as_("omar"), f"{BOARD}new/", **good | said)
    assert list(answer.context["form"].errors) == [field]
    assert not Post.objects.exists()


def test_an_event_is_called_and_answered(as_, neighbours):
    begin = timezone.localtime() + timedelta(days=2)
    written = "%Y-%m-%dT%H:%M"
    answer = sent(
        as_("clara"),
        f"{BOARD}events/new/",
        title="Drinks",
        text="In the courtyard",
        begins_at=begin.strftime(written),
        ends_at=(begin + timedelta(hours=2)).strftime(written),
        place="Courtyard",
        seats=2,
    )
    assert answer.status_code == 302, answer.context["form"].errors
    event = Event.objects.get()
    page = f"{BOARD}{event.post.uuid}/"
    client = as_("otto")
    client.post(f"{page}coming/", {"answer": "yes", "people": 2})
    shown = client.get(page).content.decode()
    assert "2 people come." in shown
    refused = as_("omar").post(f"{page}coming/", {"answer": "yes", "people": 1})
    assert list(refused.context["form"].errors) == ["people"]
    assert "Drinks" in client.get(BOARD).content.decode()


def test_kinds_and_words_find_without_accents(as_, neighbours):
    making.posted(neighbours["clara"], Kind.RIDE, title="To Liège on Mondays")
    making.posted(neighbours["clara"], Kind.FOUND, title="An umbrella")
    client = as_("omar")
    found = client.get(BOARD, {"q": "LIEGE monday"}).content.decode()
    assert ("Liège" in found, "umbrella" in found) == (True, False)
    rides = client.get(BOARD, {"kind": "ride"}).content.decode()
    assert ("Liège" in rides, "umbrella" in rides) == (True, False)
    assert "Nothing like that" in client.get(BOARD, {"q": "zebra"}).content.decode()


def test_what_stands_on_top_comes_first(as_, neighbours):
    old = making.posted(neighbours["clara"], title="House rules")
    making.posted(neighbours["omar"], title="Newer")
    client = as_("clara")
    client.post(
        f"/b/acacias/neighbours/posts/{old.uuid}/pin/",
        {"until": timezone.localdate()},
    )
    [first, _second] = client.get(BOARD).context["cards"]
    assert (first.post, first.post.is_pinned) == (old, True)
    client.post(f"/b/acacias/neighbours/posts/{old.uuid}/unpin/")
    [first, _second] = client.get(BOARD).context["cards"]
    assert first.post != old


@pytest.mark.parametrize("state", ["closed", "expired", "hidden", "left", "blocked"])
def test_what_does_not_stand_there_is_found_nowhere(as_, neighbours, state):
    omar, otto = neighbours["omar"], neighbours["otto"]
    post = making.posted(omar, title="Wanted: a drill")
    now = timezone.now()
    if state == "left":
        type(omar).objects.filter(pk=omar.pk).update(left_at=now)
    elif state == "blocked":
        Block.objects.create(neighbour=omar, blocked=otto)
    else:
        values = {
            "closed": {"closed_at": now},
            "hidden": {"hidden_at": now},
            "expired": {"expires_on": timezone.localdate() - timedelta(days=1)},
        }[state]
        Post.objects.filter(pk=post.pk).update(**values)
    client = as_("otto")
    assert client.get(f"{BOARD}{post.uuid}/").status_code == 404
    assert "drill" not in client.get(BOARD).content.decode()
    assert client.get(BOARD, {"q": "drill"}).context["cards"] == []
    everywhere = client.get("/b/acacias/neighbours/search/", {"q": "drill"})
    assert everywhere.context["cards"] == []
    for act in ("comment", "report"):
        page = f"/b/acacias/neighbours/posts/{post.uuid}/{act}/"
        assert client.post(page, {"text": "Hi", "reason": "other"}).status_code == 404


def test_nothing_of_it_is_there_while_the_module_is_off(as_, neighbours):
    post = making.posted(neighbours["omar"])
    making.switched_off(Module.NOTICES)
    client = as_("omar")
    for page in (
        *(BOARD, f"{BOARD}new/", f"{BOARD}{post.uuid}/", f"{BOARD}{post.uuid}/edit/"),
        f"/b/acacias/neighbours/posts/{post.uuid}/",
    ):
        assert client.get(page).status_code == 404, page


def test_a_neighbour_of_another_building_and_the_syndic_see_nothing(as_, neighbours):
    post = making.posted(neighbours["omar"])
    for name, status in (("bea", 404), ("sophie", 403), ("felix", 404)):
        assert as_(name).get(f"{BOARD}{post.uuid}/").status_code == status, name


def test_the_board_costs_the_same_with_many(
    as_, neighbours, django_assert_max_num_queries
):
    for number in range(12):
        making.posted(neighbours["clara"], title=f"Notice {number}")
    client = as_("omar")
    with django_assert_max_num_queries(15):
        client.get(BOARD)


def test_messages_are_read_by_the_two_of_them(as_, neighbours):
    omar, otto = neighbours["omar"], neighbours["otto"]
    page = f"/b/acacias/neighbours/messages/{omar.uuid}/"
    as_("otto").post(page, {"text": "Is the drill free?"})
    client = as_("omar")
    listed = client.get("/b/acacias/neighbours/messages/").content.decode()
    assert "1 new" in listed
    mine = f"/b/acacias/neighbours/messages/{otto.uuid}/"
    assert "Is the drill free?" in client.get(mine).content.decode()
    client.post(f"{mine}read/")
    assert "1 new" not in client.get("/b/acacias/neighbours/messages/").content.decode()
    shown = as_("clara").get(page).content.decode()
    assert "drill" not in shown


def test_who_is_blocked_cannot_be_found_by_an_address(as_, neighbours):
    omar, otto = neighbours["omar"], neighbours["otto"]
    Block.objects.create(neighbour=omar, blocked=otto)
    page = f"/b/acacias/neighbours/messages/{omar.uuid}/"
    assert as_("otto").get(page).status_code == 404


def test_the_page_of_a_photo_asks_who_looks(as_, client, neighbours):
    post = making.posted(neighbours["omar"])
    page = f"/b/acacias/neighbours/posts/{post.uuid}/photos/"
    as_("omar").post(page, {"photos": [photo()]})
    row = Photo.objects.get()
    address = f"/b/acacias/neighbours/photos/{row.uuid}/small/"
    assert as_("otto").get(address).status_code == 200
    Block.objects.create(neighbour=neighbours["omar"], blocked=neighbours["otto"])
    assert as_("otto").get(address).status_code == 404
    assert as_("bea").get(address).status_code == 404
    with enter(cast.tenant().pk, by=None):
        Post.objects.update(hidden_at=timezone.now())
    assert as_("clara").get(address).status_code == 404
