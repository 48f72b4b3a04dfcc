"""The open figures for programs: the same rows, without a key."""

import pytest

from koprogo.api.schema import description
from koprogo.api.throttles import PublicPerAddress
from tests.api.conftest import problem, url, wrong
from tests.transparency.public_pages import making
from tests.transparency.public_pages.making import PAGE
from transparency.public.figures import Figures, described, plain
from transparency.public.tables import TABLES, Tables

ADDRESSES = [
    url("open-figures"),
    url("open-tables"),
    url("open-rows", open_table="costs"),
    url("open-reports"),
    f"{url('open-simulation')}?participants=700",
]


def test_the_figures_are_the_file(client, published):
    answer = client.get(url("open-figures"))
    assert answer["Content-Type"] == "application/json"
    assert answer.content == client.get(f"{PAGE}/figures.json").content


def test_rows_are_the_file(client, published):
    offered = client.get(url("open-tables")).json()["tables"]
    assert [one["name"] for one in offered] == [table.name for table in TABLES]
    for one in offered:
        found = client.get(url("open-rows", open_table=one["name"])).json()
        assert found["rows"] == client.get(f"{PAGE}/data/{one['name']}.json").json()
        assert {name: found[name] for name in one} == one
        assert client.get(one["csv"]).status_code == 200


def test_reports(client, published):
    found = client.get(url("open-reports")).json()["reports"]
    assert found == plain(published.reports)
    [report_id] = {one["path"].split("/")[3] for one in found}
    address = url("open-report-file", open_report_id=report_id, open_language="de")
    answer = client.get(address)
    assert b"".join(answer) == making.PDF
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_what_if(client, published):
    found = client.get(url("open-simulation"), {"participants": "500"}).json()
    assert found == {
        "participants": 500,
        "price": "0.80",
        "revenue": "400.00",
        "next_tier": {"from_participants": 1000, "price": "0.60"},
        "missing": 500,
        "cost_price": "0.57",
    }


@pytest.mark.parametrize("typed", ["many", "-1", ""])
def test_what_is_no_number_is_said(client, published, typed):
    answer = client.get(url("open-simulation"), {"participants": typed})
    assert wrong(answer).keys() == {"participants"}
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", ADDRESSES)
def test_any_site_may_read_it_and_keep_it(client, published, address):
    answer = client.get(address, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=30"
    known = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (known.status_code, known.content) == (304, b"")
    assert known["Access-Control-Allow-Origin"] == "*"
    asked = client.options(address)
    assert (asked.status_code, asked.content) == (204, b"")
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ADDRESSES)
def test_where_nothing_is_open(client, db, settings, address):
    assert problem(client.get(address)) == (404, "not-found")
    making.publish()
    settings.ASBL_PLATFORM = False
    assert problem(client.get(address)) == (404, "not-found")


def test_what_there_is_not(client, published):
    assert client.get(url("open-rows", open_table="people")).status_code == 404
    making.publish(Tables())
    answer = client.get(url("open-simulation"), {"participants": "5"})
    assert answer.status_code == 404


def test_an_address_that_asks_too_much_waits(client, published, monkeypatch):
    monkeypatch.setattr(PublicPerAddress, "rate", "2/min", raising=False)
    address = url("open-tables")
    assert [client.get(address).status_code for _time in range(3)] == [200, 200, 429]
    assert client.post(url("sign-in"), {}, "application/json").status_code == 400


def test_the_description_names_every_figure():
    schemas = description()["components"]["schemas"]
    known = schemas["OpenFigures"]["properties"]
    assert set(known) == set(Figures.__dataclass_fields__)
    formulas = described()
    assert known["reserve"]["description"].startswith(formulas["reserve"].formula)
    operation = description()["paths"][url("open-figures")]["get"]
    assert operation.get("security", [{}]) == [{}]
