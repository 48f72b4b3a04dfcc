"""The skills directory: said by oneself, found by others, ended at any time."""

import pytest
from django.db import IntegrityError

from buildings.models import Module
from community.errors.posts import NotTheAuthor, PostEnded
from community.models import Block, Post, Skill
from community.said import Ability
from community.services import posts
from community.services.skills import change_skill
from tests.community import making as people
from tests.community.bazaar.making import able

SKILLS = "/b/acacias/neighbours/skills/"
NEW = {
    "title": "I speak Arabic",
    "text": "And read letters with you.",
    "categories": ["languages", "papers"],
    "terms": "free",
    "languages": "Arabic, French",
}


def text(client, page, **query):
    return client.get(page, query).content.decode()


def sent(client, page, **said):
    form = client.get(page).context["form"]
    return client.post(page, {"uuid": form.initial["uuid"]} | said)


def page_of(skill):
    return f"{SKILLS}{skill.post.uuid}/"


def test_an_entry_is_found_and_leads_to_a_message(sign_in, neighbours):
    answer = sent(sign_in("otto"), f"{SKILLS}new/", **NEW)
    assert answer.status_code == 302, answer.context["form"].errors
    skill = Skill.objects.get()
    assert skill.post.expires_on is None
    client = sign_in("omar")
    assert "I speak Arabic" in text(client, SKILLS)
    shown = text(client, page_of(skill))
    assert f"/messages/{neighbours['otto'].uuid}/?about={skill.post.uuid}" in shown
    assert "Letters and forms, Languages" in shown
    assert "otto@" not in shown


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"categories": []}, "categories"),
        ({"categories": ["magic"]}, "categories"),
        ({"terms": "euros"}, "terms"),
        ({"title": ""}, "title"),
    ],
)
def test_bad_input_is_said_at_its_field_and_writes_nothing(
    sign_in, neighbours, said, field
):
    answer = sent(sign_in("otto"), f"{SKILLS}new/", **NEW | said)
    assert list(answer.context["form"].errors) == [field]
    assert not Post.objects.exists()


def test_hours_are_offered_and_said_only_where_they_are_exchanged(sign_in, neighbours):
    skill = able(neighbours["otto"], terms=Skill.Terms.HOURS)
    client, words = sign_in("omar"), "For hours of the exchange"
    for page in (SKILLS, page_of(skill), f"{SKILLS}new/"):
        assert words in text(client, page)
    people.switched_off(Module.HOURS)
    for page in (SKILLS, page_of(skill), f"{SKILLS}new/"):
        assert words not in text(client, page)
    refused = sent(client, f"{SKILLS}new/", **NEW | {"terms": "hours"})
    assert list(refused.context["form"].errors) == ["terms"]


def test_words_and_categories_find(sign_in, neighbours):
    able(neighbours["otto"])
    able(
        neighbours["clara"],
        title="Crêpes",
        categories=["cooking", "children"],
        terms=Skill.Terms.HOURS,
    )
    client = sign_in("omar")
    for query, found in (
        ({}, (True, True)),
        ({"q": "CREPES"}, (False, True)),
        ({"category": "children"}, (False, True)),
        ({"category": "repairs"}, (True, False)),
        ({"free": "on"}, (True, False)),
    ):
        shown = text(client, SKILLS, **query)
        assert ("bicycles" in shown, "Crêpes" in shown) == found, query
    assert "Nobody has said that" in text(client, SKILLS, q="zebra")


def test_one_changes_and_ends_ones_own_entry(sign_in, neighbours):
    skill = able(neighbours["otto"])
    page = f"{page_of(skill)}edit/"
    assert sign_in("omar").get(page).status_code == 404
    client = sign_in("otto")
    client.post(page, NEW | {"languages": "Arabic"})
    skill.refresh_from_db()
    assert (skill.languages, skill.categories) == ("Arabic", ["languages", "papers"])
    client.post(f"/b/acacias/neighbours/posts/{skill.post.uuid}/end/")
    assert client.get(page).status_code == 404
    assert sign_in("omar").get(page_of(skill)).status_code == 404
    assert "The directory is empty" in text(sign_in("omar"), SKILLS)


def test_only_its_author_changes_it_while_it_stands(neighbours):
    otto, omar = neighbours["otto"], neighbours["omar"]
    skill = able(otto)
    ability = Ability(["music"], Skill.Terms.FREE)
    said = {"title": "x", "text": "y"}
    with pytest.raises(NotTheAuthor):
        change_skill(skill.post, ability, **said, me=omar, by=omar.user)
    posts.close_post(skill.post, me=otto, by=otto.user)
    with pytest.raises(PostEnded):
        change_skill(skill.post, ability, **said, me=otto, by=otto.user)


@pytest.mark.parametrize("blocks", [("omar", "otto"), ("otto", "omar")])
def test_who_is_blocked_sees_no_entry(sign_in, neighbours, blocks):
    skill = able(neighbours["otto"])
    who, whom = (neighbours[name] for name in blocks)
    Block.objects.create(neighbour=who, blocked=whom)
    client = sign_in("omar")
    assert client.get(page_of(skill)).status_code == 404
    assert "bicycles" not in text(client, SKILLS)


def test_nothing_of_it_is_there_while_the_module_is_off(sign_in, neighbours):
    skill = able(neighbours["otto"])
    people.switched_off(Module.SKILLS)
    client = sign_in("otto")
    for page in (
        *(SKILLS, f"{SKILLS}new/"),
        *(page_of(skill), f"{page_of(skill)}edit/"),
    ):
        assert client.get(page).status_code == 404, page


def test_another_building_and_the_syndic_see_nothing(sign_in, neighbours):
    page = page_of(able(neighbours["otto"]))
    for name, status in (("bea", 404), ("sophie", 403), ("felix", 404)):
        assert sign_in(name).get(page).status_code == status, name


def test_the_directory_costs_the_same_with_many(
    sign_in, neighbours, django_assert_max_num_queries
):
    counts, client = [], sign_in("omar")
    client.get(SKILLS)
    for _more in range(2):
        able(neighbours["otto"])
        able(neighbours["clara"])
        with django_assert_max_num_queries(14) as found:
            client.get(SKILLS)
        counts.append(len(found))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"categories": []}, "skill_categories_known"),
        ({"categories": ["magic"]}, "skill_categories_known"),
        ({"terms": "euros"}, "skill_terms_known"),
    ],
)
def test_the_database_refuses_what_makes_no_sense(neighbours, said, name):
    able(neighbours["otto"])
    with pytest.raises(IntegrityError, match=name):
        Skill.objects.update(**said)
