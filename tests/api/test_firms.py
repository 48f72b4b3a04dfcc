"""Suppliers, firms, the portfolio, and a building that a syndic takes on."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from buildings import services
from buildings.models import Firm, Supplier
from koprogo.audit.models import AuditEvent
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from tests import cast
from tests.api.conftest import problem, url, wrong
from tests.buildings.mailbox import delivered
from tests.buildings.test_logos import picture

BUILDINGS, FIRMS, PORTFOLIO = (
    "/api/v1/buildings/",
    "/api/v1/firms/",
    "/api/v1/portfolio/",
)


# Suppliers


def test_a_supplier_is_added_and_changed(program, acacias):
    anna = program("anna")
    body = {
        "name": "Ascenseurs SA",
        "kbo": "0833.576.428",
        "iban": "BE68 5390 0754 7034",
    }
    made = anna.post("suppliers/", body)
    assert made.status_code == 201
    shown = made.json()
    assert (shown["kbo"], shown["iban"]) == ("0833576428", "BE68539007547034")
    path = f"suppliers/{shown['uuid']}/"
    assert anna.patch(path, {"email": "lift@example.org"}).json() == shown | {
        "email": "lift@example.org"
    }
    assert program("axel").get(path).json()["email"] == "lift@example.org"
    assert Supplier.objects.get().party.reference_base is None


def test_suppliers_by_name(program, acacias):
    for name in ("Toitures SA", "Ascenseurs SA"):
        services.create_supplier(name=name, by=None)
    found = program("anna").get("suppliers/").json()["results"]
    assert [row["name"] for row in found] == ["Ascenseurs SA", "Toitures SA"]
    found = program("anna").get("suppliers/", q="toit").json()["results"]
    assert [row["name"] for row in found] == ["Toitures SA"]


def test_a_supplier_stands_once(program, acacias):
    services.create_supplier(name="Toitures SA", by=None)
    answer = program("anna").post("suppliers/", {"name": " Toitures  SA "})
    assert wrong(answer) == {
        "non_field_errors": "There already is a supplier of this name."
    }
    assert list(wrong(program("anna").post("suppliers/", {"name": ""}))) == ["name"]


# Firms


def test_the_firms_that_i_run(program):
    sophie = program("sophie")
    [firm] = sophie.get(FIRMS).json()["results"]
    assert firm["name"] == "Lambert Syndic"
    assert sophie.get(f"{FIRMS}{firm['uuid']}/").json() == firm
    # An assistant runs nothing.
    assert program("amir").get(FIRMS).json()["results"] == []
    assert program("amir").get(f"{FIRMS}{firm['uuid']}/").status_code == 404


def my_firm():
    return f"{FIRMS}{Firm.objects.get(name='Lambert Syndic').uuid}/"


def test_a_firm_is_changed(program):
    sophie, path = program("sophie"), my_firm()
    before = sophie.get(path).json()
    changes = {"kbo": "BE 0403.170.701", "website": "lambert.example"}
    assert sophie.patch(path, changes).json() == before | {
        "kbo": "0403170701",
        "website": "https://lambert.example",
    }
    assert list(wrong(sophie.patch(path, {"name": "", "email": "no"}))) == [
        "name",
        "email",
    ]
    with enter(cast.tenant().pk, by=None):
        actions = AuditEvent.objects.filter(action="firm.changed")
        assert actions.get().actor == cast.user("sophie")


def test_a_logo_is_put_on_the_letters_and_taken_off(program):
    sophie, path = program("sophie"), f"{my_firm()}logo/"
    assert problem(sophie.get(path)) == (404, "not-found")
    put = sophie.upload(path, method="PUT", logo=("l.png", picture((40, 20))))
    assert put.status_code == 204
    logo = sophie.get(path)
    assert (logo["Content-Type"], logo.getvalue()[:4]) == ("image/png", b"\x89PNG")
    assert sophie.delete(path).status_code == 204
    assert problem(sophie.get(path)) == (404, "not-found")
    words = sophie.upload(path, method="PUT", logo=("l.txt", b"words"))
    assert wrong(words) == {"logo": "A logo is a picture in PNG or JPEG."}


def test_a_token_of_one_building_changes_no_firm(program):
    answer = program("sophie", only=cast.ACACIAS).patch(my_firm(), {"name": "Mine"})
    assert problem(answer) == (403, "forbidden")


# Staff


def test_who_works_for_a_firm(program):
    rows = program("sophie").get(f"{my_firm()}staff/").json()["results"]
    assert [(row["name"], row["role"]) for row in rows] == [
        ("Amir", "assistant"),
        ("Anna", "accountant"),
        ("Sophie", "manager"),
    ]
    assert rows[0]["email"] == "amir@example.org"
    assert rows[0]["since"] == cast.SINCE.isoformat()


def test_a_colleague_goes(program):
    sophie, path = program("sophie"), f"{my_firm()}staff/"
    amir = f"{path}{cast.user('amir').uuid}/end/"
    assert sophie.post(amir).status_code == 204
    assert program("amir").get("").status_code == 404
    assert problem(sophie.post(amir)) == (404, "not-found")
    herself = sophie.post(f"{path}{cast.user('sophie').uuid}/end/")
    assert problem(herself) == (409, "last-manager")


def test_a_colleague_is_invited_and_not_any_more(program):
    sophie, path = program("sophie"), f"{my_firm()}staff/invitations/"
    ada = {"role": "assistant", "name": "Ada", "email": "ada@example.org"}
    made = sophie.post(path, ada | {"language": "nl"})
    assert (made.status_code, made.json()["created_by"]) == (201, "Sophie")
    assert sophie.get(path).json()["results"] == [made.json()]
    assert delivered()["ada@example.org"].subject
    revoke = f"{path}{made.json()['uuid']}/revoke/"
    assert sophie.post(revoke).status_code == 204
    assert sophie.get(path).json()["results"] == []
    assert problem(sophie.post(revoke)) == (409, "invitation-closed")


def founding(**changes):
    since = timezone.localdate()
    return {
        "name": "Les Dunes",
        "deed_total": 100,
        "firm": str(Firm.objects.get(name="Lambert Syndic").uuid),
        "since": since.isoformat(),
        "until": (since + timedelta(days=365)).isoformat(),
    } | changes


def test_a_syndic_takes_on_a_building(program):
    sophie = program("sophie")
    made = sophie.post(BUILDINGS, founding())
    assert (made.status_code, made.json()) == (
        201,
        {"slug": "les-dunes", "name": "Les Dunes", "roles": ["Syndic"]},
    )
    shown = sophie.get(url("building", slug="les-dunes")).json()
    assert (shown["deed_total"], shown["my_roles"]) == (100, ["manager"])


def test_a_mandate_that_begins_later_gives_no_role_yet(program):
    begin = timezone.localdate() + timedelta(days=9)
    dates = {"since": begin.isoformat(), "until": (begin + timedelta(9)).isoformat()}
    made = program("sophie").post(BUILDINGS, founding(**dates))
    assert (made.status_code, made.json()["roles"]) == (201, [])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"until": "2040-01-01"}, "until"),
        ({"deed_total": 0}, "deed_total"),
        ({"firm": "00000000-0000-0000-0000-000000000000"}, "firm"),
    ],
)
def test_a_building_that_cannot_be(program, changes, field):
    answer = program("sophie").post(BUILDINGS, founding(**changes))
    assert list(wrong(answer)) == [field]
    assert not Tenant.objects.filter(name="Les Dunes").exists()


def test_a_token_of_one_building_takes_on_no_other(program):
    answer = program("sophie", only=cast.ACACIAS).post(BUILDINGS, founding())
    assert problem(answer) == (403, "forbidden")


# The portfolio


def test_the_portfolio_and_its_sums(program):
    sophie = program("sophie")
    sophie.post(BUILDINGS, founding(name="Aa Towers"))
    with enter(cast.tenant().pk, by=None):
        summary = services.refresh_summary(on=timezone.localdate())
    shown = sophie.get(PORTFOLIO, sort="name").json()
    assert [line["name"] for line in shown["buildings"]] == ["Aa Towers", "Les Acacias"]
    assert shown["buildings"][0]["figures"] is None
    figures = shown["buildings"][1]["figures"]
    assert (figures["lots"], figures["complete"], figures["overdue"]) == (
        4,
        True,
        "0.00",
    )
    assert (shown["totals"]["lots"], shown["totals"]["owners"]) == (4, summary.owners)
    only = program("sophie", only=cast.ACACIAS).get(PORTFOLIO).json()
    assert [line["slug"] for line in only["buildings"]] == [cast.ACACIAS]


def test_who_works_for_no_firm_has_no_portfolio(program):
    assert problem(program("omar").get(PORTFOLIO)) == (403, "forbidden")
    assert list(wrong(program("sophie").get(PORTFOLIO, sort="beauty"))) == ["sort"]


def test_the_portfolio_as_a_list(program):
    sophie = program("sophie")
    sophie.post(BUILDINGS, founding(name="Aa Towers"))
    listed = sophie.get(f"{PORTFOLIO}buildings/", sort="name").json()["results"]
    assert listed == sophie.get(PORTFOLIO, sort="name").json()["buildings"]


@pytest.mark.parametrize(
    ("path", "member"), [("", "buildings"), ("buildings/", "results")]
)
def test_more_buildings_need_no_more_statements(program, path, member):
    sophie, counted = program("sophie"), {}
    sophie.get(PORTFOLIO)  # notes the day of the token's use
    for _more in range(2):
        with CaptureQueriesContext(connection) as statements:
            found = sophie.get(PORTFOLIO + path).json()[member]
        counted[len(found)] = len(statements)
        for number in (1, 2):
            sophie.post(BUILDINGS, founding(name=f"Tower {number}"))
    assert list(counted) == [1, 3]
    assert counted[1] == counted[3]
