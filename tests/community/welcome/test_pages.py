"""What a newcomer reads, who is who, and the search over everything that is on."""

import pytest

from buildings.models import Module
from community.kinds import Kind
from community.models import Block, Greeting, Neighbour
from tests import cast
from tests.community import making

HERE = "/b/acacias/neighbours/"


@pytest.fixture
def as_(client):
    def sign_in(name):
        client.force_login(cast.user(name))
        return client

    return sign_in


def test_the_council_writes_and_a_newcomer_reads(as_, neighbours):
    as_("clara").post(f"{HERE}welcome/edit/", {"text": "Bikes stand in the yard."})
    as_("clara").post(f"{HERE}welcome/edit/", {"text": "Bikes stand in the cellar."})
    assert Greeting.objects.count() == 1
    page = as_("otto").get(f"{HERE}welcome/").content.decode()
    assert "Bikes stand in the cellar." in page
    assert "Change the words" not in page
    assert as_("otto").get(f"{HERE}welcome/edit/").status_code == 403


def test_only_who_asked_to_be_listed_stands_there(as_, neighbours):
    Neighbour.objects.filter(name="Omar").update(is_listed=True, about="Plays oboe")
    page = as_("otto").get(f"{HERE}welcome/").content.decode()
    assert ("Plays oboe" in page, "Clara" in page) == (True, False)
    Block.objects.create(neighbour=neighbours["omar"], blocked=neighbours["otto"])
    assert "Plays oboe" not in as_("otto").get(f"{HERE}welcome/").content.decode()


def test_no_address_of_anybody_is_on_any_page(as_, neighbours):
    Neighbour.objects.update(is_listed=True)
    making.posted(neighbours["omar"])
    client = as_("otto")
    for page in ("", "welcome/", "notices/", "search/?q=announcement", "messages/"):
        assert "omar@example.org" not in client.get(f"{HERE}{page}").content.decode()


def test_the_search_looks_through_what_is_on(as_, neighbours):
    omar = neighbours["omar"]
    making.posted(omar, Kind.LOST, title="A théière was lost")
    Neighbour.objects.filter(pk=omar.pk).update(is_listed=True, about="Theiere maker")
    client = as_("otto")
    shown = client.get(f"{HERE}search/", {"q": "theiere"})
    assert [card.post.title for card in shown.context["cards"]] == [
        "A théière was lost"
    ]
    assert list(shown.context["people"]) == [omar]
    making.switched_off(Module.NOTICES)
    making.switched_off(Module.WELCOME)
    shown = client.get(f"{HERE}search/", {"q": "theiere"})
    assert (shown.context["cards"], list(shown.context["people"])) == ([], [])


def test_without_words_nothing_is_listed(as_, neighbours):
    making.posted(neighbours["omar"])
    assert as_("otto").get(f"{HERE}search/").context["cards"] == []


def test_the_first_page_tells_of_messages_and_decisions(as_, neighbours):
    as_("otto").post(f"{HERE}messages/{neighbours['omar'].uuid}/", {"text": "Hello"})
    assert as_("omar").get(HERE).context["unread"] == 1


@pytest.mark.parametrize("page", ["", "welcome/", "search/?q=a", "messages/"])
def test_pages_cost_few_statements(
    as_, neighbours, page, django_assert_max_num_queries
):
    Neighbour.objects.update(is_listed=True)
    making.posted(neighbours["omar"])
    client = as_("otto")
    client.get(f"{HERE}{page}")
    with django_assert_max_num_queries(15):
        client.get(f"{HERE}{page}")
