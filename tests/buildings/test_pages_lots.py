"""Lots, their holders, and the change of owner."""

from datetime import date

import pytest

from buildings import services
from buildings.models import AllocationKey, Lot
from tests import cast
from tests.buildings.pages import (
    actions,
    add_many,
    inside,
    lot,
    refused,
    said,
    statements,
    text,
    url,
)
from tests.finance import factories

LOT = {"code": "D", "kind": "apartment", "shares": "0"}


# The list


def test_the_list_in_the_order_of_the_deed(sign_in):
    page = sign_in("omar").get(url("lots"))
    shown = [
        (found.code, found.shares, [str(each.holding) for each in found.running])
        for found in page.context["page"]
    ]
    assert shown == [
        ("A", 500, ["Omar Haddad"]),
        ("B", 300, ["Clara Élise"]),
        ("C", 200, ["Jean Moreau & Fatima El Idrissi"]),
        ("K", 0, ["Omar Haddad"]),
    ]
    assert "The lots add up to 1,000 of the deed's 1,000 shares." in text(page)


def test_the_list_says_when_the_deed_disagrees(sign_in):
    with inside():
        services.create_lot(code="D", shares=1, by=None)
    html = text(sign_in("omar").get(url("lots")))
    assert "The lots and the deed do not agree" in html
    assert "No holder" in html


@pytest.mark.parametrize(
    ("search", "codes"),
    [("b", ["B"]), ("garden", ["A"]), ("%", []), ("\x00", ["A", "B", "C", "K"])],
)
def test_search_by_code_or_name(sign_in, search, codes):
    with inside():
        services.update_lot(cast.lot("A"), name="Garden", by=None)
    page = sign_in("omar").get(url("lots"), {"q": search})
    assert [found.code for found in page.context["page"]] == codes


def test_the_lots_of_another_building_stay_outside(sign_in):
    add_many(1, letter="Q")
    page = sign_in("stijn").get(url("lots", slug=cast.BELLEVUE))
    assert [found.code for found in page.context["page"]] == ["1"]
    assert ">Q0<" not in text(page)


def test_who_may_not_edit_sees_no_button(sign_in):
    assert url("lot-new") in text(sign_in("sophie").get(url("lots")))
    assert url("lot-new") not in text(sign_in("anna").get(url("lots")))


def test_a_building_without_lots_says_what_comes_next(client, new_building):
    page = client.get(url("lots", slug=new_building))
    html = text(page)
    assert "There are no lots yet." in html
    assert html.count(url("lot-new", slug=new_building)) == 1
    assert html.count(url("import", slug=new_building)) == 2


@pytest.mark.parametrize("page", ["lots", "lot"])
def test_a_page_costs_the_same_for_few_and_many(sign_in, page):
    client = sign_in("sophie")
    address = url(page) if page == "lots" else url("lot", lot("C").uuid)
    before = statements(client, address)
    add_many(3)
    with inside():
        for number in range(3):
            services.create_key(
                code=f"k{number}", name="Key", parts={lot("C").pk: 1}, by=None
            )
    assert statements(client, address) == before
    assert before <= 12


def test_fifty_lots_a_page(sign_in):
    with inside():
        for number in range(60):
            services.create_lot(code=f"P{number}", shares=0, by=None)
    client = sign_in("omar")
    assert len(client.get(url("lots")).context["page"].object_list) == 50
    assert len(client.get(url("lots"), {"page": 2}).context["page"].object_list) == 14


# One lot


def test_a_lot_shows_its_part_in_each_key(sign_in):
    page = sign_in("omar").get(url("lot", lot("C").uuid))
    parts = [
        (part.version.key.name, part.parts, part.version.total)
        for part in page.context["parts"]
    ]
    assert parts == [("Shares of the deed", 200, 1000), ("Lift", 2, 3)]
    assert "66.6667\N{NO-BREAK SPACE}%" in text(page)


def test_past_holders_are_for_those_who_keep_the_register(sign_in):
    with inside():
        services.hand_over_lot(
            cast.lot("B"), holding=cast.holding("H1"), since=date(2024, 3, 1), by=None
        )
    address = url("lot", lot("B").uuid)
    page = sign_in("anna").get(address)
    shown = [
        (str(each.holding), each.since, each.until) for each in page.context["periods"]
    ]
    assert shown == [
        ("Omar Haddad", date(2024, 3, 1), None),
        ("Clara Élise", date(2020, 1, 1), date(2024, 3, 1)),
    ]
    assert "Clara" not in text(sign_in("axel").get(address))


def test_a_lot_and_its_annexes_point_to_each_other(sign_in):
    with inside():
        services.update_lot(cast.lot("K"), primary=cast.lot("A"), by=None)
    client = sign_in("omar")
    assert url("lot", lot("K").uuid) in text(client.get(url("lot", lot("A").uuid)))
    assert url("lot", lot("A").uuid) in text(client.get(url("lot", lot("K").uuid)))


# Adding and editing


def test_add_a_lot(sign_in):
    data = LOT | {
        "code": "K2",
        "name": "Cellar 2",
        "kind": "cellar",
        "floor": "-1",
        "primary": "b",
    }
    page = sign_in("amir").post(url("lot-new"), data, follow=True)
    assert said(page) == ["Lot Cellar 2 is saved."]
    with inside():
        found = Lot.objects.select_related("primary").get(code="K2")
        assert (found.position, found.shares, found.floor) == (5, 0, "-1")
        assert found.primary == cast.lot("B")
    assert actions() == ["lot.created"]


def test_other_shares_change_the_key_of_shares(sign_in):
    data = LOT | {"code": "A", "shares": "1 500"}
    sign_in("sophie").post(url("lot-edit", lot("A").uuid), data)
    with inside():
        key = AllocationKey.objects.get(code="shares")
        assert [version.total for version in key.versions.all()] == [2000]


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("shares", "-1", "“-1” is negative; a share is never below 0."),
        ("shares", "1.5", "“1.5” is not whole; shares have no decimals."),
        (
            "shares",
            "1.000",
            (
                "“1.000” has three decimals or more. Shares are whole numbers: write 1000, "
                "not 1.000."
            ),
        ),
        ("shares", "many", "“many” is not a whole number."),
        ("shares", "10000000000", "The number is larger than 1000000000."),
        ("shares", "", "This field is required."),
        ("code", "", "This field is required."),
        (
            "primary",
            "A",
            "“A” is not in the list: choose one of its lines.",
        ),
        ("primary", "1", "“1” is not in the list: choose one of its lines."),
        (
            "kind",
            "castle",
            "Select a valid choice. castle is not one of the available choices.",
        ),
    ],
)
def test_bad_input_is_refused_at_its_field(sign_in, field, value, error):
    data = LOT | {"code": "A", "shares": "500"} | {field: value}
    page = sign_in("sophie").post(url("lot-edit", lot("A").uuid), data)
    assert refused(page) == {field: [error]}
    assert error.replace("'", "&#x27;") in text(page)
    assert actions() == []


def test_a_code_is_used_once(sign_in):
    page = sign_in("sophie").post(url("lot-new"), LOT | {"code": "A"})
    assert refused(page) == {"__all__": ["There already is a lot with this code."]}
    assert actions() == []


def test_a_call_of_today_keeps_todays_shares(sign_in):
    with inside():
        services.update_lot(cast.lot("A"), shares=499, by=None)
        services.update_lot(cast.lot("A"), shares=500, by=None)
        factories.issued()
        services.update_lot(cast.lot("K"), shares=1, by=None)
        services.update_lot(cast.lot("A"), shares=499, by=None)
        factories.issued(title="again")
    page = sign_in("sophie").post(
        url("lot-edit", lot("A").uuid), LOT | {"code": "A", "shares": "500"}
    )
    assert refused(page) == {
        "shares": [
            (
                "A call for funds of today already uses the present shares: change them "
                "tomorrow."
            )
        ]
    }
    assert lot("A").shares == 499


def test_after_a_call_some_lot_keeps_shares(sign_in):
    client = sign_in("stijn")
    with inside(cast.BELLEVUE):
        factories.issued()
    address = url("lot-edit", lot("1", cast.BELLEVUE).uuid, slug=cast.BELLEVUE)
    page = client.post(address, LOT | {"code": "1", "shares": "0"})
    assert refused(page) == {
        "shares": [
            (
                "Calls for funds are divided by the shares: at least one lot must have "
                "some."
            )
        ]
    }
    assert lot("1", cast.BELLEVUE).shares == 100


def test_before_the_first_call_all_shares_may_be_taken_away(sign_in):
    client = sign_in("stijn")
    address = url("lot-edit", lot("1", cast.BELLEVUE).uuid, slug=cast.BELLEVUE)
    for shares, totals in (("0", []), ("0", []), ("70", [70])):
        client.post(address, LOT | {"code": "1", "name": shares, "shares": shares})
        with inside(cast.BELLEVUE):
            key = AllocationKey.objects.get()
            assert [version.total for version in key.versions.all()] == totals
