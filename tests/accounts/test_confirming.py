"""Saying once more who one is: which way is offered first, and what confirms."""

import pytest
from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils.http import urlencode

from koprogo.accounts.second_factor import way_to_confirm
from tests import cast
from tests.accounts.steps import code_of, with_app, with_passkey

CODE, PASSKEY = reverse("mfa_reauthenticate"), reverse("mfa_reauthenticate_webauthn")
PASSWORD = reverse("account_reauthenticate")
NEXT = reverse("sessions")
QUERY = urlencode({"next": NEXT})


@pytest.mark.parametrize(
    ("factors", "way"),
    [
        ([], ""),
        ([with_passkey], PASSKEY),
        ([with_app], CODE),
        ([with_app, with_passkey], CODE),
    ],
)
def test_what_the_person_has_is_offered(factors, way):
    omar = cast.user("omar")
    for give in factors:
        give(omar)
    assert way_to_confirm(omar) == way


def test_a_passkey_without_recovery_codes_is_offered():
    omar = cast.user("omar")
    with_passkey(omar)
    Authenticator.objects.filter(type="recovery_codes").delete()
    assert way_to_confirm(omar) == PASSKEY


@pytest.mark.parametrize(
    ("factors", "password", "order"),
    [
        ([with_passkey], True, [PASSWORD, PASSKEY, CODE]),
        ([with_passkey], False, [PASSKEY, CODE]),
        ([with_app, with_passkey], True, [PASSWORD, CODE, PASSKEY]),
        ([with_app, with_passkey], False, [CODE, PASSKEY]),
    ],
)
def test_the_order_of_the_ways(factors, password, order):
    omar = cast.user("omar")
    for give in factors:
        give(omar)
    if not password:
        omar.set_unusable_password()
    ways = get_adapter().get_reauthentication_methods(omar)
    assert [one["url"] for one in ways] == order


def test_only_a_passkey_and_a_page_that_asks_who_one_is(client):
    """Without a password and without an app, nobody is asked for a code first."""
    omar = cast.user("omar")
    with_passkey(omar)
    omar.set_unusable_password()
    omar.save()
    client.force_login(omar)
    asked = client.get(reverse("mfa_view_recovery_codes"))
    assert asked.url.startswith(PASSKEY)
    page = client.get(asked.url, headers={"Accept-Language": "en"})
    assert 'data-passkey="get"' in page.text
    assert "scripts are switched off" in page.text
    [other] = page.context["reauthentication_alternatives"]
    assert (str(other["description"]), other["url"].split("?")[0]) == (
        "Use a recovery code",
        CODE,
    )


def test_with_both_the_passkey_is_a_click_away(client):
    omar = cast.user("omar")
    with_passkey(omar)
    with_app(omar)
    client.force_login(omar)
    page = client.get(f"{CODE}?{QUERY}", headers={"Accept-Language": "en"})
    offered = page.context["reauthentication_alternatives"]
    assert {str(one["description"]): one["url"] for one in offered} == {
        "Use a passkey": f"{PASSKEY}?{QUERY}",
        "Use your password": f"{PASSWORD}?{QUERY}",
    }
    answer = client.post(f"{CODE}?{QUERY}", {"code": code_of()})
    assert answer.url == NEXT
