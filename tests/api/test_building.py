"""What programs read and change of a building; who sees which field."""

from uuid import uuid4

import pytest
from django.utils import timezone

from buildings import services
from buildings.models import AllocationKey, Building, Role
from buildings.roles import ROLE_PERMISSIONS
from koprogo.audit.models import AuditEvent
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import problem, refused, url
from tests.buildings.mailbox import words_of
from tests.finance import factories

TODAY = timezone.localdate


# The person


def test_my_profile_is_changed(program):
    omar = program("omar")
    answer = omar.patch(url("me"), {"language": "fr", "email": "king@example.org"})
    assert answer.json() == {
        "uuid": str(cast.user("omar").uuid),
        "email": "omar@example.org",
        "name": "Omar",
        "language": "fr",
    }
    assert cast.user("omar").language == "fr"
    answer = omar.patch(url("me"), {"language": "it", "name": ""})
    assert answer.status_code == 400
    assert sorted(answer.json()["errors"]) == ["language", "name"]


# The association


def test_the_association_as_the_syndic_sees_it(program):
    assert program("sophie").get("").json() == {
        "slug": "acacias",
        "name": "Les Acacias",
        "kbo": "0833576428",
        "street": "Rue des Acacias 1",
        "postal_code": "1030",
        "city": "Schaerbeek",
        "languages": ["fr", "nl"],
        "deed_total": 1000,
        "fiscal_year_start": 1,
        "working_iban": "BE68539007547034",
        "reserve_iban": "BE43068999999501",
        "public_page": False,
        "documents_place": "",
        "my_roles": ["manager"],
        "my_permissions": sorted(ROLE_PERMISSIONS[Role.MANAGER]),
    }


def test_an_occupant_does_not_see_the_bank_accounts(program):
    answer = program("otto").get("")
    assert (answer.json()["working_iban"], answer.json()["reserve_iban"]) == (
        None,
        None,
    )
    assert "BE68539007547034" not in answer.content.decode()


def test_the_association_is_changed(program, acacias):
    answer = program("sophie").patch(
        "", {"name": "Acacias", "kbo": "BE 0403.170.701", "reserve_iban": ""}
    )
    assert answer.status_code == 200
    assert (answer.json()["name"], answer.json()["kbo"]) == ("Acacias", "0403170701")
    building = Building.objects.get()
    assert (building.kbo, building.reserve_iban) == ("0403170701", "")
    assert cast.tenant().name == "Acacias"
    actor = AuditEvent.objects.filter(action="building.changed").get().actor
    assert actor == cast.user("sophie")


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({"kbo": "1"}, {"kbo": "“1” is not a KBO number: check its ten digits."}),
        (
            {"working_iban": "BE43 0689 9999 9501"},
            {
                "non_field_errors": "The reserve fund needs its own bank account "
                "(art. 3.86 §3)."
            },
        ),
        ({"languages": ["it"]}, {"languages.0": '"it" is not a valid choice.'}),
        (
            {"deed_total": 0},
            {"deed_total": "Ensure this value is greater than or equal to 1."},
        ),
    ],
)
def test_wrong_data_of_the_association(program, body, errors):
    refused(program("sophie").patch("", body), **errors)


def test_the_notice_about_the_syndic(program):
    notice = program("amir").get("notice/")
    assert (notice["Content-Type"], notice["Content-Disposition"]) == (
        "application/pdf",
        'attachment; filename="acacias-syndic.pdf"',
    )
    assert "Lambert Syndic" in words_of(notice.getvalue())


def test_completeness(program):
    assert program("omar").get("completeness/").json() == {
        "is_complete": True,
        "lots": 4,
        "lots_total": 1000,
        "deed_total": 1000,
        "adds_up": True,
        "lots_without_holder": 0,
        "has_kbo": True,
        "has_working_iban": True,
    }


# Lots


def test_one_lot(program, acacias):
    lot, key = cast.lot("C"), AllocationKey.objects.get(code="lift")
    shares = AllocationKey.objects.get(code="shares")
    services.update_lot(cast.lot("K"), primary=lot, by=None)
    assert program("omar").get(f"lots/{lot.uuid}/").json() == {
        "uuid": str(lot.uuid),
        "code": "C",
        "name": "",
        "kind": "apartment",
        "shares": 200,
        "floor": "",
        "entrance": "",
        "cadastral_number": "",
        "position": 3,
        "primary": None,
        "holder": {
            "uuid": str(cast.holding("H3").uuid),
            "code": "H3",
            "name": "Jean Moreau & Fatima El Idrissi",
        },
        "annexes": [{"uuid": str(cast.lot("K").uuid), "code": "K", "name": ""}],
        "parts": [
            {
                "key": {
                    "uuid": str(shares.uuid),
                    "code": "shares",
                    "name": "Shares of the deed",
                },
                "parts": 200,
                "total": 1000,
            },
            {
                "key": {"uuid": str(key.uuid), "code": "lift", "name": "Lift"},
                "parts": 2,
                "total": 3,
            },
        ],
    }


def test_a_lot_is_added_and_changed(program, acacias):
    sophie = program("sophie")
    primary = str(cast.lot("A").uuid)
    made = sophie.post(
        "lots/", {"code": "G1", "kind": "garage", "shares": 5, "primary": primary}
    )
    assert made.status_code == 201
    assert (made.json()["position"], made.json()["primary"]) == (5, primary)
    changed = sophie.patch(
        f"lots/{made.json()['uuid']}/", {"shares": 7, "primary": None}
    )
    assert (changed.json()["shares"], changed.json()["primary"]) == (7, None)
    lot = cast.lot("G1")
    assert (lot.kind, lot.shares, lot.primary) == ("garage", 7, None)


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        (
            {"code": "A", "shares": 1},
            {"non_field_errors": "There already is a lot with this code."},
        ),
        ({"shares": 1}, {"code": "This field is required."}),
        (
            {"code": "X", "shares": 1_000_000_001},
            {"shares": "Ensure this value is less than or equal to 1000000000."},
        ),
        (
            {"code": "X", "shares": 1, "primary": str(uuid4())},
            {"primary": "There is nothing with this id here."},
        ),
        (
            {"code": "X", "shares": 1, "name": "\0"},
            {"name": "Null characters are not allowed."},
        ),
    ],
)
def test_wrong_lots(program, body, errors):
    refused(program("sophie").post("lots/", body), **errors)


def test_a_lot_of_another_building_is_nothing_here(program, acacias):
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        theirs = cast.lot("1").uuid
    sophie = program("sophie")
    assert problem(sophie.get(f"lots/{theirs}/")) == (404, "not-found")
    refused(
        sophie.post("lots/", {"code": "X", "shares": 1, "primary": str(theirs)}),
        primary="There is nothing with this id here.",
    )


def test_shares_that_a_call_of_today_uses_stay(program, acacias):
    lot = cast.lot("A")
    services.update_lot(lot, shares=499, by=None)
    services.update_lot(lot, shares=500, by=None)
    factories.issued()
    sophie = program("sophie")
    first = sophie.patch(f"lots/{lot.uuid}/", {"shares": 400})
    assert first.status_code == 200
    lot_b = cast.lot("B")
    services.update_lot(lot_b, shares=400, by=None)
    factories.issued()
    answer = sophie.patch(f"lots/{lot.uuid}/", {"shares": 300})
    assert problem(answer) == (409, "key-in-use")
    assert cast.lot("A").shares == 400


def test_a_lot_is_handed_over_and_back(program, acacias):
    lot, sophie, day = cast.lot("B"), program("sophie"), TODAY().isoformat()
    body = {"holding": str(cast.holding("H1").uuid), "since": day}
    made = sophie.post(f"lots/{lot.uuid}/periods/", body)
    assert made.status_code == 201
    assert made.json()["holding"]["name"] == "Omar Haddad"
    assert (made.json()["since"], made.json()["until"]) == (day, None)
    rows = sophie.get(f"lots/{lot.uuid}/periods/").json()["results"]
    assert [(row["holding"]["code"], row["until"]) for row in rows] == [
        ("H1", None),
        ("H2", day),
    ]
    again = body | {"holding": str(cast.holding("H3").uuid)}
    assert problem(sophie.post(f"lots/{lot.uuid}/periods/", again)) == (
        409,
        "lot-taken",
    )
    same = sophie.post(f"lots/{lot.uuid}/periods/", body)
    refused(same, holding="This holder has the lot already.")
    period = f"lots/{lot.uuid}/periods/{day}/"
    assert sophie.delete(period).status_code == 204
    assert problem(sophie.delete(period)) == (409, "not-the-latest")
    rows = sophie.get(f"lots/{lot.uuid}/periods/").json()["results"]
    assert [(row["holding"]["code"], row["until"]) for row in rows] == [("H2", None)]


def test_a_day_that_is_none(program, acacias):
    sophie, lot = program("sophie"), cast.lot("B")
    answer = sophie.delete(f"lots/{lot.uuid}/periods/yesterday/")
    assert problem(answer) == (404, "not-found")
    body = {"holding": str(cast.holding("H1").uuid), "since": "1899-12-31"}
    refused(
        sophie.post(f"lots/{lot.uuid}/periods/", body),
        since="Ensure this value is greater than or equal to 1900-01-01.",
    )


def test_who_held_a_lot_is_for_who_keeps_the_register(program, acacias):
    lot = cast.lot("B")
    services.hand_over_lot(lot, holding=cast.holding("H1"), since=TODAY(), by=None)

    def holders(name):
        rows = program(name).get(f"lots/{lot.uuid}/periods/").json()["results"]
        return [row["holding"]["code"] for row in rows]

    assert holders("sophie") == ["H1", "H2"]
    assert holders("omar") == ["H1"]


# Keys


def part(code, parts):
    return {"lot": str(cast.lot(code).uuid), "parts": parts}


def test_a_key_is_made_with_its_parts(program, acacias):
    sophie = program("sophie")
    body = {"code": "garden", "name": "Garden", "parts": [part("B", 3), part("A", 1)]}
    made = sophie.post("keys/", body)
    assert made.status_code == 201
    assert (made.json()["kind"], made.json()["in_force"]) == (
        "special",
        {"valid_from": None, "total": 4, "frozen": False},
    )
    found = sophie.get(f"keys/{made.json()['uuid']}/versions/deed/").json()
    assert [(one["lot"]["code"], one["parts"]) for one in found["parts"]] == [
        ("A", 1),
        ("B", 3),
    ]
    again = sophie.post("keys/", body)
    refused(again, non_field_errors="There already is a key with this code.")


def test_a_key_that_is_not_in_force_yet(program, acacias):
    key = services.create_key(
        code="garden", name="Garden", parts={cast.lot("A").pk: 1}, by=None
    )
    key.versions.get().parts.all().delete()
    key.versions.all().delete()
    found = program("omar").get(f"keys/{key.uuid}/").json()
    assert found["in_force"] is None


def test_a_version_is_written(program, acacias):
    sophie, key = program("sophie"), AllocationKey.objects.get(code="lift")
    path = f"keys/{key.uuid}/versions/"
    body = {"valid_from": "2030-01-01", "parts": [part("C", 5), part("B", 0)]}
    made = sophie.post(path, body)
    assert made.status_code == 201
    assert (made.json()["total"], len(made.json()["parts"])) == (5, 1)
    listed = sophie.get(path).json()["results"]
    assert [row["valid_from"] for row in listed] == [None, "2030-01-01"]
    assert sophie.get(f"{path}2030-01-01/").json() == made.json()
    assert problem(sophie.get(f"{path}2031-01-01/")) == (404, "not-found")


def test_wrong_versions(program, acacias):
    sophie, key = program("sophie"), AllocationKey.objects.get(code="lift")
    path = f"keys/{key.uuid}/versions/"
    nothing = sophie.post(path, {"valid_from": None, "parts": [part("B", 0)]})
    assert problem(nothing) == (409, "nothing-to-share")
    twice = [part("B", 1), part("B", 2)]
    refused(
        sophie.post(path, {"valid_from": None, "parts": twice}),
        parts="A lot stands here twice.",
    )
    stranger = str(uuid4())
    refused(
        sophie.post(
            path, {"valid_from": None, "parts": [{"lot": stranger, "parts": 1}]}
        ),
        parts=f"There is no lot {stranger} here.",
    )
    shares = AllocationKey.objects.get(code="shares")
    answer = sophie.post(
        f"keys/{shares.uuid}/versions/", {"valid_from": None, "parts": [part("A", 1)]}
    )
    assert problem(answer) == (404, "not-found")
    factories.issued(factories.item("10.00", key="lift"))
    used = sophie.post(path, {"valid_from": None, "parts": [part("B", 1)]})
    assert problem(used) == (409, "key-in-use")
