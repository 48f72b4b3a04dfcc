"""The bazaar in a browser without script."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buildings.models import Module
from community.drawing import drawn
from community.kinds import Kind
from community.models import Ask, Block, Item, Photo, Post
from community.services.bazaar_care import care_for_bazaar
from tests.community import making as people
from tests.community.bazaar.making import (
    asked,
    handed,
    holder,
    offered,
    photo,
    to_draw,
)
from tests.community.bazaar.things import things

BAZAAR = "/b/acacias/neighbours/bazaar/"
MINE = f"{BAZAAR}mine/"
NEW = {
    "kind": Kind.GIVE,
    "title": "A lamp",
    "text": "Still works.",
    "category": "electric",
    "condition": "good",
    "how": "first",
}


def page_of(item):
    return f"{BAZAAR}{item.post.uuid}/"


def text(client, page, **query):
    return client.get(page, query).content.decode()


def sent(client, page, **said):
    """Send the form of a page with the number drawn when it was shown."""
    form = client.get(page).context["form"]
    return client.post(page, {"uuid": form.initial["uuid"]} | said)


def written(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def test_from_the_offer_to_the_hand_over(sign_in, neighbours):
    answer = sent(sign_in("clara"), f"{BAZAAR}new/", **NEW, photos=[photo()])
    assert answer.status_code == 302, answer.context["form"].errors
    page = page_of(Item.objects.get())
    listed = text(sign_in("omar"), BAZAAR)
    assert "A lamp" in listed
    assert f"/photos/{Photo.objects.get().uuid}/small/" in listed
    client = sign_in("omar")
    client.post(f"{page}ask/")
    shown = text(client, page)
    assert "It is kept for you" in shown
    assert "Clara" in shown
    assert "Kept for Omar" in text(sign_in("clara"), page)
    client = sign_in("clara")
    assert client.get(f"{page}handed/").status_code == 200
    client.post(f"{page}handed/")
    client = sign_in("omar")
    client.post(f"{page}taken/")
    assert "Yes, I have it" not in text(client, page)
    assert "Omar has confirmed it." in text(sign_in("clara"), page)
    assert "Somebody else has got it." in text(sign_in("otto"), page)


def test_nobody_but_the_giver_reads_who_asks(sign_in, neighbours):
    item = offered(neighbours["clara"])
    for name in ("omar", "otto"):
        asked(item, neighbours[name])
    shown = text(sign_in("otto"), page_of(item))
    assert "at place 1" in shown
    assert "Omar" not in shown
    assert "Otto" in text(sign_in("clara"), page_of(item))


def test_one_withdraws_and_the_next_gets_it(sign_in, neighbours):
    item = offered(neighbours["clara"])
    row = asked(item, neighbours["omar"])
    asked(item, neighbours["otto"])
    page = f"{BAZAAR}asks/{row.uuid}/withdraw/"
    assert sign_in("otto").post(page).status_code == 404
    client = sign_in("omar")
    assert "I no longer want it" in text(client, page)
    client.post(page)
    assert holder(item) == "Otto"
    assert client.get(page).status_code == 404


def test_what_was_kept_for_a_while_comes_back(sign_in, neighbours):
    item = offered(neighbours["clara"], Kind.KEEP)
    asked(item, neighbours["omar"])
    handed(item)
    page = page_of(item)
    otto = sign_in("otto")
    assert "Stand in line for it" in text(otto, page)
    otto.post(f"{page}ask/")
    clara = sign_in("clara")
    assert "It came back" in text(clara, page)
    clara.post(f"{page}back/")
    assert holder(item) == "Otto"


def test_the_giver_releases_it(sign_in, neighbours):
    item = offered(neighbours["clara"])
    asked(item, neighbours["omar"])
    page = f"{page_of(item)}release/"
    assert sign_in("omar").post(page).status_code == 404
    sign_in("clara").post(page)
    assert holder(item) is None


def test_the_result_of_a_draw_is_shown_with_its_number(sign_in, neighbours):
    item = to_draw(neighbours["clara"])
    asks = [asked(item, neighbours[name]).uuid for name in ("omar", "otto")]
    client = sign_in("omar")
    before = text(client, page_of(item))
    assert "You take part in the draw." in before
    assert str(item.number) not in before
    care_for_bazaar(timezone.now() + timedelta(days=3))
    after = text(client, page_of(item))
    assert str(item.number) in after
    first, second = drawn(asks, number=item.number)
    assert 0 < after.index(f"<code>{first}") < after.index(f"<code>{second}")
    assert "Otto" not in after


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "swap"}, "wanted"),
        ({"kind": "lost"}, "kind"),
        ({"category": "boats"}, "category"),
        ({"how": "draw"}, "asks_until"),
        ({"how": "draw", "asks_until": "2020-01-01T10:00"}, "asks_until"),
        ({"how": "draw", "asks_until": "in a while"}, "asks_until"),
        ({"wanted": "x" * 201, "kind": "swap"}, "wanted"),
    ],
)
def test_bad_input_is_said_at_its_field_and_writes_nothing(
    sign_in, neighbours, said, field
):
    answer = sent(sign_in("omar"), f"{BAZAAR}new/", **NEW | said)
    assert list(answer.context["form"].errors) == [field]
    assert not Post.objects.exists()


def test_what_does_not_go_with_it_is_left_out(sign_in, neighbours):
    later = written(timezone.now() + timedelta(days=3))
    sent(sign_in("omar"), f"{BAZAAR}new/", **NEW, wanted="A cake", asks_until=later)
    item = Item.objects.get()
    assert (item.wanted, item.asks_until) == ("", None)
    swap = {"kind": "swap", "wanted": "A cake", "how": "draw", "asks_until": later}
    sent(sign_in("omar"), f"{BAZAAR}new/", **NEW | swap)
    item = Item.objects.latest("pk")
    assert (item.wanted, written(item.asks_until)) == ("A cake", later)


def test_one_changes_ones_own_thing_and_no_other(sign_in, neighbours):
    item = offered(neighbours["clara"], Kind.SWAP, wanted="A cake")
    page = f"{page_of(item)}edit/"
    assert sign_in("omar").get(page).status_code == 404
    client = sign_in("clara")
    said = {"title": "A desk", "text": "Oak", "category": "furniture"}
    assert list(client.get(page).context["form"].fields) == [
        *("title", "text", "category", "condition", "wanted")
    ]
    empty = client.post(page, said | {"condition": "worn"})
    assert list(empty.context["form"].errors) == ["wanted"]
    client.post(page, said | {"condition": "worn", "wanted": "Two cakes"})
    item.refresh_from_db()
    assert (item.wanted, Post.objects.get().title) == ("Two cakes", "A desk")


def test_words_kinds_categories_and_what_is_free(sign_in, neighbours):
    clara = neighbours["clara"]
    taken = offered(clara, title="Étagère")
    asked(taken, neighbours["otto"])
    offered(clara, Kind.SWAP, title="Bicycle", category="sport", wanted="x")
    client = sign_in("omar")
    for query, found in (
        ({}, (True, True)),
        ({"q": "etagere"}, (True, False)),
        ({"kind": "swap"}, (False, True)),
        ({"category": "furniture"}, (True, False)),
        ({"free": "on"}, (False, True)),
        ({"kind": "zebra"}, (True, True)),
    ):
        shown = text(client, BAZAAR, **query)
        assert ("Étagère" in shown, "Bicycle" in shown) == found, query
    assert "Nothing like that" in text(client, BAZAAR, q="zebra")


def test_my_page_says_what_i_offer_and_how_my_asks_stand(sign_in, neighbours):
    clara, omar, otto = (neighbours[name] for name in ("clara", "omar", "otto"))
    kept, behind, gone = (offered(clara, title=title) for title in "KBG")
    for item, who in ((kept, omar), (behind, otto), (behind, omar), (gone, omar)):
        asked(item, who)
    handed(gone)
    lent = offered(clara, Kind.KEEP)
    for who in (otto, omar):
        asked(lent, who)
    handed(lent)
    offered(omar, title="My old chair")
    shown = text(sign_in("omar"), MINE)
    for words in (
        *("It is kept for you.", "It is kept for somebody else", "You have got it."),
        *("Somebody has it for a while", "My old chair"),
    ):
        assert words in shown, words
    Block.objects.create(neighbour=clara, blocked=omar)
    assert "It is kept" not in text(sign_in("omar"), MINE)


def test_an_empty_bazaar_invites(sign_in, neighbours):
    client = sign_in("omar")
    assert "Nothing is offered yet" in text(client, BAZAAR)
    assert "You offer nothing yet" in text(client, MINE)


@pytest.mark.parametrize("state", ["closed", "expired", "hidden", "left", "blocked"])
def test_what_does_not_stand_there_is_found_nowhere(sign_in, neighbours, state):
    omar, otto = neighbours["omar"], neighbours["otto"]
    item = offered(omar, title="Rare drill")
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
        Post.objects.update(**values)
    client = sign_in("otto")
    assert client.get(page_of(item)).status_code == 404
    assert client.post(f"{page_of(item)}ask/").status_code == 404
    assert "Rare" not in text(client, BAZAAR) + text(client, BAZAAR, q="drill")
    assert not Ask.objects.exists()


def test_nothing_of_it_is_there_while_the_module_is_off(sign_in, neighbours):
    names = things()
    people.switched_off(Module.BAZAAR)
    client = sign_in("clara")
    pages = [BAZAAR, MINE, f"{BAZAAR}new/", f"{BAZAAR}{names['post_id']}/"]
    for act in ("edit", "release", "handed", "back"):
        pages.append(f"{BAZAAR}{names['post_id']}/{act}/")
    for page in pages:
        assert client.get(page).status_code == 404, page
    client = sign_in("omar")
    page = f"{BAZAAR}asks/{names['ask_id']}/withdraw/"
    assert client.get(page).status_code == 404
    for act in ("ask", "taken"):
        page = f"{BAZAAR}{names['post_id']}/{act}/"
        assert client.post(page).status_code == 404, page


def test_another_building_and_the_syndic_see_nothing(sign_in, neighbours):
    page = page_of(offered(neighbours["clara"]))
    for name, status in (("bea", 404), ("sophie", 403), ("felix", 404)):
        assert sign_in(name).get(page).status_code == status, name


def test_a_thing_of_another_module_is_not_here(sign_in, neighbours):
    notice = people.posted(neighbours["clara"])
    bare = people.posted(neighbours["clara"], Kind.GIVE)
    for post in (notice, bare):
        page = f"{BAZAAR}{post.uuid}/"
        assert sign_in("omar").get(page).status_code == 404


def _statements(client, page, count):
    client.get(page)
    with count() as found:
        assert client.get(page).status_code == 200
    return len(found)


@pytest.mark.parametrize("page", [BAZAAR, MINE])
def test_a_list_costs_the_same_with_many(
    sign_in, neighbours, page, django_assert_max_num_queries
):
    counts = []
    client = sign_in("omar")
    for _more in range(2):
        offered(neighbours["omar"])
        for name in ("clara", "otto"):
            asked(offered(neighbours[name]), neighbours["omar"])
        counts.append(
            _statements(client, page, lambda: django_assert_max_num_queries(16))
        )
    assert counts[0] == counts[1]


def test_a_thing_costs_the_same_with_many_asks(
    sign_in, neighbours, django_assert_max_num_queries
):
    item, counts = offered(neighbours["clara"]), []
    client = sign_in("clara")
    for name in ("omar", "otto"):
        asked(item, neighbours[name])
        counts.append(
            _statements(
                client, page_of(item), lambda: django_assert_max_num_queries(18)
            )
        )
    assert counts[0] == counts[1]
