"""The search over all modules finds what one may see, and nothing else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from buildings.models import Module
from community.kinds import KINDS, Kind
from community.models import Block, Post
from community.queries.posts import searched, shown_to
from tests import cast
from tests.community import making
from tests.community.bazaar.making import able, offered
from tests.community.bookings.making import room, thing
from tests.community.hours import making as hours

WORD = "Zèbre"
WITH_POSTS = [Module(code) for code in KINDS]


@pytest.fixture
def standing(neighbours):
    """A post of Clara's in each module, by module."""
    clara, title = neighbours["clara"], f"A {WORD} of Clara"
    posts = [
        making.posted(clara, Kind.RIDE, title=title),
        hours.offered(clara, title=title),
        offered(clara, title=title).post,
        thing(clara, title=title).post,
        able(clara, title=title).post,
        room(clara, title=title).post,
    ]
    return {Module(post.module): post for post in posts}


def found(client, who="otto", **asked):
    client.force_login(cast.user(who))
    page = reverse("community:search", args=[cast.ACACIAS])
    answer = client.get(page, {"q": "zebre clara"} | asked)
    assert answer.status_code == 200
    return {Module(card.post.module) for card in answer.context["cards"]}


def test_every_module_that_has_posts_is_looked_through(client, standing):
    assert set(standing) == set(WITH_POSTS)
    assert found(client) == set(WITH_POSTS)
    assert found(client, "omar") == set(WITH_POSTS)


def test_each_result_leads_to_its_page(client, standing):
    client.force_login(cast.user("otto"))
    page = reverse("community:search", args=[cast.ACACIAS])
    text = client.get(page, {"q": WORD}).content.decode()
    for module, post in standing.items():
        assert str(post.uuid) in text, module
        address = reverse("community:post", args=[cast.ACACIAS, post.uuid])
        assert client.get(address, follow=True).status_code == 200, module


def test_all_words_must_be_there(client, standing):
    assert found(client, q=f"{WORD} of nobody") == set()


@pytest.mark.parametrize("module", WITH_POSTS)
def test_nothing_of_a_module_that_is_off(client, standing, module):
    making.switched_off(module)
    assert found(client) == set(WITH_POSTS) - {module}


@pytest.mark.parametrize("blocks", [("clara", "otto"), ("otto", "clara")])
def test_nothing_of_whom_one_does_not_see(client, standing, neighbours, blocks):
    who, whom = (neighbours[name] for name in blocks)
    Block.objects.create(neighbour=who, blocked=whom)
    # A room is everybody's, whoever of the council put it there.
    assert found(client) == {Module.ROOMS}
    assert found(client, "omar") == set(WITH_POSTS)


@pytest.mark.parametrize("state", ["closed_at", "hidden_at"])
def test_nothing_that_has_ended_or_was_taken_away(client, standing, state):
    Post.objects.update(**{state: timezone.now()})
    assert found(client) == set()
    assert found(client, "clara") == set()


def test_nothing_of_who_has_left(client, standing, neighbours):
    clara = neighbours["clara"]
    clara.left_at = timezone.now()
    clara.save(update_fields=["left_at"])
    assert found(client) == {Module.ROOMS}


def test_the_query_itself_needs_the_modules_named(standing, neighbours):
    me = neighbours["otto"]
    for module in WITH_POSTS:
        rows = searched(shown_to(me, [module]), WORD)
        assert [post.module for post in rows] == [module]
    assert not searched(shown_to(me, []), WORD).exists()


@pytest.mark.parametrize(
    ("who", "status"), [("sophie", 403), ("bea", 404), ("felix", 404)]
)
def test_who_is_no_neighbour_here_searches_nothing(client, standing, who, status):
    client.force_login(cast.user(who))
    page = reverse("community:search", args=[cast.ACACIAS])
    assert client.get(page, {"q": WORD}).status_code == status
