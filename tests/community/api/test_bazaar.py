"""The bazaar and the directory of skills by the API."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from buildings.models import Module
from community.models import Block, Item
from community.services.bazaar_care import hold_draws
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import problem, wrong
from tests.community import making as neighbours
from tests.community.bazaar import making


def thing(**said):
    return {
        "kind": "give",
        "title": "A lamp",
        "text": "Still works.",
        "category": "electric",
        "condition": "good",
        "how": "first",
    } | said


def skill(**said):
    return {
        "title": "I repair bicycles",
        "text": "Ring after six.",
        "categories": ["repairs", "other"],
        "terms": "hours",
    } | said


def test_a_thing_finds_somebody(omar, otto, clara):
    made = omar.once("bazaar/", thing(), key="k")
    assert made.status_code == 201, made.json()
    assert omar.once("bazaar/", thing(), key="k").json() == made.json()
    one = f"bazaar/{made.json()['uuid']}/"
    [found] = otto.get("bazaar/", q="LAMP", category="electric").json()["results"]
    assert (found["state"], found["is_mine"]) == ("free", False)
    assert problem(omar.post(f"{one}ask/")) == (409, "ones-own-thing")
    first = otto.post(f"{one}ask/")
    assert (first.status_code, first.json()["is_for_me"]) == (201, True)
    assert problem(otto.post(f"{one}ask/")) == (409, "thing-asked")
    second = clara.post(f"{one}ask/").json()
    assert (second["state"], second["place"], second["is_for_me"]) == (
        "reserved",
        1,
        False,
    )
    # Who asks only who offers it sees.
    assert (second["kept_for"], second["waiting"]) == (None, [])
    told = omar.get(one).json()
    assert told["kept_for"]["name"] == "Otto"
    assert [row["neighbour"]["name"] for row in told["waiting"]] == ["Clara"]
    assert otto.get("bazaar/", free="true").json()["count"] == 0
    assert otto.post(f"{one}release/").status_code == 404
    assert problem(otto.post(f"{one}taken/")) == (409, "thing-not-handed-over")
    mine = otto.get("bazaar/asks/").json()
    assert [(row["title"], row["is_mine"]) for row in mine] == [("A lamp", True)]
    withdrawn = f"bazaar/asks/{first.json()['mine']['uuid']}/"
    assert clara.delete(withdrawn).status_code == 404
    assert otto.delete(withdrawn).status_code == 204
    assert clara.get(one).json()["is_for_me"] is True
    handed = omar.post(f"{one}handed/").json()
    assert (handed["state"], handed["kept_for"]["name"]) == ("handed", "Clara")
    assert problem(omar.post(f"{one}handed/")) == (409, "thing-handed-over")
    assert clara.post(f"{one}taken/").json()["taken_at"]
    assert otto.get(one).json()["taken_at"] is None
    assert problem(otto.post(f"{one}ask/")) == (409, "thing-gone")
    assert problem(omar.post(f"{one}back/")) == (409, "thing-stays")
    assert omar.get("bazaar/mine/").json()["count"] == 1


def test_released_and_come_back(omar, otto):
    made = omar.once("bazaar/", thing(kind="keep")).json()
    one = f"bazaar/{made['uuid']}/"
    assert problem(omar.post(f"{one}release/")) == (409, "thing-not-reserved")
    otto.post(f"{one}ask/")
    assert omar.post(f"{one}release/").json()["state"] == "free"
    otto.post(f"{one}ask/")
    omar.post(f"{one}handed/")
    assert omar.post(f"{one}back/").json()["state"] == "free"


def test_what_it_is_is_changed_and_checked(omar, otto):
    assert list(wrong(omar.once("bazaar/", thing(kind="swap")))) == ["wanted"]
    assert list(wrong(omar.once("bazaar/", thing(how="draw")))) == ["asks_until"]
    made = omar.once("bazaar/", thing(kind="swap", wanted="A chair")).json()
    one = f"bazaar/{made['uuid']}/"
    changed = omar.patch(one, {"condition": "worn"}).json()
    assert (changed["condition"], changed["wanted"]) == ("worn", "A chair")
    assert list(wrong(omar.patch(one, {"wanted": ""}))) == ["wanted"]
    assert otto.patch(one, {"title": "Mine"}).status_code == 404
    assert list(wrong(otto.get("bazaar/", category="castle"))) == ["category"]


def test_a_draw_tells_no_place_before_and_all_after(omar, otto, clara):
    until = (timezone.now() + timedelta(days=2)).isoformat()
    made = omar.once("bazaar/", thing(how="draw", asks_until=until)).json()
    one = f"bazaar/{made['uuid']}/"
    otto.post(f"{one}ask/")
    asked = clara.post(f"{one}ask/").json()
    assert (asked["place"], asked["draw"], asked["is_for_me"]) == (None, None, False)
    with enter(cast.tenant().pk, by=None):
        number = Item.objects.get().number
        assert str(number) not in str(clara.get(one).json())
        hold_draws(timezone.now() + timedelta(days=3))
    found = clara.get(one).json()
    assert (found["draw"]["number"], len(found["draw"]["asks"])) == (str(number), 2)
    assert found["is_for_me"] or found["place"] == 1


def test_a_skill_is_told_found_and_changed(omar, otto):
    made = omar.once("skills/", skill(), key="k")
    assert made.status_code == 201, made.json()
    assert omar.once("skills/", skill(), key="k").json() == made.json()
    one = f"skills/{made.json()['uuid']}/"
    [found] = otto.get("skills/", category="repairs", q="bicycles").json()["results"]
    assert (found["terms"], found["categories"]) == ("hours", ["repairs", "other"])
    assert otto.get("skills/", free="true").json()["count"] == 0
    changed = omar.patch(one, {"languages": "nl, fr"}).json()
    assert (changed["languages"], changed["categories"]) == (
        "nl, fr",
        ["repairs", "other"],
    )
    assert otto.patch(one, {"title": "Mine"}).status_code == 404
    with enter(cast.tenant().pk, by=None):
        neighbours.switched_off(Module.HOURS)
    assert otto.get(one).json()["terms"] is None
    assert list(wrong(omar.once("skills/", skill()))) == ["terms"]
    assert omar.once("skills/", skill(terms="free")).status_code == 201


def test_blocked_and_off(lively, omar, otto):
    given = omar.once("bazaar/", thing()).json()
    told = omar.once("skills/", skill()).json()
    where = [f"bazaar/{given['uuid']}/", f"skills/{told['uuid']}/"]
    with enter(cast.tenant().pk, by=None):
        Block.objects.create(neighbour=lively["otto"], blocked=lively["omar"])
    assert [otto.get(each).status_code for each in where] == [404, 404]
    assert otto.post(f"{where[0]}ask/").status_code == 404
    # What is of another module is not there either.
    assert omar.get(f"bazaar/{told['uuid']}/").status_code == 404
    with enter(cast.tenant().pk, by=None):
        neighbours.switched_off(Module.BAZAAR)
        neighbours.switched_off(Module.SKILLS)
    for each in (*where, "bazaar/", "bazaar/mine/", "bazaar/asks/", "skills/"):
        assert omar.get(each).status_code == 404, each


def test_lists_ask_as_often_for_three_as_for_one(lively, omar):
    with enter(cast.tenant().pk, by=None):
        for number in range(3):
            item = making.offered(lively["omar"], title=f"Lamp {number}")
            making.asked(item, lively["otto"])
            making.able(lively["clara"], title=f"Skill {number}")
    omar.get("bazaar/")
    for where in ("bazaar/", "bazaar/mine/", "skills/"):
        counted = set()
        for size in (1, 3):
            with CaptureQueriesContext(connection) as statements:
                found = omar.get(where, page_size=size).json()["results"]
            assert len(found) == size
            counted.add(len(statements))
        assert len(counted) == 1, where
        assert max(counted) <= 12 + 5
