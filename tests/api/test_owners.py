"""What programs read and change of owners and holdings; who sees which field."""

from buildings import services
from buildings.models import Holding, Owner
from tests import cast
from tests.api.conftest import problem, refused

# Owners


def test_contacts_are_for_the_syndic_and_oneself(program):
    def contacts(name):
        rows = program(name).get("owners/").json()["results"]
        return {row["code"]: row["contacts"] for row in rows}

    syndic = contacts("sophie")
    assert syndic["omar"] == {
        "email": "omar@example.org",
        "phone": "+32 470 00 00 04",
        "language": "fr",
        "channel": "post",
    }
    assert contacts("omar") == dict.fromkeys(syndic) | {"omar": syndic["omar"]}
    assert contacts("axel") == dict.fromkeys(syndic)
    text = program("axel").get("owners/").content.decode()
    assert "@example.org" not in text


def test_an_owner_with_his_lots(program, acacias):
    jean = Owner.objects.get(code="jean")
    found = program("omar").get(f"owners/{jean.uuid}/").json()
    assert (found["name"], found["shares"]) == ("Jean Moreau", 200)
    assert found["lots"] == [
        {"uuid": str(cast.lot("C").uuid), "code": "C", "shares": 200, "alone": False}
    ]


def test_who_owns_nothing_today_is_for_who_keeps_the_register(program, acacias):
    former = services.create_owner(last_name="Former", by=None)
    path = f"owners/{former.uuid}/"
    assert program("sophie").get(path).status_code == 200
    assert problem(program("omar").get(path)) == (404, "not-found")
    assert "Former" not in program("omar").get("owners/").content.decode()


def test_an_owner_is_added_and_changed(program, acacias):
    sophie = program("sophie")
    made = sophie.post("owners/", {"last_name": "Peeters", "kind": "person"})
    assert made.status_code == 201
    assert (made.json()["code"], made.json()["country"]) == ("P1", "BE")
    path = f"owners/{made.json()['uuid']}/"
    changed = sophie.patch(path, {"channel": "email", "email": "p@example.org"})
    assert changed.json()["contacts"]["channel"] == "email"
    refused(
        sophie.patch(path, {"email": ""}),
        non_field_errors="An e-mail address is needed to send letters by e-mail.",
    )
    refused(
        sophie.patch(path, {"code": "omar"}),
        non_field_errors="There already is an owner with this code.",
    )
    refused(sophie.patch(path, {"code": ""}), code="This field may not be blank.")
    assert Owner.objects.get(code="P1").email == "p@example.org"


# Holdings


def shared(first, second, **more):
    return {
        "parts": 2,
        "members": [{"owner": first, "full": 1}, {"owner": second, "full": 1}],
    } | more


def test_a_holding_is_made_and_represented(program, acacias):
    sophie = program("sophie")
    jean, fatima = (
        str(Owner.objects.get(code=code).uuid) for code in ("jean", "fatima")
    )
    made = sophie.post("holdings/", shared(jean, fatima))
    assert made.status_code == 201
    found = made.json()
    assert (found["name"], found["parts"], found["lots"]) == (
        "Jean Moreau & Fatima El Idrissi",
        2,
        [],
    )
    assert (found["representative"], found["vote_suspended"]) == (None, True)
    path = f"holdings/{found['uuid']}/representative/"
    named = sophie.put(path, {"representative": fatima})
    assert named.json()["representative"] == fatima
    assert named.json()["vote_suspended"] is False
    omar = str(Owner.objects.get(code="omar").uuid)
    refused(
        sophie.put(path, {"representative": omar}),
        representative="Select a valid choice. That choice is not one of the available "
        "choices.",
    )
    rows = program("omar").get("holdings/").json()["results"]
    assert [row["code"] for row in rows] == ["H1", "H2", "H3"]
    assert problem(program("omar").get(f"holdings/{found['uuid']}/")) == (
        404,
        "not-found",
    )


def test_a_holding_with_its_lots(program, acacias):
    h1 = program("clara").get(f"holdings/{cast.holding('H1').uuid}/").json()
    assert [lot["code"] for lot in h1["lots"]] == ["A", "K"]
    [member] = h1["members"]
    assert (member["owner"]["name"], member["full"]) == ("Omar Haddad", 1)


def test_wrong_holdings(program, acacias):
    sophie = program("sophie")
    omar, clara = (str(Owner.objects.get(code=c).uuid) for c in ("omar", "clara"))
    incomplete = sophie.post("holdings/", shared(omar, clara, parts=3))
    assert problem(incomplete) == (400, "holding-incomplete")
    assert list(incomplete.json()["errors"]) == ["members"]
    refused(
        sophie.post("holdings/", shared(omar, omar)),
        members="Somebody stands here twice: add up his rights.",
    )
    refused(
        sophie.post("holdings/", {"members": [{"owner": omar}]}),
        **{"members.0": "A member has a right above zero."},
    )
    jean = str(Owner.objects.get(code="jean").uuid)
    refused(
        sophie.post("holdings/", shared(omar, clara, representative=jean)),
        representative="The representative is one of the holders.",
    )
    refused(
        sophie.post("holdings/", {"members": []}),
        members="Ensure this field has at least 1 elements.",
    )
    assert Holding.objects.count() == 3
