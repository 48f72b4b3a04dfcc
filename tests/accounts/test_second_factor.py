"""Roles that need a second factor, the days of grace, and what is open afterwards."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from buildings import second_factor as by_role
from buildings.models import FirmMember, Grant
from koprogo import slots
from koprogo.accounts import second_factor
from koprogo.accounts.models import User
from tests import cast
from tests.accounts.steps import code_of, confirm_password, sign_in, with_app
from tests.buildings.pages import statements

SECURITY = reverse("security")
HOME = reverse("buildings:home", args=[cast.ACACIAS])
NEEDED = ["sophie", "stijn", "bo", "tess", "cleo"]


@pytest.fixture(autouse=True)
def required(settings):
    settings.MFA_REQUIRED = True


def begin(name, *, account, role):
    """Let the account and the role of a syndic begin so many days ago."""
    now = timezone.now()
    user = cast.user(name)
    User.objects.filter(pk=user.pk).update(date_joined=now - timedelta(days=account))
    since = timezone.localdate() - timedelta(days=role)
    FirmMember.objects.filter(user=user).update(since=since)
    return cast.user(name)


def test_these_roles_need_one(db):
    found = [name for name in cast.ROLES.values() if by_role.since(cast.user(name))]
    assert sorted(found) == sorted(NEEDED)


def test_the_oldest_running_role_counts_and_ended_ones_do_not(db):
    sophie, today = cast.user("sophie"), timezone.localdate()
    tenant = cast.tenant(cast.ASBL)
    for since, until in (
        (date(2019, 1, 1), date(2019, 12, 31)),
        (date(2019, 12, 31), today),
        (today + timedelta(days=1), None),
    ):
        Grant.objects.create(
            user=sophie, tenant=tenant, role="board", since=since, until=until
        )
    assert by_role.since(sophie) == cast.SINCE
    Grant.objects.create(
        user=sophie, tenant=tenant, role="committee", since=date(2018, 1, 1)
    )
    assert by_role.since(sophie) == date(2018, 1, 1)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], None),
        ([None], None),
        ([date(2026, 1, 1)], date(2026, 3, 16)),
        ([date(2026, 3, 3)], date(2026, 3, 17)),
        ([date(2026, 3, 3), None, date(2026, 3, 1)], date(2026, 3, 16)),
    ],
)
def test_the_days_run_from_the_role_or_from_the_account(monkeypatch, answers, expected):
    """14 days later; several apps may ask, the earliest role counts."""
    user = User(date_joined=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))  # the 2nd here
    asked = [lambda _user, answer=answer: answer for answer in answers]
    monkeypatch.setattr(slots, "second_factor_since", asked)
    assert second_factor.last_day(user) == expected


@pytest.mark.parametrize(("account", "role"), [(14, 14), (14, 99), (99, 14)])
def test_on_the_last_day_everything_is_open_with_a_notice(client, account, role):
    """14 days after the later of both."""
    client.force_login(begin("sophie", account=account, role=role))
    response = client.get(HOME)
    (notice,) = response.context["notices"]
    assert (response.status_code, notice.level) == (200, "warn")
    assert f"{timezone.localdate():%d/%m/%Y}" in notice.text


@pytest.mark.parametrize("name", ["sophie", "bo"])
def test_a_day_later_only_the_sign_in_pages_are_open(client, name):
    begin("sophie", account=15, role=15)
    user = cast.user(name)
    User.objects.filter(pk=user.pk).update(
        date_joined=timezone.now() - timedelta(days=15)
    )
    client.force_login(cast.user(name))
    closed = [HOME, reverse("profile"), reverse("buildings:mine"), reverse("home")]
    for page in closed:
        assert client.get(page).url == SECURITY
        assert client.post(page).url == SECURITY
    page = client.get(SECURITY)
    assert page.context["overdue"] is True
    assert "Please add a passkey or an app with codes here" in page.text
    for name in ("sessions", "account_email", "mfa_list_webauthn", "healthz"):
        assert client.get(reverse(name)).status_code == 200
    assert client.post(reverse("account_logout")).url == reverse("account_login")


def test_with_a_second_factor_everything_is_open_again_at_once(client):
    begin("sophie", account=99, role=99)
    sign_in(client, "sophie@example.org")
    assert client.get(HOME).url == SECURITY
    confirm_password(client)
    activate = reverse("mfa_activate_totp")
    secret = client.get(activate).context["form"].secret
    client.post(activate, {"code": code_of(secret)})
    assert client.get(HOME).status_code == 200
    assert client.get(HOME).context["notices"] == []
    # Taken away again, it is missing again.
    client.post(reverse("mfa_deactivate_totp"))
    assert client.get(HOME).url == SECURITY


def test_recovery_codes_alone_are_no_second_factor(db):
    sophie = begin("sophie", account=99, role=99)
    with_app(sophie)
    assert second_factor.has_one(sophie)
    sophie.authenticator_set.filter(type="totp").delete()
    assert not second_factor.has_one(sophie)


def test_other_roles_are_not_asked(client):
    User.objects.update(date_joined=datetime(2020, 1, 1, tzinfo=UTC))
    for name in ("omar", "clara", "amir", "anna"):
        client.force_login(cast.user(name))
        response = client.get(HOME)
        assert (response.status_code, response.context["notices"]) == (200, [])


def test_it_can_be_switched_off(client, settings):
    settings.MFA_REQUIRED = False
    sophie = begin("sophie", account=99, role=99)
    client.force_login(sophie)
    assert client.get(HOME).status_code == 200
    assert not second_factor.is_missing(sophie, on=timezone.localdate())


@pytest.mark.parametrize(
    ("days", "factor", "missing"),
    [(14, False, False), (15, False, True), (15, True, False)],
)
def test_whoever_has_no_session_is_asked_in_the_same_way(db, days, factor, missing):
    sophie = begin("sophie", account=days, role=99)
    if factor:
        with_app(sophie)
    assert second_factor.is_missing(sophie, on=timezone.localdate()) is missing


@pytest.mark.parametrize(
    ("name", "factor", "more"),
    [("omar", False, 0), ("sophie", True, 0), ("sophie", False, 1)],
)
def test_it_costs_one_statement_a_page_while_one_is_missing(
    client, settings, name, factor, more
):
    user = begin(name, account=1, role=1)
    if factor:
        with_app(user)
    client.force_login(user)
    page = reverse("buildings:mine")
    client.get(page)
    with_it = statements(client, page)
    settings.MFA_REQUIRED = False
    assert with_it - statements(client, page) == more


def test_a_new_day_asks_again(client, monkeypatch):
    client.force_login(begin("sophie", account=14, role=14))
    assert client.get(HOME).status_code == 200
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(
        timezone, "localdate", lambda value=None: value.date() if value else tomorrow
    )
    assert client.get(HOME).url == SECURITY
