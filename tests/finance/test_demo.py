"""What `make demo` shows."""

from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from buildings.access import buildings_of
from buildings.models import Building
from buildings.queries import completeness
from finance import demo
from finance.models import Call, Payment
from finance.queries import arrears
from koprogo.accounts.models import User
from koprogo.ledger.queries import verify
from koprogo.tenancy import enter
from koprogo.tenancy.models import PersonalRow, Tenant, TenantRow

SLUGS = ("les-tilleuls", "residence-bellevue")


@pytest.fixture
def for_show(db, settings):
    settings.DEMO = True


def load_demo(*options):
    output = StringIO()
    call_command("load_demo", *options, stdout=output)
    return output.getvalue()


def demo_tenants():
    return Tenant.objects.filter(slug__in=SLUGS).order_by("slug")


def rows():
    """How many rows each of our tables has: of everybody, or inside each building."""
    walled = [
        model
        for model in apps.get_models()
        if issubclass(model, (TenantRow, PersonalRow))
    ]
    found = {
        model._meta.label: model._default_manager.count()
        for model in set(apps.get_models()).difference(walled)
    }
    for tenant in demo_tenants():
        with enter(tenant.pk, by=User.objects.earliest("pk")):
            for model in walled:
                found[tenant.slug, model._meta.label] = model.objects.count()
    return found


def test_loading_twice_changes_nothing(for_show):
    assert load_demo() == "The demo is loaded.\n"
    before = rows()
    assert load_demo() == "The demo was loaded before.\n"
    assert rows() == before
    assert before["residence-bellevue", "buildings.Lot"] == 40
    assert before["les-tilleuls", "buildings.Lot"] == 12


@pytest.mark.parametrize("options", [[], ["--sign-ins"]])
def test_a_real_site_gets_no_demo(db, options):
    with pytest.raises(CommandError):
        load_demo(*options)
    assert list(demo_tenants()) == []


def test_the_sign_ins_are_printed_and_nothing_is_loaded(for_show):
    head, *lines = load_demo("--sign-ins").splitlines()
    assert head.split() == ["Role", "Name", "E-mail", "Password", "Language"]
    assert len(lines) == len(demo.sign_ins())
    assert list(demo_tenants()) == []


def test_everybody_signs_in_and_finds_his_buildings(for_show):
    load_demo()
    found = {}
    for part, _name, email, password, _language in demo.sign_ins():
        client = Client()
        client.post(reverse("account_login"), {"login": email, "password": password})
        user = User.objects.get(pk=client.session["_auth_user_id"])
        assert user.email == email
        found[part] = sorted(slug for slug, _name, _roles in buildings_of(user))
    tilleuls, bellevue = SLUGS
    assert found == {
        "Syndic": [bellevue],
        "Syndic's assistant": [bellevue],
        "Syndic's accountant": [bellevue],
        "Co-owner in both buildings": [tilleuls, bellevue],
        "Council member and co-owner": [bellevue],
        "Auditor of the accounts": [bellevue],
        "Occupant": [bellevue],
        "Syndic of the other building": [tilleuls],
    }


def test_there_is_something_of_everything(for_show):
    load_demo()
    today = timezone.localdate()
    with enter(Tenant.objects.get(slug="residence-bellevue").pk, by=None):
        assert arrears(on=today) > 0
        assert Call.objects.drafts().count() == 1
        assert Call.objects.filter(entry__mirror__isnull=False).count() == 1
        assert Payment.objects.filter(entry__mirror__isnull=False).count() == 1
        assert Call.objects.standing().filter(due_on__gt=today).exists()


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2025, 1, 1)])
def test_the_books_are_sound_on_whichever_day_it_is_loaded(db, today):
    demo.load(today=today)
    for tenant in demo_tenants():
        with enter(tenant.pk, by=None):
            assert completeness(Building.objects.get(), on=today).is_complete
            assert verify() == []
