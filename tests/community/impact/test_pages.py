"""The page of a building: what is told, how it is found, and why nothing is shown."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from buildings.models import Module
from community.impact import Name
from community.impact_words import factor_value, measure
from community.models import Neighbour
from community.tasks import tell_impact
from koprogo.ui.exports import LIMIT
from tests import cast
from tests.community import making as people
from tests.community.impact.making import busy, gave, inside, month

HERE = f"/b/{cast.ACACIAS}/neighbours/"
URL = f"{HERE}impact/"


@pytest.fixture
def on(db):
    with inside():
        people.switched_on(*Module)


@pytest.fixture
def worked(on):
    """Five neighbours did something last month, and before it; both are told."""
    with inside():
        busy()
        busy(ago=3)
    tell_impact()


def text(client, url=URL):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_figures_of_a_year_and_how_they_are_found(worked, sign_in):
    page = text(sign_in("otto"))
    for words in (
        "Pairs of neighbours who met",
        "10 h",
        "€64.00",
        "16 kg",
        "How each figure is found",
        "Careful estimate of the ASBL",
        "20 %",
        "An estimate is no measurement",
        "01/01/2025",
    ):
        assert words in page, words
    assert "chart-impact-title" in page
    assert page.count("<tr>") == 12 + 2 + 3


def test_nobody_is_named_and_the_running_month_is_not_told(worked, sign_in):
    before = text(sign_in("clara"))
    with inside():
        gave(people.joined("omar"), people.joined("otto"), ago=0)
    after = text(sign_in("clara"))
    assert _told(before) == _told(after)
    for name in ("Otto", "Axel", "Anna"):
        assert name not in before


def _told(page):
    return page[page.index('class="kpis"') : page.index('id="limits"')]


def test_whoever_may_take_part_reads_it_before_he_does(on, sign_in):
    client = sign_in("otto")
    assert client.get(URL).status_code == 200
    with inside():
        assert not Neighbour.objects.exists()


def test_fewer_than_five_are_hidden_and_it_says_why(on, sign_in):
    with inside():
        gave(people.joined("omar"), people.joined("clara"))
    tell_impact()
    page = text(sign_in("omar"))
    assert "There is nothing to show yet." in page
    assert "only what at least five people took part in" in page
    assert "kpis" not in page
    assert "Export" not in page
    # How it would be found is no secret.
    assert "How each figure is found" in page


def test_the_file_says_what_the_page_says(worked, sign_in):
    client = sign_in("omar")
    lines = client.get(f"{HERE}impact.csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 13
    assert lines[0].startswith("Month;Exchanges of hours;In minutes;Things shared")
    assert lines[-1] == f"{month()};5;300;1;7;4;0.80;32.00;8.00;20.00;40.00;10.00"
    assert lines[-2] == f"{month(2)};;;;;;;;;20.00;40.00;10.00"
    assert client.get(f"{HERE}impact.xlsx").status_code == 200
    assert LIMIT > 12


def test_it_is_gone_with_the_last_module(worked, sign_in):
    with inside():
        for module in list(Module):
            people.switched_off(module)
    client = sign_in("omar")
    assert client.get(URL).status_code == 404
    assert client.get(f"{HERE}impact.csv").status_code == 404


def test_the_way_there_stands_in_the_navigation(worked, sign_in):
    assert f'href="{URL}"' in text(sign_in("omar"), HERE)


def test_the_statements_do_not_depend_on_the_months(worked, sign_in):
    client = sign_in("omar")

    def statements():
        with CaptureQueriesContext(connection) as found:
            text(client)
        return len(found)

    many = statements()
    with inside():
        busy(ago=5)
    tell_impact()
    assert statements() == many
    assert many <= 12


@pytest.mark.parametrize(
    ("value", "words"),
    [("100", "100"), ("0.10", "0.1"), ("12.50", "12.5"), ("1234.00", "1,234")],
)
def test_numbers_in_words(value, words):
    assert measure(Decimal(value)).replace("\N{NO-BREAK SPACE}", " ") == words


def test_factors_in_words():
    assert measure(None) == ""
    assert factor_value(Name.PRICE, Decimal(40)) == "€40.00"
