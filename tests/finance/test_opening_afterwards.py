"""Books that were opened: read, taken back, and shown where they count."""

from datetime import timedelta

import pytest
from django.urls import reverse

from buildings import services as buildings
from finance import services
from finance.models import Opening
from tests import cast
from tests.buildings.pages import add_many, inside, said, statements, text
from tests.finance.factories import issued, opened, payment
from tests.finance.openings import TODAY
from tests.finance.pages import errors, url

HOME = reverse("buildings:home", args=[cast.ACACIAS])


def test_books_without_a_past(sign_in):
    page = text(sign_in("axel").get(url("opening")))
    assert "begin without a past" in page
    assert url("opening-new") not in page
    assert url("opening-new") in text(sign_in("sophie").get(url("opening")))


def test_the_auditor_reads_the_opening(sign_in):
    with inside():
        opened(H1=("12.34", "5.00"))
    page = text(sign_in("axel").get(url("opening")))
    assert "€12.34" in page
    assert "Reverse them" not in page


def test_the_opening_is_reversed_once(sign_in):
    with inside():
        opening = opened(H1="12.34")
    client = sign_in("sophie")
    address = url("opening-reverse", opening.uuid)
    assert client.get(address).status_code == 200
    client.post(address)
    assert said(client.post(address, follow=True)) == [
        "The opening is reversed by a mirror entry.",
        "This opening has been reversed already.",
    ]
    assert client.get(url("opening-new")).status_code == 200


def test_the_account_shows_what_was_brought_forward(sign_in):
    with inside():
        opened(H1=("300.00", "60.00"), H2=("0", "0", "80.00"))
    page = text(sign_in("omar").get(url("account")))
    assert "Balance brought forward on" in page
    assert "of which €60.00 for the reserve fund" in page
    page = text(sign_in("clara").get(url("account")))
    assert "€80.00 <small>in favour</small>" in page


def test_a_payment_of_before_is_refused_at_its_day(sign_in):
    with inside():
        opened(H1="10.00")
        chosen = cast.holding("H1").uuid
    data = {
        "uuid": "3f333df6-90a4-4fda-8dd3-9485d27cee36",
        "holding": chosen,
        "amount": "10",
        "date": (TODAY() - timedelta(days=1)).isoformat(),
        "bank_account": "551",
    }
    page = sign_in("sophie").post(url("payment-new"), data)
    [reason] = errors(page)["date"]
    assert reason.startswith("The books begin on ")


def test_the_overview_shows_the_way_until_the_first_call(sign_in):
    client = sign_in("sophie")
    assert "Has this building a past?" in text(client.get(HOME))
    with inside():
        issued()
    assert "Has this building a past?" not in text(client.get(HOME))


def test_the_overview_shows_the_way_until_the_opening(sign_in):
    with inside():
        opening = opened(H1="10.00")
    client = sign_in("sophie")
    assert "Has this building a past?" not in text(client.get(HOME))
    with inside():
        services.reverse_opening(opening, by=None)
    assert "Has this building a past?" in text(client.get(HOME))
    assert "Has this building a past?" not in text(sign_in("amir").get(HOME))


@pytest.mark.parametrize("name", ["opening", "opening-new"])
def test_the_pages_cost_as_much_for_many(sign_in, name):
    with inside():
        if name == "opening":
            opened(H1="10.00")
    client = sign_in("sophie")
    few = statements(client, url(name))
    with inside():
        for opening in Opening.objects.standing():
            services.reverse_opening(opening, by=None)
    add_many(3)
    with inside():
        if name == "opening":
            opened(H1="10.00", H2="5.00", H3="2.00")
        for number in range(3):
            buildings.create_supplier(name=f"Supplier {number}", by=None)
    assert statements(client, url(name)) == few <= 12


def test_an_account_with_a_past_costs_few_statements(sign_in):
    with inside():
        opened(H1=("10.00", "5.00"))
        issued()
        payment("H1", "12.00")
    assert statements(sign_in("omar"), url("account")) <= 12
    assert statements(sign_in("sophie"), HOME) <= 13
