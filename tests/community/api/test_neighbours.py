"""Taking part by the API: as whom, without whom, and what the council switches on."""

from itertools import pairwise

from django.utils import timezone

from buildings.models import Module
from community.services.impact import tell_months
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import problem, wrong
from tests.community import making
from tests.community.impact.making import AROUND, gave, month, people


def test_a_newcomer_joins_changes_and_leaves(lively, program):
    with enter(cast.tenant().pk, by=None):
        lively["otto"].delete()
    otto = program("otto")
    assert otto.get("").json() == {
        "modules": sorted(Module.values),
        "me": None,
        "unread": 0,
    }
    assert otto.get("me/").status_code == 403
    assert list(wrong(otto.post("me/", {}))) == ["name"]
    made = otto.post("me/", {"name": "Otto", "where": "Second floor"})
    assert made.status_code == 201
    assert (made.json()["is_listed"], len(made.json()["mails"])) == (False, 5)
    assert problem(otto.post("me/", {"name": "O"})) == (409, "takes-part-already")
    changed = otto.patch("me/", {"is_listed": True, "mails": []}).json()
    assert (changed["name"], changed["is_listed"], changed["mails"]) == ("Otto", 1, [])
    assert otto.patch("me/", {"name": "Ot"}).json()["where"] == "Second floor"
    [seen] = program("omar").get("people/").json()["results"]
    assert seen == {
        "uuid": changed["uuid"],
        "name": "Ot",
        "where": "Second floor",
        "about": "",
    }
    assert otto.post("me/leave/").status_code == 204
    assert otto.get("me/").status_code == 403
    assert otto.post("me/", {"name": "Otto"}).status_code == 201


def test_a_block_is_silent_and_can_end(lively, omar, otto):
    him = f"people/{lively['otto'].uuid}/block/"
    block = omar.post(him)
    assert block.status_code == 201
    assert omar.post(him).json() == block.json()  # twice is once
    assert omar.get("blocks/").json()["count"] == 1
    assert otto.get("blocks/").json()["count"] == 0
    assert omar.post(f"people/{lively['omar'].uuid}/block/").status_code == 404
    # Who is blocked does not find him, and so cannot block him in turn.
    assert otto.post(f"people/{lively['omar'].uuid}/block/").status_code == 404
    one = f"blocks/{block.json()['uuid']}/"
    assert otto.delete(one).status_code == 404
    assert omar.delete(one).status_code == 204
    assert omar.get("blocks/").json()["count"] == 0


def test_the_council_switches_a_module(omar, clara):
    where = "modules/bazaar/"
    said = {
        "is_on": False,
        "decided_by": "council",
        "decided_on": timezone.localdate().isoformat(),
        "decision": "Council of May, point 2",
    }
    assert omar.put(where, said).status_code == 403
    off = clara.put(where, said).json()
    assert (off["is_on"], off["decision"]) == (False, "Council of May, point 2")
    assert problem(clara.put(where, said)) == (409, "module-switched")
    assert "bazaar" not in omar.get("").json()["modules"]
    assert clara.put(where, said | {"is_on": True}).json()["is_on"] is True
    rows = {row["module"]: row for row in clara.get("modules/").json()}
    assert sorted(rows) == sorted(Module.values)
    assert rows["hours"]["shares"].startswith("Your offers and wishes.")
    assert clara.get("modules/castle/").status_code == 404
    assert list(wrong(clara.put(where, said | {"decided_on": "2999-01-01"}))) == [
        "decided_on"
    ]


def test_words_of_welcome(omar, clara):
    assert omar.get("welcome/").status_code == 404
    assert omar.put("welcome/", {"text": "Hello"}).status_code == 403
    assert clara.put("welcome/", {"text": "Hello"}).json()["text"] == "Hello"
    assert omar.get("welcome/").json()["text"] == "Hello"


def test_nothing_is_there_while_no_module_is_on(lively, omar):
    with enter(cast.tenant().pk, by=None):
        for module in Module:
            making.switched_off(module)
    for where in ("", "me/", "blocks/", "messages/", "reports/mine/"):
        assert omar.get(where).status_code == 404, where


def test_impact_is_told_as_on_the_page(lively, omar):
    assert omar.get("impact/").json()["facts"]["exchanges"] is None
    with enter(cast.tenant().pk, by=None):
        around = people(*AROUND)
        for giver, taker in pairwise([*around, around[0]]):
            gave(giver, taker)
        tell_months([month()])
    found = omar.get("impact/").json()
    facts = {"exchanges": 5, "minutes": 300, "things": None, "spared": None, "pairs": 5}
    assert (found["facts"], found["purchases"]) == (facts, None)
    assert [row["name"] for row in found["factors"]] == ["share", "price", "carbon"]
    rows = omar.get("impact/months/").json()
    assert (len(rows), rows[-1]["month"]) == (12, month().isoformat())
    assert rows[-1]["facts"] == facts
