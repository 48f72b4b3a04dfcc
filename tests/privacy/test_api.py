"""DELETE /api/v1/users/{id}: one's own account, by a fresh sign-in."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from koprogo.accounts.models import User
from koprogo.privacy.report import kept
from tests import cast
from tests.api.conftest import Program, a_token, url

pytestmark = pytest.mark.django_db


def program(name):
    """Sign in by the API, as a program without a browser does."""
    outside = Program("", Client())
    body = {"email": f"{name}@example.org", "password": "correct horse battery"}
    answer = outside.post(url("sign-in"), body)
    return Program(answer.json()["access_token"], Client())


def address(name):
    return f"/api/v1/users/{cast.user(name).uuid}"


@pytest.mark.parametrize("ending", ["", "/"])
def test_one_s_own_account_is_closed(ending, django_capture_on_commit_callbacks):
    mine, omar = program("omar"), cast.user("omar")
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        answer = mine.delete(address("omar") + ending)
    assert answer.status_code == 202
    assert answer.json() == {
        "detail": "The account is closed. Nobody can sign in with it any more.",
        "kept": [{"title": title, "reason": why} for title, why in kept()],
    }
    assert User.objects.get(pk=omar.pk).name == "Former user"
    assert [message.to for message in mail.outbox] == [["omar@example.org"]]
    assert mine.get(url("me")).status_code == 401


def test_another_one_s_is_not_there():
    assert program("omar").delete(address("clara")).status_code == 404
    assert cast.user("clara").is_active


@pytest.mark.parametrize("name", ["omar", "clara"])
def test_an_api_token_is_not_enough(name):
    by_token = Program(a_token("omar")[1], Client())
    expected = {"omar": 403, "clara": 404}
    assert by_token.delete(address(name)).status_code == expected[name]
    assert cast.user(name).is_active


@pytest.mark.parametrize(("seconds", "status"), [(299, 202), (300, 403)])
def test_an_old_sign_in_is_not_enough(seconds, status, monkeypatch):
    """The access token lives as long: the clock of the sign-in is the one that counts."""
    mine = program("omar")
    now = timezone.now().timestamp()
    monkeypatch.setattr("koprogo.privacy.api.time", lambda: now + seconds)
    answer = mine.delete(address("omar"))
    assert answer.status_code == status
    if status == 403:
        assert "Sign in again" in answer.json()["detail"]


def test_the_last_syndic_reads_why():
    answer = program("sophie").delete(address("sophie"))
    assert (answer.status_code, answer.json()["type"]) == (409, "/api/#account-needed")
    assert answer.json()["detail"].startswith("You are the last syndic of Lambert")
    assert cast.user("sophie").is_active
