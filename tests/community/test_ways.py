"""How people find what neighbours do: from the first page, the menu, and to what waits."""

import pytest
from django.urls import reverse

from buildings.models import Module
from community.models import Report
from community.services.moderation import report
from tests import cast
from tests.community import making

HERE = [cast.ACACIAS]


def page(sign_in, name, view="buildings:home"):
    return sign_in(name).get(reverse(view, args=HERE)).content.decode()


@pytest.fixture
def reported(neighbours):
    """Otto reported what Omar wrote."""
    otto = neighbours["otto"]
    return report(
        making.posted(neighbours["omar"]),
        reason=Report.Reason.SELLS,
        text="",
        me=otto,
        origin="",
        by=otto.user,
    )


@pytest.mark.parametrize("name", ["omar", "otto", "clara"])
def test_the_first_page_leads_to_the_neighbours(neighbours, sign_in, name):
    assert "Meet your neighbours" in page(sign_in, name)


def test_it_does_not_while_everything_is_off(db, sign_in):
    assert "Meet your neighbours" not in page(sign_in, "omar")


@pytest.mark.parametrize("name", ["sophie", "axel"])
def test_it_does_not_lead_there_who_takes_no_part(neighbours, sign_in, name):
    assert "Meet your neighbours" not in page(sign_in, name)


def test_the_menu_has_the_modules_behind_ones_own_account(neighbours, sign_in):
    menu = page(sign_in, "omar").partition("<main")[0]
    words = ["My account", Module.HOURS.label, "Calls for funds"]
    places = [menu.index(str(word)) for word in words]
    assert places == sorted(places)


def test_the_council_reads_how_many_reports_wait(reported, sign_in):
    html = page(sign_in, "clara", "community:home")
    assert reverse("community:queue", args=HERE) in html
    assert "(1)" in html


def test_neighbours_do_not(reported, sign_in):
    assert reverse("community:queue", args=HERE) not in page(
        sign_in, "otto", "community:home"
    )


def test_the_office_finds_the_reports_beside_the_modules(reported, sign_in):
    html = page(sign_in, "clara", "community:modules")
    assert reverse("community:queue", args=HERE) in html
