"""Ideas through the pages and through programs."""

import pytest
from django.urls import reverse

from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import Program, a_token, problem, wrong
from tests.buildings.pages import costs, refused, rows_of, said, text
from tests.transparency.members import joined
from transparency.models import Idea, IdeaSupport
from transparency.services.ideas import propose_idea, support_idea
from transparency.services.taking_part import join_person

pytestmark = pytest.mark.django_db
WORDS = {"title": "Chat", "text": "So that we talk.", "language": "en"}
API = "/api/v1/asbl/ideas/"


def inside():
    return enter(cast.tenant(cast.ASBL).pk, by=None)


def url(name, *args):
    return reverse(f"transparency:{name}", args=args)


@pytest.fixture
def mia():
    """Mia is a member, and Zoe another; Mia signs in."""
    with inside():
        return join_person(user=cast.user("mia"), by=None).voter


@pytest.fixture
def zoe(mia):
    with inside():
        return join_person(user=cast.user("zoe"), by=None).voter


def idea(author, title="Music"):
    with inside():
        return propose_idea(
            author=author, title=title, text="Why", language="fr", by=None
        )


def stored():
    with inside():
        return Idea.objects.get()


def supporters():
    with inside():
        return IdeaSupport.objects.count()


def test_from_an_idea_to_its_answer(sign_in, mia, zoe):
    client = sign_in("mia")
    page = client.post(url("idea-new"), WORDS, follow=True)
    assert "Your idea is there: others can support it." in text(page)
    found = stored()
    client.post(url("idea-support", found.uuid))
    changed = client.post(url("idea-edit", found.uuid), WORDS | {"title": "Talk"})
    assert changed.status_code == 302
    zoes = sign_in("zoe")
    page = zoes.post(url("idea-support", found.uuid), follow=True)
    assert said(page) == ["You support this idea."]
    assert "2 members" in text(page)
    again = sign_in("mia").post(url("idea-edit", found.uuid), WORDS)
    assert "Somebody else supports this idea meanwhile" in str(refused(again))
    page = sign_in("zoe").post(url("idea-unsupport", found.uuid), follow=True)
    assert said(page) == ["You do not support this idea any more."]
    answer = {"state": "declined", "answer": ""}
    board = sign_in("bo")
    page = board.post(url("idea-answer", found.uuid), answer)
    assert refused(page) == {"answer": ["Say why it is declined."]}
    answer["answer"] = "Too dear"
    page = board.post(url("idea-answer", found.uuid), answer, follow=True)
    assert "Too dear" in text(page)
    assert (stored().title, stored().state) == ("Talk", "declined")
    page = sign_in("zoe").post(url("idea-support", found.uuid), follow=True)
    assert said(page) == [
        "The board has answered this idea: it stays as it is, with its support."
    ]


def test_what_is_missing_stands_at_its_field(sign_in, mia):
    page = sign_in("mia").post(url("idea-new"), {"language": "xx", "title": "x" * 121})
    assert sorted(refused(page)) == ["language", "text", "title"]
    with inside():
        assert not Idea.objects.exists()


def test_the_authors_name_is_for_members(sign_in, zoe):
    found = idea(zoe)
    for name, shown in (("mia", True), ("bo", False), ("tess", False)):
        client = sign_in(name)
        page = text(client.get(url("idea", found.uuid)))
        assert ("Zoe" in page.split("<main")[1]) == shown, name
        table = rows_of(client.get(url("ideas-table", "csv")))
        assert ("Proposed by" in table[0]) == shown
        assert ("Zoe" in table[1]) == shown


def test_only_its_author_changes_it(sign_in, zoe):
    found = idea(zoe)
    assert sign_in("mia").get(url("idea-edit", found.uuid)).status_code == 404
    assert sign_in("zoe").get(url("idea-edit", found.uuid)).status_code == 200


def test_a_member_who_stopped_to_contribute_is_told(sign_in, zoe):
    found = idea(zoe)
    with inside():
        zoe.participations.get().periods.update(way="free")
    page = sign_in("zoe").post(url("idea-support", found.uuid), follow=True)
    assert said(page) == [
        "Only who votes for a member proposes ideas and supports them."
    ]
    assert supporters() == 0


def test_the_list_is_filtered_and_counted(sign_in, zoe):
    idea(zoe, "Music")
    with inside():
        Idea.objects.update(state="done")
    idea(zoe, "Chat")
    client = sign_in("mia")
    page = text(client.get(url("ideas")))
    assert "Music" in page
    assert "Chat" in page
    page = text(client.get(url("ideas") + "?state=done"))
    assert "Music" in page
    assert "Chat" not in page
    assert "There is no such idea." in text(client.get(url("ideas") + "?state=taken"))
    assert "Music" in text(client.get(url("ideas") + "?state=nonsense"))
    table = rows_of(client.get(url("ideas-table", "csv") + "?state=done"))
    assert [row[0] for row in table] == ["Idea", "Music"]
    assert client.get(url("ideas-table", "xlsx")).status_code == 200


def test_an_empty_list_says_what_comes_there(sign_in):
    assert "Nobody has proposed an idea yet." in text(sign_in("arno").get(url("ideas")))


def test_more_ideas_cost_no_more_statements(sign_in, mia):
    def pages():
        return {
            "mia": [url("ideas"), url("ideas-table", "csv")],
            "bo": [url("ideas")],
        }

    first = idea(mia)
    before = costs(sign_in, pages())
    for number in range(8):
        with inside():
            other = joined(number).voter
            support_idea(idea(other, f"Idea {number}"), owner=other)
            support_idea(first, owner=other)
    assert costs(sign_in, pages()) == before


def test_everything_for_programs(client, mia, zoe):
    program = Program(a_token("mia")[1], client)
    made = program.post(API, WORDS)
    assert made.status_code == 201
    shown = made.json()
    assert (shown["author"], shown["supporters"]) == ("Mia", 0)
    here = f"{API}{shown['uuid']}/"
    assert program.put(f"{here}support/", {}).json()["is_mine"] is True
    assert program.put(f"{here}support/", {}).json()["supporters"] == 1
    assert program.delete(f"{here}support/").json()["supporters"] == 0
    assert program.put(here, WORDS | {"title": "Talk"}).json()["title"] == "Talk"
    board = Program(a_token("bo")[1], client)
    seen = board.get(here).json()
    assert (seen["author"], seen["is_mine"]) == (None, False)
    declined = board.post(f"{here}answer/", {"state": "declined"})
    assert wrong(declined) == {"answer": "Say why it is declined."}
    done = board.post(f"{here}answer/", {"state": "done", "answer": "In May"})
    assert done.json()["state"] == "done"
    assert problem(program.put(f"{here}support/", {})) == (409, "idea-answered")
    assert program.get(API, state="done").json()["count"] == 1
    assert program.get(API, state="open").json()["count"] == 0


def test_programs_are_refused_as_people_are(client, mia, zoe):
    found = idea(zoe)
    with inside():
        support_idea(found, owner=mia)
    zoes = Program(a_token("zoe")[1], client)
    here = f"{API}{found.uuid}/"
    assert problem(zoes.put(here, WORDS)) == (409, "idea-supported")
    mias = Program(a_token("mia")[1], client)
    assert problem(mias.put(here, WORDS)) == (403, "not-the-author")
    assert sorted(wrong(mias.post(API, {}))) == ["language", "text", "title"]
