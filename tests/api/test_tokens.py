"""Keys of people for their programs: made, shown once, used, closed."""

import hashlib
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from buildings.models import Role
from buildings.services import grant_role
from koprogo.api import services
from koprogo.api.models import ApiToken
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import Program, a_token, url
from tests.sql import refused
from tests.stories.conftest import PASSWORD

pytestmark = pytest.mark.django_db


# What a token opens


def test_only_the_hash_is_kept():
    token, secret = a_token("omar")
    kept = ApiToken.objects.filter(pk=token.pk).values().get()
    assert secret.startswith("koprogo_")
    assert len(secret) == len("koprogo_") + 43
    assert kept["digest"] == hashlib.sha256(secret.encode()).hexdigest()
    assert [value for value in kept.values() if secret in str(value)] == []


def test_the_day_of_the_last_use_is_noted_once(
    program, django_assert_num_queries, settings
):
    settings.MFA_REQUIRED = False
    omar = program("omar")
    token = ApiToken.objects.get()
    assert token.last_used_on is None
    assert omar.get(url("me")).status_code == 200
    token.refresh_from_db()
    assert token.last_used_on == timezone.localdate()
    # token, savepoint, who works where, read only, release, put back
    with django_assert_num_queries(6):
        omar.get(url("me"))


@pytest.mark.parametrize(
    "change",
    [
        {"expires_on": timezone.localdate() - timedelta(days=1)},
        {"revoked_at": timezone.now()},
    ],
)
def test_an_old_or_revoked_token_opens_nothing(program, change):
    omar = program("omar")
    ApiToken.objects.update(**change)
    answer = omar("GET", url("me"), **{"Accept-Language": "en"})
    assert (answer.status_code, answer.json()["detail"]) == (
        401,
        "This API token is not valid, or not any more.",
    )


def test_it_opens_on_its_last_day(program):
    assert program("omar", days=0).get(url("me")).status_code == 200


def test_the_token_of_a_closed_account_opens_nothing(program):
    omar = program("omar")
    person = cast.user("omar")
    person.is_active = False
    person.save()
    assert omar.get(url("me")).status_code == 401


@pytest.mark.parametrize("header", ["", "Basic abc", "Bearer", "Bearer koprogo_x"])
def test_anything_else_is_no_key(client, header):
    answer = client.get(url("me"), headers={"Authorization": header})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (
        401,
        'Bearer realm="KoproGo"',
    )


def test_a_token_of_one_building_opens_that_one(program):
    """Whether another exists is not told: the refusal comes before the look-up."""
    sophie = program("sophie", only=cast.ACACIAS)
    assert sophie.get("lots/").status_code == 200
    elsewhere = [
        sophie.get(url("lots", slug=slug)).json() for slug in ("bellevue", "nowhere")
    ]
    assert [answer["detail"] for answer in elsewhere] == [
        "This token is for one building only."
    ] * 2
    assert sophie.get(url("me")).status_code == 200
    assert sophie.patch(url("me"), {"name": "Sophia"}).status_code == 403


def test_a_token_of_one_building_lists_that_one(program):
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        grant_role(
            cast.user("omar"),
            tenant=cast.tenant(cast.BELLEVUE),
            role=Role.OCCUPANT,
            since=cast.SINCE,
            by=None,
        )
    everywhere = program("omar").get(url("buildings")).json()["results"]
    here = program("omar", only=cast.ACACIAS).get(url("buildings")).json()["results"]
    assert [one["slug"] for one in everywhere] == ["bellevue", "acacias"]
    assert here == [{"slug": "acacias", "name": "Les Acacias", "roles": ["Co-owner"]}]


def test_who_must_have_a_second_factor_has_it_for_programs_too(program, settings):
    settings.MFA_REQUIRED, settings.MFA_GRACE_DAYS = True, -1
    answer = program("sophie").get("lots/")
    assert (answer.status_code, answer.json()["detail"]) == (
        403,
        "Your role needs a second factor: sign in on the site and add it.",
    )
    assert program("omar").get("lots/").status_code == 200


def test_revoking_keeps_the_first_moment():
    token, _secret = a_token("omar")
    services.revoke_token(token, by=cast.user("omar"))
    before = ApiToken.objects.get().revoked_at
    services.revoke_token(token, by=cast.user("omar"))
    assert ApiToken.objects.get().revoked_at == before


def test_nobody_revokes_the_token_of_another():
    token, _secret = a_token("omar")
    services.revoke_token(token, by=cast.user("clara"))
    assert ApiToken.objects.get().revoked_at is None


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"name": ""}, "api_token_named"),
        ({"digest": "x"}, "api_token_digest"),
        ({"scopes": []}, "api_token_scopes_known"),
        ({"scopes": ["all"]}, "api_token_scopes_known"),
    ],
)
def test_the_database_refuses(change, constraint):
    a_token("omar")
    with refused(constraint):
        ApiToken.objects.update(**change)


# The pages


@pytest.fixture
def omar(client):
    """He has just said once more who he is: a new token asks for it."""
    client.force_login(cast.user("omar"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def form(**changes):
    return {
        "name": "Bookkeeping",
        "scopes": ["read", "books"],
        "tenant": "acacias",
        "expires_on": (timezone.localdate() + timedelta(days=366)).isoformat(),
    } | changes


def test_a_token_is_made_and_shown_once(omar):
    page = omar.post(reverse("api-token-new"), form()).content.decode()
    token = ApiToken.objects.get()
    secret = page.partition("<code>")[2].partition("</code>")[0].strip()
    assert (token.user, token.name, token.scopes, token.tenant.slug) == (
        cast.user("omar"),
        "Bookkeeping",
        ["books", "read"],
        "acacias",
    )
    assert Program(secret, omar).get("lots/").status_code == 200
    list_page = omar.get(reverse("api-tokens")).content.decode()
    assert secret not in list_page
    assert "Bookkeeping" in list_page


def test_the_form_offers_the_buildings_of_the_person(omar):
    answer = omar.get(reverse("api-token-new"))
    assert answer.context["form"].fields["tenant"].choices == [
        ("", "All my buildings"),
        ("acacias", "Les Acacias"),
    ]


def test_a_token_may_be_for_all_buildings(omar):
    omar.post(reverse("api-token-new"), form(tenant=""))
    assert ApiToken.objects.get().tenant is None


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "This field is required."),
        ("scopes", [], "This field is required."),
        ("scopes", ["all"], "Select a valid choice. all is not one of the available"),
        ("tenant", "bellevue", "Select a valid choice. bellevue is not one of the"),
        (
            "expires_on",
            (timezone.localdate() - timedelta(days=1)).isoformat(),
            "This day has passed already.",
        ),
        (
            "expires_on",
            (timezone.localdate() + timedelta(days=367)).isoformat(),
            "A token is valid for one year at most.",
        ),
    ],
)
def test_what_the_form_refuses(omar, field, value, sentence):
    answer = omar.post(reverse("api-token-new"), form(**{field: value}))
    [said] = answer.context["form"].errors[field]
    assert said.startswith(sentence)
    assert ApiToken.objects.count() == 0


def test_a_token_is_revoked_after_asking(omar):
    token, secret = a_token("omar")
    page = reverse("api-token-revoke", args=[token.uuid])
    assert omar.get(page).status_code == 200
    assert Program(secret, omar).get("lots/").status_code == 200
    assert omar.post(page, follow=True).redirect_chain == [(reverse("api-tokens"), 302)]
    assert Program(secret, omar).get("lots/").status_code == 401


def test_the_list_says_how_each_token_stands(omar, django_assert_max_num_queries):
    a_token("clara")
    assert "You have no token." in omar.get(reverse("api-tokens")).content.decode()
    a_token("omar", days=-1)
    a_token("omar", only=cast.ACACIAS)
    services.revoke_token(a_token("omar")[0], by=cast.user("omar"))
    with django_assert_max_num_queries(12):
        page = omar.get(reverse("api-tokens")).content.decode()
    assert [page.count(f">{word}<") for word in ("Valid", "Over", "Revoked")] == [
        1,
        1,
        1,
    ]


def test_a_new_token_asks_who_it_is_once_more(sign_in):
    answer = sign_in("omar").get(reverse("api-token-new"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_reauthenticate"))
