"""Who takes part, and by which name he is seen."""

import pytest

from community.errors.neighbours import NotOneself, TakesPart
from community.models import Block, Neighbour
from community.services import neighbours as services
from tests import cast

SAID = {
    "name": "Omar of the second floor",
    "where": "2nd floor",
    "about": "",
    "is_listed": True,
    "mails": ["answers"],
}


def test_who_joins_twice_is_there_once(acacias):
    services.join(**SAID, by=cast.user("omar"))
    with pytest.raises(TakesPart):
        services.join(**SAID | {"name": "Somebody else"}, by=cast.user("omar"))
    assert [row.name for row in Neighbour.objects.all()] == [SAID["name"]]


def test_who_left_comes_back_by_a_new_name(acacias):
    me = services.join(**SAID, by=cast.user("omar"))
    Neighbour.objects.filter(pk=me.pk).update(left_at=me.joined_at)
    back = services.join(**SAID | {"name": "Omar"}, by=cast.user("omar"))
    assert (back.pk, back.name, back.left_at) == (me.pk, "Omar", None)


def test_nobody_blocks_himself_and_nobody_blocks_twice(neighbours):
    omar, otto = neighbours["omar"], neighbours["otto"]
    with pytest.raises(NotOneself):
        services.block(omar, me=omar, by=omar.user)
    rows = {services.block(otto, me=omar, by=omar.user).pk for _ in range(2)}
    assert len(rows) == 1
    services.unblock(Block.objects.get(), by=omar.user)
    assert not Block.objects.exists()


def test_a_page_asks_for_a_name_first_and_goes_on_where_one_was_going(client, acacias):
    client.force_login(cast.user("otto"))
    page = "/b/acacias/neighbours/me/"
    shown = client.get(page, follow=True)
    assert shown.redirect_chain == [(f"/b/acacias/neighbours/join/?next={page}", 302)]
    answer = client.post(shown.redirect_chain[0][0], SAID)
    assert (answer.status_code, answer["Location"]) == (302, page)


def test_where_one_was_going_is_never_another_site(client, acacias):
    client.force_login(cast.user("otto"))
    page = "/b/acacias/neighbours/join/?next=https://elsewhere.example/"
    assert client.post(page, SAID)["Location"] == "/b/acacias/neighbours/"


def test_without_any_module_on_nothing_is_there(client, db):
    client.force_login(cast.user("otto"))
    for page in ("", "join/", "me/"):
        assert client.get(f"/b/acacias/neighbours/{page}").status_code == 404


def test_who_is_blocked_stands_on_the_page_of_who_blocked_alone(client, neighbours):
    services.block(neighbours["otto"], me=neighbours["omar"], by=None)
    client.force_login(cast.user("omar"))
    assert b"Otto" in client.get("/b/acacias/neighbours/me/").content
    client.force_login(cast.user("otto"))
    assert b"Omar" not in client.get("/b/acacias/neighbours/me/").content
