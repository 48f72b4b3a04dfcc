"""Who may enter a building, until when, and what a view can do there."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from buildings import services
from buildings.access import Permission, buildings_of, find_access, require
from buildings.models import Lot, Role
from koprogo.tenancy import NoTenant, enter
from koprogo.tenancy.views import personal
from koprogo.urls import urlpatterns as real_urls
from tests import cast
from tests.sql import rows

SETTINGS = """
SELECT coalesce(current_setting('app.tenant', true), ''),
       coalesce(current_setting('app.user', true), '')
"""
NOTHING = [("", "")]

# [since, until) in days from today, and whether it holds today.
PERIODS = [
    ((-1, None), True),
    ((0, None), True),
    ((1, None), False),
    ((-2, 1), True),
    ((0, 1), True),
    ((-2, 0), False),
    ((1, 2), False),
]


def days(period):
    today = timezone.localdate()
    return {
        name: None if offset is None else today + timedelta(days=offset)
        for name, offset in zip(("since", "until"), period, strict=True)
    }


def role_values(name, slug=cast.ACACIAS):
    access = find_access(cast.user(name), slug)
    return access and sorted(access.roles)


@pytest.fixture
def mimosas(db):
    """A building without a syndic."""
    return services.create_building(
        name="Mimosas", slug="mimosas", deed_total=1, by=None
    )


@pytest.fixture
def firm(db):
    return services.create_firm(name="Peeters Syndic")


def start_mandate(building, firm, period):
    with enter(building.pk, by=None):
        services.start_mandate(building, firm=firm, **days(period), by=None)


# Roles: grants and mandates, each with its dates


@pytest.mark.parametrize(
    ("person", "roles"),
    [
        ("sophie", ["manager"]),
        ("amir", ["assistant"]),
        ("anna", ["accountant"]),
        ("omar", ["co_owner"]),
        ("clara", ["co_owner", "council"]),
        ("axel", ["auditor"]),
        ("otto", ["occupant"]),
        ("stijn", None),
        ("bea", None),
        ("felix", None),
        ("bo", None),
        ("zoe", None),
    ],
)
def test_the_cast(db, person, roles):
    assert role_values(person) == roles


def test_a_tenant_that_does_not_exist(db):
    assert role_values("sophie", "nowhere") is None


@pytest.mark.parametrize(("period", "holds"), PERIODS)
def test_a_grant_holds_in_its_period(acacias, period, holds):
    services.grant_role(
        cast.user("zoe"),
        tenant=acacias.tenant,
        role=Role.COUNCIL,
        **days(period),
        by=None,
    )
    assert role_values("zoe") == (["council"] if holds else None)


@pytest.mark.parametrize(("period", "holds"), PERIODS)
def test_a_member_of_a_firm_has_rights_while_employed(mimosas, firm, period, holds):
    start_mandate(mimosas, firm, (-10, 10))
    services.employ(cast.user("zoe"), firm=firm, role=Role.ACCOUNTANT, **days(period))
    assert role_values("zoe", "mimosas") == (["accountant"] if holds else None)


@pytest.mark.parametrize(
    ("period", "holds"),
    [(period, holds) for period, holds in PERIODS if period[1] is not None],
)
def test_a_firm_has_rights_while_its_mandate_runs(mimosas, firm, period, holds):
    start_mandate(mimosas, firm, period)
    services.employ(cast.user("zoe"), firm=firm, role=Role.MANAGER, **days((-10, None)))
    assert role_values("zoe", "mimosas") == (["manager"] if holds else None)


def test_a_mandate_of_one_building_opens_no_other(mimosas, firm):
    """Also when the firm had a mandate there before."""
    start_mandate(mimosas, firm, (-100, -50))
    other = services.create_building(name="Iris", slug="iris", deed_total=1, by=None)
    start_mandate(other, firm, (-10, 10))
    zoe = cast.user("zoe")
    services.employ(zoe, firm=firm, role=Role.MANAGER, **days((-200, None)))
    assert role_values("zoe", "mimosas") is None
    assert buildings_of(zoe) == [("iris", "Iris", [Role.MANAGER.label])]


def test_grants_and_mandates_add_up(mimosas, firm):
    zoe = cast.user("zoe")
    start_mandate(mimosas, firm, (-10, 10))
    services.employ(zoe, firm=firm, role=Role.ASSISTANT, **days((-10, None)))
    with enter(mimosas.pk, by=None):
        services.grant_role(
            zoe,
            tenant=mimosas.tenant,
            role=Role.CO_OWNER,
            **days((-10, None)),
            by=None,
        )
    access = find_access(zoe, "mimosas")
    assert access.roles == {Role.ASSISTANT, Role.CO_OWNER}
    assert access.allows(Permission.PREPARE_CALLS)
    assert access.allows(Permission.SEE_OWN_ACCOUNT)
    assert not access.allows(Permission.ISSUE_CALLS)
    assert access.role_labels == [Role.ASSISTANT.label, Role.CO_OWNER.label]


def test_access_costs_one_statement(db, django_assert_num_queries):
    clara = cast.user("clara")
    with django_assert_num_queries(1):
        find_access(clara, cast.ACACIAS)
    with django_assert_num_queries(1):
        buildings_of(clara)


def test_the_buildings_of_a_person(acacias):
    council, owner = Role.COUNCIL.label, Role.CO_OWNER.label
    clara = cast.user("clara")
    assert buildings_of(clara) == [(cast.ACACIAS, "Les Acacias", [owner, council])]
    assert buildings_of(cast.user("bo")) == []
    bellevue = cast.tenant(cast.BELLEVUE)
    with enter(bellevue.pk, by=None):
        services.grant_role(
            clara, tenant=bellevue, role=Role.AUDITOR, **days((0, 1)), by=None
        )
    assert buildings_of(clara) == [
        (cast.BELLEVUE, "Bellevue", [Role.AUDITOR.label]),
        (cast.ACACIAS, "Les Acacias", [owner, council]),
    ]


# The door: small views behind it


class Oops(Exception):
    pass


def here(request):
    return HttpResponse(f"{rows(SETTINGS)} {sorted(Lot.objects.values_list('code'))}")


@require_http_methods(["GET", "HEAD", "OPTIONS", "POST"])
@require(Permission.SEE_CALLS)
def write(request, building):
    Lot.objects.update(floor="9")
    return HttpResponse(building.name)


@require(Permission.SEE_CALLS)
def write_and_fail(request, building, error):
    Lot.objects.update(floor="9")
    raise {"crash": Oops, "forbid": PermissionDenied}[error]


@require(Permission.SEE_CALLS)
def look(request, building):
    return here(request)


@personal
def my_page(request):
    if request.method == "POST" or "write" in request.GET:
        request.user.name = "Zoé"
        request.user.save()
    return HttpResponse(repr(rows(SETTINGS)))


urlpatterns = [
    path("test/<slug:slug>/write", write),
    path("test/<slug:slug>/look", look),
    path("test/<slug:slug>/<slug:error>", write_and_fail),
    path("my-page", my_page),
    *real_urls,
]
with_test_views = pytest.mark.urls(__name__)


@pytest.fixture
def visit(client):
    """``visit("omar", "get", "look")``: a failing view answers 500, as on a real site."""
    client.raise_request_exception = False

    def as_person(name, method, page, slug=cast.ACACIAS):
        if name:
            client.force_login(cast.user(name))
        return getattr(client, method)(f"/test/{slug}/{page}")

    return as_person


def written():
    with enter(cast.tenant().pk, by=None):
        return Lot.objects.filter(floor="9").count()


@with_test_views
@pytest.mark.parametrize(
    ("person", "status"),
    [("omar", 200), ("otto", 403), ("stijn", 404), ("felix", 404), (None, 302)],
)
def test_who_gets_in(visit, db, person, status):
    assert visit(person, "get", "look").status_code == status


@with_test_views
def test_a_stranger_does_not_learn_what_exists(visit, db):
    answers = [visit("zoe", "get", "look", slug) for slug in (cast.ACACIAS, "nowhere")]
    assert [answer.status_code for answer in answers] == [404, 404]


@with_test_views
def test_inside_it_is_that_building_and_that_person(visit, db):
    omar = cast.user("omar")
    assert visit("omar", "get", "look").text == (
        f"[('{cast.tenant().pk}', '{omar.pk}')] [('A',), ('B',), ('C',), ('K',)]"
    )


@with_test_views
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_reading_cannot_write(visit, own_database, caplog, method):
    assert visit("omar", method, "write").status_code == 500
    assert caplog.records[-1].exc_info[1].args == (
        "cannot execute UPDATE in a read-only transaction",
    )
    assert written() == 0


@with_test_views
def test_a_post_writes(visit, own_database):
    response = visit("omar", "post", "write")
    assert (response.status_code, response.text) == (200, "Les Acacias")
    assert written() == 4


@with_test_views
@pytest.mark.parametrize(("error", "status"), [("crash", 500), ("forbid", 403)])
def test_a_view_that_writes_and_fails_leaves_nothing(
    visit, own_database, error, status
):
    assert visit("omar", "post", error).status_code == status
    assert written() == 0


@with_test_views
def test_nothing_leaks_to_the_next_request_of_the_connection(visit, own_database):
    backend = rows("SELECT pg_backend_pid()")
    for method, page in (
        ("get", "look"),
        ("post", "write"),
        ("post", "crash"),
        ("get", "write"),
    ):
        visit("omar", method, page)
        assert rows(SETTINGS) == NOTHING
        with pytest.raises(NoTenant):
            Lot.objects.count()
    assert visit("bea", "get", "look", cast.BELLEVUE).text == (
        f"[('{cast.tenant(cast.BELLEVUE).pk}', '{cast.user('bea').pk}')] [('1',)]"
    )
    assert rows("SELECT pg_backend_pid()") == backend


@with_test_views
def test_a_page_of_the_person_is_in_no_tenant(client, db):
    zoe = cast.user("zoe")
    client.force_login(zoe)
    assert client.get("/my-page").text == f"[('', '{zoe.pk}')]"
    assert client.post("/my-page").text == f"[('', '{zoe.pk}')]"
    assert cast.user("zoe").name == "Zoé"


@with_test_views
def test_reading_a_page_of_the_person_cannot_write(client, db):
    client.force_login(cast.user("zoe"))
    client.raise_request_exception = False
    assert client.get("/my-page?write").status_code == 500
    assert cast.user("zoe").name == "Zoe"


def test_a_tenant_that_is_no_building_has_no_pages_of_one(sign_in):
    asbl = cast.tenant(cast.ASBL)
    with enter(asbl.pk, by=None):
        services.grant_role(
            cast.user("zoe"),
            tenant=asbl,
            role=Role.CO_OWNER,
            since=cast.SINCE,
            by=None,
        )
    assert sign_in("zoe").get(f"/b/{cast.ASBL}/").status_code == 404
