"""Signing in without a browser: tokens that rotate, and how they are closed."""

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.headless.tokens.strategies.jwt.internal import create_token
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.urls import reverse

from koprogo.api.sign_in import PENDING
from tests import cast
from tests.api.conftest import Program, url

PASSWORD = "correct horse battery"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_tried_before():
    cache.clear()


@pytest.fixture
def outside(client):
    """A program without a key."""
    return Program("", client)


def sign_in(outside, name="omar", password=PASSWORD):
    body = {"email": f"{name}@example.org", "password": password}
    return outside.post(url("sign-in"), body)


def me(client, answer):
    return Program(answer.json()["access_token"], client).get(url("me"))


def test_password_gives_tokens(client, outside):
    answer = sign_in(outside)
    assert answer.status_code == 200
    assert answer.json().keys() == {"access_token", "refresh_token", "expires_in"}
    assert answer.json()["expires_in"] == 300
    assert me(client, answer).json() == {
        "uuid": str(cast.user("omar").uuid),
        "email": "omar@example.org",
        "name": "Omar",
        "language": "en",
    }


def claims(token):
    return jwt.decode(token, options={"verify_signature": False})


def test_tokens_name_the_person_by_uuid(outside):
    tokens = sign_in(outside).json()
    uuid = str(cast.user("omar").uuid)
    assert claims(tokens["access_token"])["sub"] == uuid
    assert claims(tokens["refresh_token"])["sub"] == uuid
    body = {"refresh_token": tokens["refresh_token"]}
    newer = outside.post(url("refresh"), body).json()
    assert claims(newer["access_token"])["sub"] == uuid
    assert claims(newer["refresh_token"])["sub"] == uuid


@pytest.mark.parametrize("sub", ["pk", "somebody"])
def test_a_token_that_names_somebody_otherwise_is_refused(client, outside, sub):
    """Before, it was the primary key; the session of the token is there still."""
    subject = str(
        {"pk": cast.user("omar").pk, "somebody": cast.user("clara").uuid}[sub]
    )
    sid = claims(sign_in(outside).json()["access_token"])["sid"]
    token = create_token("access", sub=subject, sid=sid, expires_in=60)[0]
    assert Program(token, client).get(url("me")).status_code == 401


def test_a_wrong_password_is_a_problem(outside):
    answer = sign_in(outside, password="wrong")
    assert answer["Content-Type"] == "application/problem+json"
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["password"])


def test_signing_in_sets_no_cookie(outside):
    assert sign_in(outside).cookies == {}


def test_a_refresh_token_is_good_once(client, outside):
    first = sign_in(outside).json()["refresh_token"]
    second = outside.post(url("refresh"), {"refresh_token": first})
    assert second.status_code == 200
    assert me(client, second).status_code == 200
    again = outside.post(url("refresh"), {"refresh_token": first})
    assert (again.status_code, again.json()["type"]) == (401, "/api/#unauthenticated")
    third = {"refresh_token": second.json()["refresh_token"]}
    assert outside.post(url("refresh"), third).status_code == 200


def test_an_access_token_refreshes_nothing_and_a_refresh_token_opens_nothing(
    client, outside
):
    tokens = sign_in(outside).json()
    body = {"refresh_token": tokens["access_token"]}
    assert outside.post(url("refresh"), body).status_code == 401
    wrong = Program(tokens["refresh_token"], client)
    assert wrong.get(url("me")).status_code == 401


def test_signing_out_closes_both_tokens(client, outside):
    answer = sign_in(outside)
    program = Program(answer.json()["access_token"], client)
    assert program.delete(url("session")).status_code == 204
    assert me(client, answer).status_code == 401
    body = {"refresh_token": answer.json()["refresh_token"]}
    assert outside.post(url("refresh"), body).status_code == 401


def test_ending_the_session_on_the_site_closes_the_tokens(client, outside):
    answer = sign_in(outside)
    [session] = UserSession.objects.filter(user=cast.user("omar"))
    session.end()
    assert me(client, answer).status_code == 401


def test_another_password_closes_the_tokens(client, outside):
    answer = sign_in(outside)
    omar = cast.user("omar")
    omar.set_password("another horse battery")
    omar.save()
    assert me(client, answer).status_code == 401


def test_a_closed_account_signs_nobody_in(client, outside):
    answer = sign_in(outside)
    omar = cast.user("omar")
    omar.is_active = False
    omar.save()
    assert me(client, answer).status_code == 401


def test_a_second_factor_is_asked_for(client, outside):
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(cast.user("omar"), secret)
    asked = sign_in(outside)
    problem = asked.json()
    assert asked.status_code == 401
    assert problem["type"] == "/api/#second-factor-needed"
    assert "access_token" not in asked.content.decode()
    step = {"X-Session-Token": problem["session_token"]}
    wrong = outside.post(url("second-factor"), {"code": "000000"}, **step)
    assert (wrong.status_code, list(wrong.json()["errors"])) == (400, ["code"])
    answer = outside.post(url("second-factor"), {"code": code_of(secret)}, **step)
    assert answer.status_code == 200
    assert me(client, answer).status_code == 200


def code_of(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_a_code_without_a_first_step_is_refused(outside):
    for headers in ({}, {"X-Session-Token": "nobody"}):
        answer = outside.post(url("second-factor"), {"code": "1"}, **headers)
        assert (answer.status_code, answer.json()["type"]) == (
            401,
            "/api/#unauthenticated",
        )


def test_an_unconfirmed_address_is_confirmed_first(client, outside):
    EmailAddress.objects.filter(email="omar@example.org").update(verified=False)
    asked = sign_in(outside)
    assert (asked.status_code, asked.json()["type"]) == (
        401,
        "/api/#unverified-address",
    )
    step = {"X-Session-Token": asked.json()["session_token"]}
    again = outside.post(url("second-factor"), {"code": "1"}, **step)
    assert (again.status_code, again.json()["type"]) == (
        401,
        "/api/#unverified-address",
    )
    assert "session_token" not in again.json()


def test_wrong_passwords_are_counted_for_the_account(outside):
    """allauth's limit, the same as on the page: the right one helps no more."""
    answers = [sign_in(outside, password="wrong").status_code for _ in range(12)]
    assert answers[0] == 400
    assert sign_in(outside).status_code == 400


def test_an_address_may_not_try_for_ever(outside):
    statuses = [
        outside.post(url("refresh"), {"refresh_token": "none"}).status_code
        for _ in range(31)
    ]
    assert statuses == [401] * 30 + [429]


def test_the_limit_of_the_sign_in_itself_says_when_to_try_again(outside, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(outside)
    answer = sign_in(outside)
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert answer.json()["type"] == "/api/#too-many-requests"


def test_a_cookie_opens_nothing(sign_in):
    answer = sign_in("sophie").get(url("buildings"))
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="KoproGo"'


def test_a_body_that_is_too_large_is_not_read(client, settings):
    body = b'{"email": "' + b"a" * 3_000_000 + b'"}'
    answer = client.post(url("sign-in"), body, content_type="application/json")
    assert (answer.status_code, answer.json()["type"]) == (413, "/api/#too-large")


def test_what_may_be_pending_is_explained(client):
    guide = client.get(reverse("api-guide")).content.decode()
    assert [code for code, _detail in PENDING.values() if code not in guide] == []
