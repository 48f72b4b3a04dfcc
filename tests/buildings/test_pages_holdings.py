"""Who holds lots together: full, bare and usufruct, and who votes."""

from datetime import date

import pytest

from buildings import services
from buildings.models import Holding
from buildings.queries import named_holdings
from tests import cast
from tests.buildings.pages import (
    actions,
    holding,
    inside,
    owner,
    refused,
    said,
    statements,
    text,
    url,
)


def form(*lines):
    """Return what the form sends for lines of owner, right, part and a tick."""
    data = {f"right_{number}": "full" for number in range(1, 7)}
    for number, line in enumerate(lines, start=1):
        names = ("owner", "right", "part", "represents")
        data |= {f"{n}_{number}": v for n, v in zip(names, line, strict=False)}
    return data


def create(client, *lines):
    return client.post(url("holding-new"), form(*lines), follow=True)


def members(code):
    """Return the parts of a holding and the rights of its members by code."""
    with inside():
        found = named_holdings().get(code=code)
        rights = {
            member.owner.code: (member.full, member.bare, member.usufruct)
            for member in found.members.all()
        }
        return found.parts, rights


def test_one_owner_alone(sign_in):
    page = create(sign_in("sophie"), ("Clara Élise",))
    assert said(page) == ["Clara Élise: saved."]
    assert members("H4") == (1, {"clara": (1, 0, 0)})
    assert holding("H4").vote_suspended is False
    assert "One owner holds these lots alone." in text(page)
    assert url("holding-representative", holding("H4").uuid) not in text(page)


@pytest.mark.parametrize(
    ("parts", "stored"),
    [
        (("1/3", "1/3", "1/3"), (3, 1, 1, 1)),
        (("0.5", "25 %", "1/4"), (4, 2, 1, 1)),
        (("0,333", "66.6 %", "0,001"), (1000, 333, 666, 1)),
        (("1/6", "1/10", "11/15"), (30, 5, 3, 22)),
    ],
)
def test_undivided_parts_are_exact(sign_in, parts, stored):
    people = ("omar", "jean", "fatima")
    lines = [(name, "full", part) for name, part in zip(people, parts, strict=True)]
    create(sign_in("sophie"), *lines)
    whole, *rest = stored
    expected = {name: (full, 0, 0) for name, full in zip(people, rest, strict=True)}
    assert members("H4") == (whole, expected)
    assert holding("H4").vote_suspended is True


def test_a_widow_and_her_children(sign_in):
    page = create(
        sign_in("sophie"),
        ("clara", "full", "1/2", "on"),
        ("clara", "usufruct", "1/2"),
        ("jean", "bare", "1/4"),
        ("fatima", "bare", "25%"),
    )
    rights = {"clara": (2, 0, 2), "jean": (0, 1, 0), "fatima": (0, 1, 0)}
    assert members("H4") == (4, rights)
    assert holding("H4").representative_id == owner("clara").pk
    assert "Votes for the lots" in text(page)
    assert "jointly liable for the charges of their lots" in text(page)


@pytest.mark.parametrize(
    ("lines", "errors"),
    [
        ([()], {"owner_1": ["This field is required."]}),
        (
            [("bea",)],
            {"owner_1": ["“bea” is not in the list: choose one of its lines."]},
        ),
        (
            [("omar", "full", "2/3"), ("jean", "full", "2/3")],
            {
                "__all__": [
                    (
                        "The rights must add up to 1. Full and bare ownership add up to "
                        "4/3, full ownership and usufruct to 4/3."
                    )
                ]
            },
        ),
        (
            [("omar", "bare", ""), ("jean", "usufruct", "1/2")],
            {
                "__all__": [
                    (
                        "The rights must add up to 1. Full and bare ownership add up to "
                        "1, full ownership and usufruct to 1/2."
                    )
                ]
            },
        ),
        (
            [("omar", "full", "half"), ("jean", "full", "-1/2")],
            {
                "part_1": [
                    (
                        "“half” is not a part of a lot. Write for instance 1, 1/2, 0.5 or "
                        "50 %."
                    )
                ],
                "part_2": ["“-1/2” is negative; a share is never below 0."],
            },
        ),
        (
            [("omar", "full", "3/2"), ("jean", "full", "01/02/2024")],
            {
                "part_1": ["“3/2” is more than 1, the whole."],
                "part_2": [
                    "“01/02/2024” is not a part. Write for instance 1/2, 0.5 or 50 %."
                ],
            },
        ),
        (
            [("omar", "full", "1"), ("jean", "full", "0")],
            {"part_2": ["A part is more than 0."]},
        ),
        (
            [("omar",), ("", "full", "1/2")],
            {"owner_2": ["Say whose line this is."]},
        ),
        (
            [("omar", "full", "1/2", "on"), ("jean", "full", "1/2", "on")],
            {"represents_2": ["The holders name one representative (art. 3.87 §1)."]},
        ),
        (
            [("omar", "full", "1/999999937"), ("jean", "full", "1/999999929")],
            {
                "__all__": [
                    (
                        "These parts have no reasonable common denominator: write them as "
                        "fractions such as 1/3."
                    )
                ]
            },
        ),
        (
            [("omar", "whole", "")],
            {
                "right_1": [
                    "Select a valid choice. whole is not one of the available choices."
                ]
            },
        ),
    ],
)
def test_rights_that_cannot_be(sign_in, lines, errors):
    page = create(sign_in("sophie"), *lines)
    assert refused(page) == errors
    with inside():
        assert Holding.objects.count() == 3
    assert actions() == []


def test_a_line_that_is_wrong_is_not_folded_away(sign_in):
    client = sign_in("sophie")
    assert "<details>" in text(client.get(url("holding-new")))
    page = create(client, ("omar",), (), ("nobody",))
    assert list(refused(page)) == ["owner_3"]
    assert "<details open>" in text(page)


def test_the_owner_who_asked_stands_on_the_first_line(sign_in):
    page = sign_in("sophie").get(url("holding-new"), {"owner": "jean"})
    assert 'value="Jean Moreau (jean)"' in text(page)


# The page and the representative


@pytest.fixture
def suspended(db):
    """Jean and Fatima hold lot B too and have named nobody."""
    with inside():
        pair = [services.Member(owner(code), 1) for code in ("jean", "fatima")]
        new = services.create_holding(code="pair", members=pair, parts=2, by=None)
        services.hand_over_lot(
            cast.lot("B"), holding=new, since=date(2024, 1, 1), by=None
        )
    return new


def test_the_vote_is_suspended_until_they_name_one(sign_in, suspended):
    client = sign_in("sophie")
    address = url("holding", suspended.uuid)
    sentence = "The vote of these lots is suspended"
    assert sentence in text(client.get(address))
    assert sentence in text(client.get(url("owner", owner("jean").uuid)))
    page = client.post(
        url("holding-representative", suspended.uuid),
        {"representative": owner("fatima").uuid},
        follow=True,
    )
    assert said(page) == ["The representative is recorded."]
    assert sentence not in text(page)
    assert holding("pair").representative_id == owner("fatima").pk
    assert actions() == ["holding.representative_named"]


@pytest.mark.parametrize("chosen", ["omar", "bea", None])
def test_only_a_holder_is_the_representative(sign_in, suspended, chosen):
    slug = cast.BELLEVUE if chosen == "bea" else cast.ACACIAS
    uuid = owner(chosen, slug).uuid if chosen else "not-a-uuid"
    page = sign_in("sophie").post(
        url("holding-representative", suspended.uuid), {"representative": uuid}
    )
    assert list(refused(page)) == ["representative"]
    assert holding("pair").vote_suspended is True


def test_rights_are_shown_in_lowest_terms(sign_in):
    html = text(sign_in("omar").get(url("holding", holding("H3").uuid)))
    assert html.count(">1/2</td>") == 2


def test_a_holding_without_lots_is_for_the_office(sign_in):
    with inside():
        services.create_holding(
            code="new", members=[services.Member(owner("omar"), 1)], by=None
        )
    address = url("holding", holding("new").uuid)
    assert sign_in("anna").get(address).status_code == 200
    assert sign_in("clara").get(address).status_code == 404


def test_the_page_costs_the_same_for_few_and_many(sign_in):
    client = sign_in("sophie")
    address = url("holding", holding("H1").uuid)
    before = statements(client, address)
    with inside():
        for number in range(3):
            services.hand_over_lot(
                services.create_lot(code=f"L{number}", shares=0, by=None),
                holding=cast.holding("H1"),
                since=cast.SINCE,
                by=None,
            )
    assert statements(client, address) == before
    assert before <= 12
