"""A syndic takes on a building from his list."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from buildings.access import find_access
from buildings.models import Building, Firm, Mandate
from koprogo.ledger.models import Account
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from tests import cast
from tests.buildings.pages import text

URL = reverse("buildings:new")


def given(**changes):
    today = timezone.localdate()
    return {
        "name": "Les Dunes",
        "deed_total": "1 000",
        "firm": Firm.objects.get(name="Lambert Syndic").uuid,
        "since": today,
        "until": today + timedelta(days=365),
        **changes,
    }


def test_a_building_with_its_mandate_and_its_books(sign_in):
    page = sign_in("sophie").post(URL, given(), follow=True)
    assert page.redirect_chain == [("/b/les-dunes/", 302)]
    assert "The lots add up to 0 shares" in text(page)
    mandate = Mandate.objects.get(tenant__slug="les-dunes")
    assert (mandate.firm.name, mandate.since) == (
        "Lambert Syndic",
        timezone.localdate(),
    )
    with enter(mandate.tenant_id, by=None):
        assert Building.objects.get().deed_total == 1000
        assert Account.objects.filter(code="4101").exists()


def test_whoever_works_for_the_firm_enters_it_and_nobody_else(sign_in):
    sign_in("sophie").post(URL, given())
    assert find_access(cast.user("amir"), "les-dunes").role_labels == [
        "Syndic's assistant"
    ]
    assert find_access(cast.user("stijn"), "les-dunes") is None


def test_two_buildings_of_one_name_have_two_addresses(sign_in):
    client = sign_in("sophie")
    for _time in range(3):
        client.post(URL, given(name="Les Acacias"))
    slugs = Tenant.objects.filter(name="Les Acacias").order_by("pk")
    assert list(slugs.values_list("slug", flat=True)) == [
        "acacias",
        "les-acacias",
        "les-acacias-2",
        "les-acacias-3",
    ]


def years(number):
    today = timezone.localdate()
    return today.replace(year=today.year + number, month=3, day=1)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"name": ""}, "name", "This field is required."),
        ({"deed_total": "0"}, "deed_total", "The deed has at least one share."),
        (
            {"since": years(0), "until": years(0)},
            "until",
            "The end must come after the beginning.",
        ),
        (
            {"since": years(0), "until": years(3) + timedelta(days=1)},
            "until",
            "A mandate lasts three years at most (art. 3.89 §1).",
        ),
    ],
)
def test_mistakes_are_told_at_their_field(sign_in, changes, field, message):
    page = sign_in("sophie").post(URL, given(**changes))
    assert page.context["form"].errors == {field: [message]}
    assert not Tenant.objects.filter(name="Les Dunes").exists()


def test_the_firm_of_somebody_else_is_refused(sign_in):
    foreign = Firm.objects.get(name="Vandamme Syndic").uuid
    page = sign_in("sophie").post(URL, given(firm=foreign))
    assert list(page.context["form"].errors) == ["firm"]


def test_the_list_offers_it_to_syndics(sign_in):
    mine = reverse("buildings:mine")
    assert URL in text(sign_in("sophie").get(mine))
    assert URL not in text(sign_in("amir").get(mine))
