"""The change of owner of a lot, and undoing it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from buildings import services
from buildings.models import Ownership
from tests import cast
from tests.buildings.pages import (
    actions,
    holding,
    inside,
    lot,
    refused,
    said,
    text,
    url,
)


def periods(code):
    with inside():
        found = Ownership.objects.filter(lot__code=code).select_related("holding")
        return [(each.holding.code, each.since, each.until) for each in found]


def hand_over(client, code, **data):
    return client.post(url("lot-hand-over", lot(code).uuid), data, follow=True)


def test_the_buyer_has_the_day_of_the_deed(sign_in):
    page = hand_over(sign_in("sophie"), "B", holding="H1", since="2024-03-01")
    assert said(page) == ["Lot B belongs to Omar Haddad from 01/03/2024 on."]
    assert periods("B") == [
        ("H2", date(2020, 1, 1), date(2024, 3, 1)),
        ("H1", date(2024, 3, 1), None),
    ]
    assert actions() == ["lot.handed_over"]


@pytest.mark.parametrize(
    "typed",
    [
        "H3",
        "h3",
        "Jean Moreau & Fatima El Idrissi (H3)",
        "jean moreau & fatima el idrissi",
    ],
)
def test_the_holder_is_named_as_the_list_does_or_shorter(sign_in, typed):
    hand_over(sign_in("sophie"), "B", holding=typed, since="2024-03-01")
    assert [code for code, *_dates in periods("B")] == ["H2", "H3"]


def test_a_sale_of_the_future_shows_the_holder_of_today(sign_in):
    later = timezone.localdate() + timedelta(days=10)
    client = sign_in("sophie")
    page = hand_over(client, "B", holding="H1", since=later)
    assert "Later" in text(page)
    [found] = [
        each for each in client.get(url("lots")).context["page"] if each.code == "B"
    ]
    assert [each.holding.code for each in found.running] == ["H2"]


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        (
            {"since": "2020-01-01"},
            {
                "since": [
                    (
                        "Clara Élise holds this lot from 01/01/2020 on: choose a later "
                        "day, or undo that change of owner first."
                    )
                ]
            },
        ),
        ({"since": "31/02/2024"}, {"since": ["Enter a valid date."]}),
        (
            {"since": "0024-03-01"},
            {"since": ["Ensure this value is greater than or equal to 1900-01-01."]},
        ),
        ({"since": ""}, {"since": ["This field is required."]}),
        ({"holding": ""}, {"holding": ["This field is required."]}),
        ({"holding": "H2"}, {"holding": ["This holder has the lot already."]}),
        (
            {"holding": "Bea (H1)"},
            {"holding": ["“Bea (H1)” is not in the list: choose one of its lines."]},
        ),
    ],
)
def test_a_change_of_owner_that_cannot_be(sign_in, data, errors):
    given = {"holding": "H1", "since": "2024-03-01"} | data
    page = hand_over(sign_in("sophie"), "B", **given)
    assert refused(page) == errors
    assert periods("B") == [("H2", date(2020, 1, 1), None)]


def test_a_lot_that_was_held_until_a_day(sign_in):
    with inside():
        Ownership.objects.filter(lot=cast.lot("B")).update(until=date(2024, 1, 1))
    client = sign_in("sophie")
    page = hand_over(client, "B", holding="H2", since="2023-12-31")
    assert refused(page) == {
        "since": [
            "Clara Élise holds this lot until 01/01/2024: choose that day or later."
        ]
    }
    hand_over(client, "B", holding="H2", since="2024-01-01")
    assert len(periods("B")) == 2


def test_two_holders_of_one_name_need_their_code(sign_in):
    with inside():
        twin = services.create_owner(first_name="Omar", last_name="Haddad", by=None)
        services.create_holding(code="H9", members=[services.Member(twin, 1)], by=None)
    client = sign_in("sophie")
    page = hand_over(client, "B", holding="Omar Haddad", since="2024-03-01")
    assert refused(page) == {
        "holding": ["Several lines are called “Omar Haddad”: add the code."]
    }
    hand_over(client, "B", holding="Omar Haddad (H9)", since="2024-03-01")
    assert periods("B")[-1] == ("H9", date(2024, 3, 1), None)


def test_a_buyer_who_is_new_is_added_on_the_way(sign_in):
    client = sign_in("sophie")
    page = client.get(url("lot-hand-over", lot("B").uuid))
    assert f"{url('owner-new')}?lot=B" in text(page)
    page = client.post(
        f"{url('owner-new')}?lot=B",
        {
            "kind": "person",
            "last_name": "Nguyen",
            "country": "BE",
            "language": "fr",
            "channel": "post",
        },
        follow=True,
    )
    assert page.redirect_chain == [(f"{url('holding-new')}?lot=B&owner=P1", 302)]
    assert 'value="Nguyen (P1)"' in text(page)
    page = client.post(
        page.redirect_chain[0][0],
        {"owner_1": "Nguyen (P1)"} | {f"right_{n}": "full" for n in range(1, 7)},
        follow=True,
    )
    address = f"{url('lot-hand-over', lot('B').uuid)}?holding=H4"
    assert page.redirect_chain == [(address, 302)]
    assert 'value="Nguyen (H4)"' in text(page)
    page = client.post(address, {"holding": "Nguyen (H4)", "since": "2024-03-01"})
    assert periods("B")[-1] == ("H4", date(2024, 3, 1), None)


# Undoing it


def test_undo_a_change_of_owner(sign_in):
    client = sign_in("sophie")
    hand_over(client, "B", holding="H1", since="2024-03-01")
    address = url("lot-hand-over-undo", lot("B").uuid)
    assert "was given to Omar Haddad from 01/03/2024 on" in text(client.get(address))
    page = client.post(address, {"since": "2024-03-01"}, follow=True)
    assert said(page) == ["The change of owner is undone."]
    assert periods("B") == [("H2", date(2020, 1, 1), None)]
    assert actions() == ["lot.handed_over", "lot.hand_over_undone"]


@pytest.mark.parametrize("since", ["2024-03-01", "", "yesterday"])
def test_a_second_click_undoes_nothing_more(sign_in, since):
    address = url("lot-hand-over-undo", lot("B").uuid)
    page = sign_in("sophie").post(address, {"since": since}, follow=True)
    assert said(page) == [
        "Nothing was undone: only the latest change of owner can be undone."
    ]
    assert periods("B") == [("H2", date(2020, 1, 1), None)]


def test_a_lot_that_nobody_ever_held(sign_in):
    with inside():
        services.create_lot(code="D", shares=0, by=None)
    client = sign_in("sophie")
    address = url("lot-hand-over-undo", lot("D").uuid)
    assert client.get(address).status_code == 404
    assert "Nobody holds this lot." in text(client.get(url("lot", lot("D").uuid)))
    hand_over(client, "D", holding=holding("H1").code, since="2024-03-01")
    assert periods("D") == [("H1", date(2024, 3, 1), None)]
    client.post(address, {"since": "2024-03-01"})
    assert periods("D") == []


@pytest.mark.parametrize("name", ["lot", "lot-hand-over"])
def test_a_sale_settles_more_than_the_register(sign_in, name):
    page = text(sign_in("sophie").get(url(name, lot("B").uuid)))
    assert "leaves the working fund with the seller" in page
    assert f'href="/b/{cast.ACACIAS}/sales/new/?lot=B"' in page


def test_who_prepares_no_sale_reads_nothing_of_it(sign_in):
    assert "working fund" not in text(sign_in("omar").get(url("lot", lot("B").uuid)))
