"""The first page: who has one building, several, or none."""

import pytest
from django.urls import reverse

from buildings import services
from buildings.models import Role
from buildings.permissions import PERMISSION_LABELS
from buildings.roles import ROLE_DESCRIPTIONS, ROLE_PERMISSIONS
from tests import cast
from tests.buildings.pages import inside, statements, text


def test_a_stranger_is_welcomed(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get("/", {"lang": "en"})
    html = text(page)
    assert "The co-ownership of your building, in the open" in html
    assert reverse("account_login") in html
    assert reverse("buildings:roles") in html


def test_who_has_one_building_is_brought_there(sign_in):
    page = sign_in("omar").get("/")
    assert (page.status_code, page.headers["Location"]) == (302, "/b/acacias/")


def test_who_has_several_chooses(sign_in):
    with inside(cast.BELLEVUE):
        services.grant_role(
            cast.user("omar"),
            tenant=cast.tenant(cast.BELLEVUE),
            role=Role.OCCUPANT,
            since=cast.SINCE,
            by=None,
        )
    page = sign_in("omar").get("/", follow=True)
    assert page.context["buildings"] == [
        ("bellevue", "Bellevue", ["Occupant"]),
        ("acacias", "Les Acacias", ["Co-owner"]),
    ]
    assert 'href="/b/bellevue/"' in text(page)


@pytest.mark.parametrize("name", ["zoe", "felix", "bo"])
def test_who_has_none_learns_what_comes_next(sign_in, name):
    page = sign_in(name).get("/", follow=True)
    html = text(page)
    assert "no building is linked to your account yet" in html
    assert "Your syndic invites you by e-mail, or by a letter with a code" in html
    assert '<a class="button primary" href="/join/">I have a code</a>' in html
    assert "Acacias" not in html


@pytest.mark.parametrize(
    ("name", "role", "begin"),
    [
        ("mia", "Member of the ASBL", "/asbl/membership/"),
        ("bo", "Board member of the ASBL", "/asbl/members/"),
        ("tess", "Treasurer of the ASBL", "/asbl/members/"),
        ("arno", "Auditor of the ASBL", "/asbl/tariffs/"),
        ("cora", "Coordinator of the ASBL", "/asbl/tariffs/"),
    ],
)
def test_the_asbl_stands_there_for_who_has_a_role_in_it(sign_in, name, role, begin):
    client = sign_in(name)
    page = client.get(reverse("buildings:mine"))
    [asbl] = page.context["entrances"]
    assert (asbl.roles, asbl.url) == ([role], begin)
    assert f'<a href="{begin}"><b>{asbl.name}</b><small>{role}</small></a>' in text(
        page
    )
    assert client.get(begin).status_code == 200


def test_a_member_of_the_committee_also_enters_its_space(sign_in):
    page = sign_in("cleo").get(reverse("buildings:mine"))
    assert [each.url for each in page.context["entrances"]] == [
        "/asbl/membership/",
        reverse("solidarity:committee"),
    ]


@pytest.mark.parametrize("name", ["omar", "sophie", "felix", "zoe"])
def test_the_asbl_does_not_stand_there_for_others(sign_in, name):
    page = sign_in(name).get(reverse("buildings:mine"))
    assert page.context["entrances"] == []
    assert "The association that runs KoproGo" not in text(page)


def test_elsewhere_there_is_no_asbl_to_enter(sign_in, settings):
    settings.ASBL_PLATFORM = False
    page = sign_in("bo").get(reverse("buildings:mine"))
    assert page.context["entrances"] == []


def test_a_co_owner_with_a_role_in_the_asbl_finds_both(sign_in):
    with inside(cast.ASBL):
        services.grant_role(
            cast.user("omar"),
            tenant=cast.tenant(cast.ASBL),
            role=Role.MEMBER,
            since=cast.SINCE,
            by=None,
        )
    client = sign_in("omar")
    assert client.get("/").headers["Location"] == "/b/acacias/"
    html = text(client.get(reverse("buildings:mine")))
    assert 'href="/b/acacias/"' in html
    assert 'href="/asbl/membership/"' in html


def test_the_statements_do_not_depend_on_the_roles(sign_in):
    mine = reverse("buildings:mine")
    client = sign_in("bo")
    few = statements(client, mine)
    for slug, role in (
        (cast.ASBL, Role.MEMBER),
        (cast.ASBL, Role.TREASURER),
        (cast.ACACIAS, Role.OCCUPANT),
        (cast.BELLEVUE, Role.OCCUPANT),
    ):
        with inside(slug):
            services.grant_role(
                cast.user("bo"),
                tenant=cast.tenant(slug),
                role=role,
                since=cast.SINCE,
                by=None,
            )
    assert statements(client, mine) == few
    assert statements(sign_in("zoe"), mine) == few


def test_signing_in_leads_to_the_building(client, db):
    page = client.post(
        reverse("account_login"),
        {"login": "omar@example.org", "password": "correct horse battery"},
        follow=True,
    )
    assert page.redirect_chain == [("/", 302), ("/b/acacias/", 302)]


def test_every_right_has_words_and_every_role_a_sentence():
    assert set(ROLE_DESCRIPTIONS) == set(ROLE_PERMISSIONS) == set(Role)
    assert set().union(*ROLE_PERMISSIONS.values()) == set(PERMISSION_LABELS)


def test_the_roles_page_says_what_the_rules_say(client, db):
    page = client.get(reverse("buildings:roles"), {"lang": "en"})
    shown = {
        (str(role), str(permission)): allowed
        for section in page.context["sections"]
        for permission, cells in section["rows"]
        for role, allowed in cells
    }
    for role in Role:
        for permission, label in PERMISSION_LABELS.items():
            allowed = permission in ROLE_PERMISSIONS[role]
            assert shown.get((str(role.label), str(label)), False) == allowed
    for sentence in ROLE_DESCRIPTIONS.values():
        assert str(sentence).replace("'", "&#x27;") in text(page)


def test_a_person_who_is_signed_in_keeps_the_navigation_there(sign_in):
    html = text(sign_in("omar").get(reverse("buildings:roles")))
    assert "My buildings" in html
    assert "omar@example.org" in html
