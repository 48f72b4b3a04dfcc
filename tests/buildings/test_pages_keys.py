"""Allocation keys: their versions by date and the parts of each lot."""

from datetime import date

import pytest
from django.utils import timezone

from buildings import services
from buildings.forms import keys
from buildings.forms.keys import split_line
from buildings.models import AllocationKey, KeyVersion
from buildings.templatetags.buildings import percent_of
from tests import cast
from tests.buildings.pages import (
    actions,
    inside,
    key,
    lot,
    refused,
    said,
    statements,
    text,
    url,
)
from tests.finance import factories

NBSP = "\N{NO-BREAK SPACE}"


def parts(**by_code):
    """Return what the form sends for these parts by code of the lot."""
    return {f"part-{lot(code).uuid}": value for code, value in by_code.items()}


def versions(code):
    """Return the versions of a key: from when, the parts by code of the lot."""
    with inside():
        return [
            (version.valid_from, dict(version.parts.values_list("lot__code", "parts")))
            for version in KeyVersion.objects.filter(key__code=code)
        ]


def rewrite(code, valid_from, **by_code):
    with inside():
        services.write_version(
            key(code),
            valid_from=valid_from,
            parts={lot(name).pk: number for name, number in by_code.items()},
            by=None,
        )


# The list and the page


def test_the_list_says_what_holds_today(sign_in):
    rewrite("lift", date(2025, 1, 1), B=3, C=4, K=5)
    page = sign_in("omar").get(url("keys"))
    shown = [
        (found.name, version.valid_from, lots, version.total)
        for found, version, lots in page.context["rows"]
    ]
    assert shown == [
        ("Shares of the deed", None, 3, 1000),
        ("Lift", date(2025, 1, 1), 3, 12),
    ]


def test_a_key_without_parts_says_so(client, new_building):
    html = text(client.get(url("keys", slug=new_building)))
    assert "No parts today" in html


def test_a_page_costs_the_same_for_few_and_many(sign_in):
    client = sign_in("sophie")
    addresses = [url("keys"), url("key", key("lift").uuid)]
    before = [statements(client, address) for address in addresses]
    for year in (2021, 2022, 2023):
        rewrite("lift", date(year, 1, 1), A=1, B=3, C=4, K=5)
        with inside():
            services.create_key(
                code=f"k{year}", name="Key", parts={lot("A").pk: 1}, by=None
            )
    assert [statements(client, address) for address in addresses] == before
    assert max(before) <= 12


def test_the_parts_of_today_with_their_percentage(sign_in):
    page = sign_in("omar").get(url("key", key("lift").uuid))
    shown = [(part.lot.code, part.parts) for part in page.context["page"]]
    assert shown == [("B", 1), ("C", 2)]
    html = text(page)
    assert f"33.3333{NBSP}%" in html
    assert f"66.6667{NBSP}%" in html
    assert url("key-version-new", key("lift").uuid) not in html


def test_the_parts_of_another_version(sign_in):
    rewrite("lift", date(2025, 1, 1), A=9)
    client = sign_in("omar")
    address = url("key", key("lift").uuid)

    def shown(page):
        return [(part.lot.code, part.parts) for part in page.context["page"]]

    assert shown(client.get(address)) == [("A", 9)]
    assert shown(client.get(address, {"from": "2025-01-01"})) == [("A", 9)]
    assert shown(client.get(address, {"from": "deed"})) == [("B", 1), ("C", 2)]
    assert client.get(address, {"from": "2025-02-30"}).status_code == 404


def test_the_key_of_shares_follows_the_lots(sign_in):
    shares = key("shares").uuid
    client = sign_in("sophie")
    html = text(client.get(url("key", shares)))
    assert "This key follows the lots" in html
    assert url("key-version-new", shares) not in html
    page = client.post(url("key-version-new", shares), parts(A="1"))
    assert page.status_code == 404
    assert versions("shares") == [(None, {"A": 500, "B": 300, "C": 200})]


@pytest.mark.parametrize(
    ("part", "total", "shown"),
    [
        (1, 3, "33.3333"),
        (2, 3, "66.6667"),
        (1, 1, "100.0000"),
        (1, 2_000_000, "0.0001"),
        (1, 2_000_001, "0.0000"),
    ],
)
def test_a_percentage_is_rounded_half_up(part, total, shown):
    assert percent_of(part, total) == f"{shown}{NBSP}%"


# A new version


def test_the_form_proposes_the_parts_of_today(sign_in):
    page = sign_in("sophie").get(url("key-version-new", key("lift").uuid))
    assert inputs(page) == {"A": "", "B": 1, "C": 2, "K": ""}
    assert page.context["form"].total() == 3


def test_a_new_version_from_a_date(sign_in):
    data = parts(A="", B="10", C="1 020", K="0") | {"valid_from": "2025-01-01"}
    page = sign_in("amir").post(
        url("key-version-new", key("lift").uuid), data, follow=True
    )
    assert said(page) == ["The parts of the key “Lift” add up to 1,030."]
    assert versions("lift") == [
        (None, {"B": 1, "C": 2}),
        (date(2025, 1, 1), {"B": 10, "C": 1020}),
    ]
    assert actions() == ["key.version_written"]


def test_the_parts_since_the_deed_can_be_corrected(sign_in):
    sign_in("sophie").post(url("key-version-new", key("lift").uuid), parts(A="7"))
    assert versions("lift") == [(None, {"A": 7})]


def test_adding_up_saves_nothing(sign_in):
    data = parts(A="7", B="x") | {"add_up": "1"}
    page = sign_in("sophie").post(url("key-version-new", key("lift").uuid), data)
    assert page.context["form"].total() == 7
    assert "“x” is not a whole number." in text(page)
    assert versions("lift") == [(None, {"B": 1, "C": 2})]


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("-1", "“-1” is negative; a share is never below 0."),
        ("0.5", "“0.5” is not whole; shares have no decimals."),
        (
            "1.000",
            (
                "“1.000” has three decimals or more. Shares are whole numbers: write 1000, "
                "not 1.000."
            ),
        ),
        ("one", "“one” is not a whole number."),
    ],
)
def test_a_bad_part_is_refused_at_its_field(sign_in, value, error):
    data = parts(A=value, B="1")
    page = sign_in("sophie").post(url("key-version-new", key("lift").uuid), data)
    field = f"part-{lot('A').uuid}"
    assert refused(page) == {field: [error]}
    html = text(page)
    assert f'aria-describedby="id_{field}_error"' in html
    assert f'id="id_{field}_error"' in html
    assert versions("lift") == [(None, {"B": 1, "C": 2})]


def test_a_key_of_nothing_is_refused(sign_in):
    page = sign_in("sophie").post(
        url("key-version-new", key("lift").uuid), parts(A="0", B="")
    )
    assert refused(page) == {
        "__all__": [
            "All parts are 0, so nothing could be divided. Give at least one lot a part."
        ]
    }
    assert versions("lift") == [(None, {"B": 1, "C": 2})]


def test_a_version_that_a_call_has_used_is_kept(sign_in):
    with inside():
        factories.issued(factories.item("10.00", key="lift"))
    address = url("key-version-new", key("lift").uuid)
    client = sign_in("sophie")
    page = client.post(address, parts(A="7"))
    assert refused(page) == {
        "valid_from": [
            (
                "A call for funds has used the parts of this day and keeps them: choose a "
                "later day."
            )
        ]
    }
    assert versions("lift") == [(None, {"B": 1, "C": 2})]
    client.post(address, parts(A="7") | {"valid_from": timezone.localdate()})
    assert len(versions("lift")) == 2
    assert "Used by a call" in text(client.get(url("key", key("lift").uuid)))


def test_the_lot_of_another_building_is_no_field(sign_in):
    foreign = lot("1", cast.BELLEVUE)
    data = parts(A="7") | {f"part-{foreign.uuid}": "5"}
    sign_in("sophie").post(url("key-version-new", key("lift").uuid), data)
    assert versions("lift") == [(None, {"A": 7})]


# Many parts at once


def inputs(page):
    """Return the parts that the form shows, by code of the lot."""
    return {row.lot.code: row.field.value() for row in page.context["form"].rows()}


def groups(page):
    return [
        (group.kind, [row.lot.code for row in group.rows], group.total, group.is_open)
        for group in page.context["form"].groups()
    ]


def test_lots_stand_together_by_kind(sign_in):
    page = sign_in("sophie").get(url("key-version-new", key("lift").uuid))
    assert groups(page) == [
        ("apartment", ["A", "B", "C"], 3, True),
        ("cellar", ["K"], 0, True),
    ]


def test_among_many_lots_only_kinds_that_bear_something_are_open(sign_in, monkeypatch):
    monkeypatch.setattr(keys, "FEW", 3)
    client = sign_in("sophie")
    address = url("key-version-new", key("lift").uuid)

    def is_open(page):
        return [is_open for _kind, _codes, _total, is_open in groups(page)]

    assert is_open(client.get(address)) == [True, False]
    assert is_open(client.get(url("key-new"))) == [False, False]
    assert is_open(client.post(address, parts(K="x"))) == [False, True]
    assert is_open(client.post(address, {"each-cellar": "x"})) == [False, True]


def test_a_kind_gets_the_same_part_and_nothing_is_saved(sign_in):
    data = parts(A="7", K="9") | {"each-apartment": "1 000", "add_up": "1"}
    page = sign_in("sophie").post(url("key-version-new", key("lift").uuid), data)
    assert inputs(page) == {"A": "1 000", "B": "1 000", "C": "1 000", "K": "9"}
    assert page.context["form"].total() == 3009
    assert page.context["form"]["each-apartment"].value() == ""
    assert versions("lift") == [(None, {"B": 1, "C": 2})]


def test_what_is_no_number_is_given_to_no_lot(sign_in):
    data = parts(A="7") | {"each-apartment": "many"}
    page = sign_in("sophie").post(url("key-version-new", key("lift").uuid), data)
    assert inputs(page) == {"A": "7", "B": None, "C": None, "K": None}
    assert refused(page) == {"each-apartment": ["“many” is not a whole number."]}
    assert versions("lift") == [(None, {"B": 1, "C": 2})]


def test_lines_of_a_spreadsheet_fill_in_the_parts_that_they_name(sign_in):
    lines = "a\t12\n\nB;5\nK 3"
    data = parts(A="7", C="8") | {"each-cellar": "1", "pasted": lines}
    page = sign_in("sophie").post(
        url("key-version-new", key("lift").uuid), data, follow=True
    )
    assert said(page) == ["The parts of the key “Lift” add up to 28."]
    assert versions("lift") == [(None, {"A": 12, "B": 5, "C": 8, "K": 3})]


def test_lines_that_name_no_lot_stay_and_nothing_is_saved(sign_in):
    data = {"pasted": "Code;Part\nA;12\nX9;5"}
    page = sign_in("sophie").post(url("key-version-new", key("lift").uuid), data)
    assert refused(page) == {
        "pasted": ["No lot has the code with which these lines begin."]
    }
    assert page.context["form"]["pasted"].value() == "Code;Part\nX9;5"
    assert inputs(page)["A"] == "12"
    assert versions("lift") == [(None, {"B": 1, "C": 2})]


def test_a_part_that_is_no_number_is_refused_at_its_lot(sign_in):
    page = sign_in("sophie").post(
        url("key-version-new", key("lift").uuid), {"pasted": "A;x"}
    )
    field = f"part-{lot('A').uuid}"
    assert refused(page) == {field: ["“x” is not a whole number."]}


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("A1\t12", ("A1", "12")),
        ("A1 \tApartment\t 1 020", ("A1", "1 020")),
        ("A1;12", ("A1", "12")),
        ("  A1  12 ", ("A1", "12")),
        ("A1", ("A1", "")),
        ("A1\t", ("A1", "")),
        ("", ("", "")),
    ],
)
def test_a_line_has_a_code_and_a_part(line, cells):
    assert split_line(line) == cells


# A new key


def test_create_a_special_key(sign_in):
    data = parts(A="1", K="1") | {"code": "roof", "name": "Roof"}
    page = sign_in("sophie").post(url("key-new"), data, follow=True)
    assert said(page) == ["The parts of the key “Roof” add up to 2."]
    assert versions("roof") == [(None, {"A": 1, "K": 1})]
    assert key("roof").kind == AllocationKey.Kind.SPECIAL


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        (
            {"code": "lift"},
            {"__all__": ["There already is a key with this code."]},
        ),
        ({"code": ""}, {"code": ["This field is required."]}),
        ({"name": ""}, {"name": ["This field is required."]}),
        (
            {"part": ""},
            {
                "__all__": [
                    (
                        "All parts are 0, so nothing could be divided. Give at least one "
                        "lot a part."
                    )
                ]
            },
        ),
    ],
)
def test_a_key_that_cannot_be(sign_in, data, errors):
    given = {"code": "roof", "name": "Roof", "part": "1"} | data
    given |= parts(A=given.pop("part"))
    page = sign_in("sophie").post(url("key-new"), given)
    assert refused(page) == errors
    with inside():
        assert AllocationKey.objects.count() == 2
    assert actions() == []
