"""Account numbers and identifiers whose check digits are right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.sepa.accounts import checked_creditor, checked_iban, checked_kbo
from finance.sepa.errors import InvalidCreditor, InvalidIban, InvalidKbo


@pytest.mark.parametrize(
    ("text", "iban"),
    [
        ("BE68539007547034", "BE68539007547034"),
        (" be68 5390 0754 7034", "BE68539007547034"),
        ("NL57 RABO 0107307510", "NL57RABO0107307510"),
    ],
)
def test_an_iban(text, iban):
    assert checked_iban(text) == iban


@pytest.mark.parametrize(
    "text",
    [
        "",
        "BE68",
        "BE68539007547035",
        "XX68539007547034",
        "BE٦8539007547034",
        "IBAN32423940",
    ],
)
def test_what_is_no_iban(text):
    with pytest.raises(InvalidIban):
        checked_iban(text)


@given(st.integers(0, 15), st.characters(codec="ascii"))
def test_one_wrong_character_is_noticed(place, other):
    good = "BE68539007547034"
    text = good[:place] + other + good[place + 1 :]
    try:
        assert checked_iban(text) == good
    except InvalidIban:
        assert text.upper() != good


@pytest.mark.parametrize("text", ["BE36ZZZ0505890632", "BE36 001 0505.890.632"])
def test_a_creditor(text):
    assert checked_creditor(text) == text.replace(" ", "").replace(".", "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "BE37ZZZ0505890632",
        "ES23ZZZ47690558N",
        "BE36ZZZ050589063",
        "BE36ZZZ０505890632é",
    ],
)
def test_what_is_no_creditor(text):
    with pytest.raises(InvalidCreditor):
        checked_creditor(text)


def test_an_enterprise_number():
    assert checked_kbo("BE 0505.890.632") == "0505890632"
    with pytest.raises(InvalidKbo):
        checked_kbo("0505.890.633")
