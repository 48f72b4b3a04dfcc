"""What if more took part? Without script, by the tariff in force."""

import pytest

from tests.transparency.public_pages import making
from tests.transparency.public_pages.making import PAGE
from transparency.public.tables import Tables


def test_orientation(look, published):
    page = look("/simulator")
    for count in (100, 500, 1000, 2000, 5000):
        assert f"?lang=en&participants={count}" in page.links
    assert page.facts == {}


@pytest.mark.parametrize(
    ("count", "price", "revenue", "missing"),
    [
        ("100", "€1.00", "€100.00", ["400 €0.80"]),
        ("499", "€1.00", "€499.00", ["1 €0.80"]),
        ("500", "€0.80", "€400.00", ["500 €0.60"]),
        ("5000", "€0.20", "€1,000.00", ["5,000 €0.10"]),
        ("10000", "€0.10", "€1,000.00", None),
        ("0", "€1.00", "€0.00", ["500 €0.80"]),
    ],
)
def test_what_they_would_pay(look, published, count, price, revenue, missing):
    facts = look("/simulator", participants=count).facts
    assert facts["Price a month"] == [price]
    assert facts["Revenue a month"] == [revenue]
    assert facts.get("Missing for the next price") == missing
    # 285.85 € of last month: nobody bears it alone.
    assert ("Cost price" in facts) == (count != "0")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("many", "Enter a whole number."),
        ("", "This field is required."),
        ("-1", "Ensure this value is greater than or equal to 0."),
        ("100001", "Ensure this value is less than or equal to 100000."),
        ("1.5", "Enter a whole number."),
    ],
)
def test_what_is_no_number_is_said_at_its_field(client, published, typed, said):
    answer = client.get(f"{PAGE}/simulator", {"lang": "en", "participants": typed})
    assert answer.status_code == 200
    form = answer.context["form"]
    assert form.errors == {"participants": [said]}
    assert said in making.Page(answer).words
    assert 'aria-invalid="true"' in answer.content.decode()


def test_without_a_tariff(look, db):
    making.publish(Tables())
    page = look("/simulator", participants="100")
    assert "No tariff is in force yet." in page.words
    assert page.facts == {}
