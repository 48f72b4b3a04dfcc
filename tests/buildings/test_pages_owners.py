"""The register of co-owners: who is in it, and what each reader may see."""

import pytest

from buildings import services
from buildings.models import Owner
from tests import cast
from tests.buildings.pages import (
    actions,
    add_many,
    inside,
    lot,
    owner,
    refused,
    said,
    statements,
    text,
    url,
)

PERSON = {
    "kind": "person",
    "last_name": "Peeters",
    "country": "BE",
    "language": "nl",
    "channel": "post",
}


def names(page):
    return [str(line.owner) for line in page.context["lines"]]


# The list


def test_the_register_by_name_without_accents(sign_in):
    with inside():
        for last, first in (("Elias", "Ann"), ("Zola", "Zoé"), ("elsen", "Bo")):
            services.create_owner(last_name=last, first_name=first, by=None)
    page = sign_in("sophie").get(url("owners"))
    assert names(page) == [
        "Fatima El Idrissi",
        "Ann Elias",
        "Clara Élise",
        "Bo elsen",
        "Omar Haddad",
        "Jean Moreau",
        "Zoé Zola",
    ]


def test_each_with_his_lots_and_shares(sign_in):
    page = sign_in("omar").get(url("owners"))
    shown = {
        line.owner.code: (
            [(held.lot.code, held.alone) for held in line.lots],
            line.shares,
        )
        for line in page.context["lines"]
    }
    assert shown == {
        "omar": ([("A", True), ("K", True)], 500),
        "clara": ([("B", True)], 300),
        "jean": ([("C", False)], 200),
        "fatima": ([("C", False)], 200),
    }


@pytest.mark.parametrize("name", ["omar", "clara", "axel"])
def test_the_neighbours_address_book_is_private(sign_in, name):
    assert owner("jean").email == "jean@example.org"
    client = sign_in(name)
    html = text(client.get(url("owners")))
    assert "Jean Moreau" in html
    assert "jean@example.org" not in html
    assert "+32 470" not in html
    html = text(client.get(url("owner", owner("jean").uuid)))
    assert "Jean Moreau" in html
    assert "jean@example.org" not in html
    assert "+32 470" not in html


@pytest.mark.parametrize("name", ["sophie", "amir", "anna"])
def test_the_office_reads_how_to_reach_them(sign_in, name):
    client = sign_in(name)
    for address in (url("owners"), url("owner", owner("jean").uuid)):
        html = text(client.get(address))
        assert 'href="mailto:jean@example.org"' in html
        assert 'href="tel:+32470000004"' in html


def test_a_co_owner_reads_his_own(sign_in):
    html = text(sign_in("omar").get(url("owner", owner("omar").uuid)))
    assert "+32 470 00 00 04" in html


def test_who_holds_nothing_today_is_for_the_office(sign_in):
    with inside():
        services.create_owner(last_name="Ancien", code="old", by=None)
    address = url("owner", owner("old").uuid)
    assert "Ancien" in names(sign_in("anna").get(url("owners")))
    assert sign_in("anna").get(address).status_code == 200
    assert "Ancien" not in names(sign_in("omar").get(url("owners")))
    assert sign_in("omar").get(address).status_code == 404


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("elise", ["Clara Élise"]),
        ("ÉLISE clara", ["Clara Élise"]),
        ("mor jea", ["Jean Moreau"]),
        ("%", []),
        ("\x00", ["Fatima El Idrissi", "Clara Élise", "Omar Haddad", "Jean Moreau"]),
    ],
)
def test_search_by_name(sign_in, search, found):
    page = sign_in("omar").get(url("owners"), {"q": search})
    assert names(page) == found
    assert ("Nobody of this name was found." in text(page)) == (not found)


@pytest.mark.parametrize("page", ["owners", "owner"])
def test_a_page_costs_the_same_for_few_and_many(sign_in, page):
    client = sign_in("sophie")
    address = url(page) if page == "owners" else url("owner", owner("jean").uuid)
    before = statements(client, address)
    add_many(3)
    with inside():
        for code in ("A", "B", "K"):
            both = [services.Member(o, 1) for o in (owner("jean"), owner("omar"))]
            new = services.create_holding(members=both, parts=2, by=None)
            services.undo_hand_over(cast.lot(code), since=cast.SINCE, by=None)
            services.hand_over_lot(
                cast.lot(code), holding=new, since=cast.SINCE, by=None
            )
    assert statements(client, address) == before
    assert before <= 12


def test_the_owners_of_another_building_stay_outside(sign_in):
    client = sign_in("stijn")
    assert names(client.get(url("owners", slug=cast.BELLEVUE))) == ["Bea"]
    address = url("owner", owner("jean").uuid, slug=cast.BELLEVUE)
    assert client.get(address).status_code == 404


def test_a_register_without_anybody_says_what_comes_next(client, new_building):
    html = text(client.get(url("owners", slug=new_building)))
    assert "There are no co-owners yet." in html
    assert html.count(url("owner-new", slug=new_building)) == 1
    assert html.count(url("import", slug=new_building)) == 2


# One owner


def test_an_owner_with_his_holdings_and_lots(sign_in):
    page = sign_in("omar").get(url("owner", owner("fatima").uuid))
    html = text(page)
    assert "Jean Moreau &amp; Fatima El Idrissi" in html
    assert url("lot", lot("C").uuid) in html
    assert url("owner-edit", owner("fatima").uuid) not in html


# Adding and editing


def test_add_a_company(sign_in):
    data = PERSON | {
        "kind": "company",
        "last_name": "Immo NV",
        "kbo": "BE 0403.170.701",
        "country": "Belgique",
        "email": "immo@example.org",
        "channel": "email",
    }
    page = sign_in("amir").post(url("owner-new"), data, follow=True)
    assert said(page) == ["Immo NV is saved."]
    found = owner("P1")
    assert (found.kbo, found.country, found.channel) == ("0403170701", "BE", "email")
    assert "0403.170.701" in text(page)
    assert actions() == ["owner.created"]


def test_edit_an_owner(sign_in):
    address = url("owner-edit", owner("jean").uuid)
    data = PERSON | {"code": "jean", "first_name": "Jean", "last_name": "Morel"}
    page = sign_in("sophie").post(address, data, follow=True)
    assert page.redirect_chain == [(url("owner", owner("jean").uuid), 302)]
    assert str(owner("jean")) == "Jean Morel"
    assert actions() == ["owner.changed"]


def test_free_codes_follow_each_other(sign_in):
    client = sign_in("sophie")
    client.post(url("owner-new"), PERSON | {"code": "P2"})
    client.post(url("owner-new"), PERSON)
    client.post(url("owner-new"), PERSON)
    with inside():
        codes = Owner.objects.filter(last_name="Peeters").values_list("code", flat=True)
        assert sorted(codes) == ["P1", "P2", "P3"]


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"last_name": ""}, {"last_name": ["This field is required."]}),
        ({"code": ""}, {"code": ["This field is required."]}),
        (
            {"code": "omar"},
            {"__all__": ["There already is an owner with this code."]},
        ),
        (
            {"kind": "company", "kbo": "0403.170.702"},
            {"kbo": ["“0403.170.702” is not a KBO number: check its ten digits."]},
        ),
        (
            {"kbo": "0403.170.701"},
            {"__all__": ["Only a company has a KBO number."]},
        ),
        (
            {"channel": "email"},
            {"__all__": ["An e-mail address is needed to send letters by e-mail."]},
        ),
        ({"email": "jean@"}, {"email": ["Enter a valid email address."]}),
        (
            {"country": "Atlantis"},
            {
                "country": [
                    (
                        "“Atlantis” is not a country. Write its two letters, for instance "
                        "BE."
                    )
                ]
            },
        ),
        (
            {"last_name": "A" * 121},
            {
                "last_name": [
                    "Ensure this value has at most 120 characters (it has 121)."
                ]
            },
        ),
        (
            {"last_name": "A\x00"},
            {"last_name": ["Null characters are not allowed."]},
        ),
    ],
)
def test_bad_input_is_refused_at_its_field(sign_in, data, errors):
    address = url("owner-edit", owner("jean").uuid)
    given = PERSON | {"code": "jean"} | data
    page = sign_in("sophie").post(address, given)
    assert refused(page) == errors
    assert str(owner("jean")) == "Jean Moreau"
    assert actions() == []
