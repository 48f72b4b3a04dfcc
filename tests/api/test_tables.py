"""Every list as a file: what its JSON has, all of it, and nobody sees more."""

import csv
import io
import json
from datetime import date, datetime

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from buildings import services
from finance.services import cancel_call
from koprogo.api import operations
from koprogo.api.schema import description
from koprogo.ui import exports
from tests import cast
from tests.api.conftest import problem, url, wrong
from tests.api.filled import LISTS, address, fill
from tests.api.test_roles import VIEWS
from tests.finance import factories

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Their files have a line for each entry of a list within a row.
BY_ENTRY = {"documents": "lines", "call-preview": "lines", "ownership": "members"}


def rows(answer):
    """Return the header and the lines of a CSV file."""
    assert (answer.status_code, answer["Content-Type"]) == (
        200,
        "text/csv; charset=utf-8",
    )
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def columns(answer, *wanted):
    header, *lines = rows(answer)
    return [tuple(line[header.index(name)] for name in wanted) for line in lines]


def test_every_list_is_a_file(program):
    """A file has all rows of all pages: as many as the JSON counts."""
    sophie, things, counted, expected = program("sophie"), fill(), {}, {}
    for name in LISTS:
        where = address(name, things)
        counted[name] = len(rows(sophie.get(where, format="csv", page_size=1))) - 1
        found = sophie.get(where, page_size=200).json()["results"]
        inner = BY_ENTRY.get(name)
        expected[name] = sum(len(row[inner]) if inner else 1 for row in found)
    assert counted == expected


def test_every_list_says_so():
    said = {
        path: operation["responses"]["200"]["content"].keys()
        for path, methods in description()["paths"].items()
        for operation in methods.values()
        if "format" in [one["name"] for one in operation.get("parameters", [])]
    }
    handlers = [one for view in VIEWS.values() for _method, one in view.handlers()]
    assert len(said) == len([one for one in handlers if one.operation.is_list])
    kinds = {"application/json", "text/csv", XLSX}
    assert [path for path, content in said.items() if content != kinds] == []


def test_lots(program, acacias):
    """A thing within a row is columns, a list within it is JSON."""
    holder = cast.holding("H2")
    answer = program("sophie").get("lots/", format="csv", q="b")
    today = timezone.localdate()
    assert answer["Content-Disposition"] == (
        f'attachment; filename="acacias-lots-{today}.csv"'
    )
    assert answer["Cache-Control"] == "private, no-store"
    header, line = rows(answer)
    assert dict(zip(header, line, strict=True)) == {
        "uuid": str(cast.lot("B").uuid),
        "code": "B",
        "name": "",
        "kind": "apartment",
        "shares": "300",
        "floor": "",
        "entrance": "",
        "cadastral_number": "",
        "position": "2",
        "primary": "",
        "holder.uuid": str(holder.uuid),
        "holder.code": "H2",
        "holder.name": "Clara Élise",
    }


def test_a_lot_that_nobody_holds(program, acacias):
    services.create_lot(code="X", shares=1, by=None)
    answer = program("sophie").get("lots/", format="csv", q="X")
    assert columns(answer, "code", "holder.code") == [("X", "")]


def test_a_list_within_a_row_is_json(program, acacias):
    answer = program("sophie").get("holdings/", format="csv", q="omar")
    [(lots,)] = columns(answer, "lots")
    assert [lot["code"] for lot in json.loads(lots)] == ["A", "K"]


def test_what_one_does_not_see_is_in_no_file(program, acacias):
    told = columns(program("axel").get("owners/", format="csv"), "contacts.email")
    assert set(told) == {("",)}
    mine = columns(
        program("omar").get("owners/", format="csv"), "code", "contacts.email"
    )
    assert [email for code, email in mine if email] == ["omar@example.org"]


def test_a_workbook_has_numbers_and_days(program, acacias):
    factories.payment("H1", "12.50", communication="=1+1")
    services.create_supplier(name="=cmd()", by=None)
    sophie = program("sophie")
    answer = sophie.get("payments/", format="xlsx")
    assert answer["Content-Type"] == XLSX
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    header, line = ([cell.value for cell in row] for row in sheet.iter_rows(max_row=2))
    found = dict(zip(header, line, strict=True))
    assert found["amount"] == 12.5
    assert found["date"].date() == timezone.localdate()
    assert found["reversed"] is False
    assert sheet.cell(2, header.index("communication") + 1).data_type == "s"
    assert columns(sophie.get("suppliers/", format="csv"), "name") == [("'=cmd()",)]


def test_moments_are_those_of_belgium(program, acacias):
    with timezone.override("UTC"):
        answer = program("sophie").get("history/", format="csv")
    [(at, *_rest), *_more] = columns(answer, "at", "details")
    assert timezone.make_aware(datetime.fromisoformat(at)) <= timezone.now()


def test_the_arithmetic_of_a_call(program, acacias):
    """A line for each lot and item; for a co-owner, his own."""
    factories.issued()
    wanted = ("holding.code", "lines.lot.code", "lines.to_pay", "open")
    everybody = program("axel").get("documents/", format="csv")
    assert sorted(columns(everybody, *wanted)) == [
        ("H1", "A", "500.00", "500.00"),
        ("H2", "B", "300.00", "300.00"),
        ("H3", "C", "200.00", "200.00"),
    ]
    mine = program("omar").get("documents/", format="csv")
    assert columns(mine, *wanted) == [("H1", "A", "500.00", "500.00")]


def test_a_cancelled_call_has_nothing_open(program, acacias):
    cancel_call(factories.issued(), by=None)
    answer = program("omar").get("documents/", format="csv")
    assert columns(answer, "state", "open", "lines.to_pay") == [("", "", "500.00")]


def test_the_parts_of_every_key(program, acacias):
    wanted = ("key.code", "lot.code", "parts", "total")
    found = columns(program("omar").get("keys/parts/", format="csv"), *wanted)
    assert found == [
        ("shares", "A", "500", "1000"),
        ("shares", "B", "300", "1000"),
        ("shares", "C", "200", "1000"),
        ("lift", "B", "1", "3"),
        ("lift", "C", "2", "3"),
    ]


def test_who_held_what(program, acacias):
    """A line for each holder; the past is for who keeps the register."""
    lot = cast.lot("B")
    services.hand_over_lot(
        lot, holding=cast.holding("H1"), since=date(2024, 1, 1), by=None
    )

    def periods(name):
        answer = program(name).get("ownership/", format="csv")
        wanted = ("lot.code", "until", "members.owner.name", "members.full")
        return columns(answer, *wanted)

    now = [
        ("A", "", "Omar Haddad", "1"),
        ("B", "", "Omar Haddad", "1"),
        ("C", "", "Jean Moreau", "1"),
        ("C", "", "Fatima El Idrissi", "1"),
        ("K", "", "Omar Haddad", "1"),
    ]
    assert sorted(periods("omar")) == sorted(now)
    assert sorted(periods("sophie")) == sorted(
        [*now, ("B", "2024-01-01", "Clara Élise", "1")]
    )


def test_accept_says_the_same(program):
    sophie = program("sophie")
    for kind in ("text/csv", XLSX):
        answer = sophie("GET", "lots/", Accept=kind)
        assert answer["Content-Type"].partition(";")[0] == kind


def test_problems_stay_json(program):
    sophie = program("sophie")
    assert list(wrong(sophie.get("lots/", format="csv", kind="castle"))) == ["kind"]
    assert problem(sophie.get("nothing/", format="csv")) == (404, "not-found")
    answer = program("zoe").get("lots/", format="xlsx")
    assert problem(answer) == (404, "not-found")


@pytest.mark.parametrize(
    ("path", "ending"), [("lots/", "pdf"), ("", "csv"), (url("me"), "csv")]
)
def test_other_files_are_not_there(program, path, ending):
    answer = program("sophie").get(path, format=ending)
    assert problem(answer) == (404, "not-found")


def test_a_file_has_an_end_and_says_so(program, monkeypatch):
    for module in (operations, exports):
        monkeypatch.setattr(module, "LIMIT", 2)
    found = rows(program("sophie").get("lots/", format="csv"))
    assert [line[1] for line in found[1:3]] == ["A", "B"]
    assert found[3:] == [["Only the first 2 lines of the list are in this file."]]


def test_more_rows_need_no_more_statements(program):
    sophie = program("sophie")
    where, counted = address("documents", fill()), set()
    [one, *_more] = sophie.get(where).json()["results"]
    for query in ({"holding": one["holding"]["uuid"]}, {}):
        with CaptureQueriesContext(connection) as statements:
            found = rows(sophie.get(where, format="csv", **query))
        counted.add(len(statements))
    assert len(found) > 3
    assert len(counted) == 1
