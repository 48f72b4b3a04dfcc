"""The characters of a payment: those that every bank takes, cut to the letter."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.sepa.text import MAX_ID, identifier, latin

ACCEPTED = re.compile(r"[A-Za-z0-9/?:().,'+ -]*")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Ascenseurs Élévation SA", "Ascenseurs Elevation SA"),
        ("Straße Ærø, œuvre ŁÓDŹ", "Strasse AEro, oeuvre LODZ"),
        ("Müller & Söhne", "Muller + Sohne"),
        ("n° 12_b; “x” – 5 €", "no 12-b, 'x' - 5 EUR"),
        ("a\n\tb\u00a0 c ", "a b c"),
        ("Иван 5", ".... 5"),
        ("e\u0301 \x00!", "e .."),
        ("ﬁn ²", "fin 2"),
    ],
)
def test_how_a_text_is_written(text, written):
    assert latin(text, 70) == written


def test_a_text_is_cut_after_it_is_written():
    assert latin("ß" * 50, 70) == "s" * 70
    assert latin("a" * 69 + " b", 70) == "a" * 69
    assert latin("a" * 71, 70) == "a" * 70


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2025/17", "2025/17"),
        ("/2025//17/", "2025/17"),
        ("a/ / /b", "a/b"),
        ("x" * 34 + "/5", "x" * 34),
        ("x" * 36, "x" * 35),
        ("// /", ""),
    ],
)
def test_how_an_identifier_is_written(text, written):
    assert identifier(text) == written


@given(st.text(), st.integers(1, 140))
def test_every_text_can_be_written(text, limit):
    written = latin(text, limit)
    assert ACCEPTED.fullmatch(written)
    assert len(written) <= limit
    assert latin(written, limit) == written


@given(st.text())
def test_every_identifier_can_be_written(text):
    written = identifier(text)
    assert ACCEPTED.fullmatch(written)
    assert len(written) <= MAX_ID
    assert not re.search(r"^/|//|/$", written)
    assert identifier(written) == written
