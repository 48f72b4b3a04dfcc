"""How an owner's lots were counted: every way in which a lot can end up."""

from buildings.models import Owner
from governance.queries.booth import votes_of
from governance.queries.meeting import meeting_of
from governance.queries.voting import motion_of
from governance.services.log import add_event
from governance.services.voting import vote_in_secret
from tests.governance.factories import (
    CLARA,
    JEAN,
    OMAR,
    close_item,
    convened,
    head,
    leave,
    open_item,
    vote,
)
from tests.governance.voting.making import begun, item, voting


def mine(assembly, code):
    owner = Owner.objects.get(code=code)
    return [
        (one.stage.item.position, one.lot, one.choice, one.counted, one.by, one.whose)
        for one in votes_of(assembly, owner)
    ]


def test_by_right_by_proxy_and_not_at_all(acacias):
    assembly = voting(2)
    vote(item(assembly, 2), B="for")
    close_item(item(assembly, 2))
    undivided = "Jean Moreau & Fatima El Idrissi"
    assert mine(assembly, "clara") == [
        (2, "B", "for", 0, "", ""),
        (2, "C", "none", 0, "", undivided),
    ]
    assert mine(assembly, "jean") == [(2, "C", "none", 0, "", "")]
    assert mine(assembly, "omar") == []


def test_who_holds_it_with_others_sees_who_voted(acacias):
    assembly = voting()
    vote(item(assembly, 1), C="against")
    close_item(item(assembly, 1))
    voted = [(1, "C", "against", 200, "Clara Élise", "")]
    assert mine(assembly, "fatima") == mine(assembly, "jean") == voted


def test_absent_and_barred(acacias):
    assembly = begun(present=(OMAR, CLARA), proxies=False)
    id_ = str(item(assembly, 1).uuid)
    body = {"item": id_, "person": None, "head": head(OMAR), "reason": "Painter"}
    add_event(assembly, "conflict", body, by=None)
    open_item(item(assembly, 1))
    close_item(item(assembly, 1))
    assert mine(assembly, "omar") == [(1, "A", "barred", 0, "", "")]
    assert mine(assembly, "jean") == [(1, "C", "absent", 0, "", "")]


def test_a_secret_ballot_tells_only_that_he_voted(acacias):
    assembly = voting(3, present=(OMAR, CLARA, JEAN))
    secret = item(assembly, 3)
    omar = Owner.objects.get(code="omar")
    vote_in_secret(secret, {head(OMAR): "for"}, owner=omar, by=None)
    body = {"item": str(secret.uuid), "adopted": True, "head": "0" * 64}
    add_event(assembly, "item-closed", body, by=None)
    assert mine(assembly, "omar") == [(3, "A", "voted", 500, "", "")]
    assert mine(assembly, "clara")[0] == (3, "B", "none", 0, "", "")


def test_before_there_is_a_list_nothing_is_counted(acacias):
    assert mine(convened(), "omar") == []


def test_the_text_that_is_voted_is_the_amended_one(acacias):
    assembly = begun()
    id_ = str(item(assembly, 1).uuid)
    text = {"fr": "En vert", "nl": "In het groen"}
    body = {"item": id_, "text": text, "reason": "Asked in the room"}
    add_event(assembly, "amended", body, by=None)
    progress = meeting_of(assembly).item(id_)
    texts = [motion_of(item(assembly, 1), progress, code) for code in ("nl", "en")]
    assert texts == ["In het groen", "En vert"]
    leave(assembly, OMAR)
