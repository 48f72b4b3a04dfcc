"""One cell to one value, on both sides of each boundary."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buildings.importing import values
from buildings.importing.problems import BadValue, Code
from buildings.importing.rows import MAX_SHARES, Channel, LotKind, PersonKind, Right


def outcome(parse, text):
    """Return the value, or the code of what is wrong with it."""
    try:
        return parse(text)
    except BadValue as bad:
        return bad.code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("163", 163),
        ("007", 7),
        ("163,0", 163),
        ("163.00", 163),
        ("1 000", 1000),
        ("12 345 678", 12_345_678),
        (str(MAX_SHARES), MAX_SHARES),
        (str(MAX_SHARES + 1), Code.TOO_LARGE),
        ("9" * 5000, Code.TOO_LARGE),
        ("-1", Code.NEGATIVE),
        ("−1", Code.NEGATIVE),
        ("- 1", Code.NEGATIVE),
        ("1.5", Code.NOT_WHOLE),
        ("1,25", Code.NOT_WHOLE),
        ("1.000", Code.THREE_DECIMALS),
        ("1,234", Code.THREE_DECIMALS),
        ("0.1234", Code.THREE_DECIMALS),
        ("1.234.567", Code.NOT_A_NUMBER),
        ("1000 000", Code.NOT_A_NUMBER),
        ("10 00", Code.NOT_A_NUMBER),
        ("163/1000", Code.NOT_A_NUMBER),
        ("1e3", Code.NOT_A_NUMBER),
        ("٣", Code.NOT_A_NUMBER),
        ("five", Code.NOT_A_NUMBER),
    ],
)
def test_whole(text, expected):
    assert outcome(values.whole, text) == expected


@given(st.integers(0, MAX_SHARES))
def test_whole_numbers_are_read_as_written(number):
    assert values.whole(str(number)) == number
    assert values.whole(f"{number:,}".replace(",", " ")) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", Fraction(0)),
        ("1", Fraction(1)),
        ("0.5", Fraction(1, 2)),
        ("0,5", Fraction(1, 2)),
        ("1/3", Fraction(1, 3)),
        ("2 / 6", Fraction(1, 3)),
        ("50 %", Fraction(1, 2)),
        ("33,33%", Fraction(3333, 10_000)),
        ("100 %", Fraction(1)),
        ("0.333333333", Fraction(333_333_333, 10**9)),
        ("0.3333333333", Code.NOT_A_FRACTION),
        ("1/0", Code.NOT_A_FRACTION),
        ("0/0", Code.NOT_A_FRACTION),
        ("½", Code.NOT_A_FRACTION),
        ("half", Code.NOT_A_FRACTION),
        ("1/2/3", Code.NOT_A_FRACTION),
        ("01/02/2025", Code.FRACTION_IS_A_DATE),
        ("2025-02-01", Code.FRACTION_IS_A_DATE),
        ("-0.5", Code.NEGATIVE),
        ("-1/2", Code.NEGATIVE),
        ("4/3", Code.MORE_THAN_WHOLE),
        ("1.01", Code.MORE_THAN_WHOLE),
        ("100.1 %", Code.MORE_THAN_WHOLE),
        ("163", Code.MORE_THAN_WHOLE),
    ],
)
def test_fraction(text, expected):
    assert outcome(values.fraction, text) == expected


@given(st.integers(0, 10**9 - 1), st.integers(1, 10**9 - 1))
def test_fractions_are_exact(over, under):
    text = f"{min(over, under)}/{under}"
    assert values.fraction(text) == Fraction(min(over, under), under)


FIRST_OF_JULY = date(2022, 7, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-07-01", FIRST_OF_JULY),
        ("2022-7-1", FIRST_OF_JULY),
        ("2022-07-01 00:00:00", FIRST_OF_JULY),
        ("2022-07-01T00:00", FIRST_OF_JULY),
        ("2022-07-01 00:00:00.000", FIRST_OF_JULY),
        ("01/07/2022", FIRST_OF_JULY),
        ("1/7/2022", FIRST_OF_JULY),
        ("01.07.2022", FIRST_OF_JULY),
        ("01-07-2022", FIRST_OF_JULY),
        ("01/07/2022 0:00", FIRST_OF_JULY),
        ("29/02/2024", date(2024, 2, 29)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2199-12-31", date(2199, 12, 31)),
        ("1899-12-31", Code.DATE_OUT_OF_RANGE),
        ("2200-01-01", Code.DATE_OUT_OF_RANGE),
        ("2022-06-30 22:00:00", Code.DATE_HAS_TIME),
        ("2022-07-01T00:00:00Z", Code.DATE_HAS_TIME),
        ("29/02/2023", Code.NOT_A_DATE),
        ("07/13/2022", Code.NOT_A_DATE),
        ("2022-00-01", Code.NOT_A_DATE),
        ("01/07/22", Code.NOT_A_DATE),
        ("01/07.2022", Code.NOT_A_DATE),
        ("2022", Code.NOT_A_DATE),
        ("44743", Code.NOT_A_DATE),
        ("July 2022", Code.NOT_A_DATE),
    ],
)
def test_day(text, expected):
    assert outcome(values.day, text) == expected


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_days_are_read_as_written(day):
    assert values.day(day.isoformat()) == day
    assert values.day(f"{day.day}/{day.month}/{day.year}") == day


@pytest.mark.parametrize(
    ("text", "is_address"),
    [
        ("an@example.org", True),
        ("An.Peeters+syndic@mail.example.be", True),
        ("o'neill@example.org", True),
        ("an@münchen.de", True),
        ("a" * 242 + "@example.org", True),
        ("a" * 243 + "@example.org", False),
        ("an@example.o", False),
        ("an@example", False),
        ("an@127.0.0.1", False),
        ("an example@example.org", False),
        ("an@@example.org", False),
        ("an@-example.org", False),
        ("an@example..org", False),
        (".an@example.org", False),
        ("an@example.org; luc@example.org", False),
        ("An <an@example.org>", False),
        ("@example.org", False),
    ],
)
def test_email(text, is_address):
    assert outcome(values.email, text) == (text if is_address else Code.BAD_EMAIL)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0999999922", "0999999922"),
        ("BE 0999.999.922", "0999999922"),
        ("999.999.922", "0999999922"),
        ("0999999923", Code.KBO_CHECK),
        ("0999999292", Code.KBO_CHECK),
        ("2999999922", Code.KBO_FORMAT),
        ("09999999", Code.KBO_FORMAT),
        ("0000000000", Code.KBO_FORMAT),
        ("NL999999922", Code.KBO_FORMAT),
    ],
)
def test_kbo(text, expected):
    assert outcome(values.kbo, text) == expected


@pytest.mark.parametrize(
    ("parse", "text", "expected"),
    [
        (values.language, "NL", "nl"),
        (values.language, "nl_BE", "nl"),
        (values.language, "français", "fr"),
        (values.language, "F", "fr"),
        (values.language, "Deutsch", "de"),
        (values.language, "en-GB", "en"),
        (values.language, "es", Code.UNKNOWN_LANGUAGE),
        (values.country, "be", "BE"),
        (values.country, "België", "BE"),
        (values.country, "Pays-Bas", "NL"),
        (values.country, "Atlantis", Code.UNKNOWN_COUNTRY),
        (values.lot_kind, "APARTMENT", LotKind.APARTMENT),
        (values.lot_kind, "Cave", LotKind.CELLAR),
        (values.lot_kind, "BASEMENT", LotKind.CELLAR),
        (values.lot_kind, "rez commercial", LotKind.COMMERCIAL),
        (values.lot_kind, "garagebox", LotKind.GARAGE),
        (values.lot_kind, "castle", Code.UNKNOWN_LOT_KIND),
        (values.person_kind, "Société", PersonKind.COMPANY),
        (values.person_kind, "natuurlijke persoon", PersonKind.PERSON),
        (values.person_kind, "cat", Code.UNKNOWN_PERSON_KIND),
        (values.channel, "e-mail", Channel.EMAIL),
        (values.channel, "Recommandé", Channel.POST),
        (values.channel, "pigeon", Code.UNKNOWN_CHANNEL),
        (values.right, "Nue-propriété", Right.BARE),
        (values.right, "vruchtgebruik", Right.USUFRUCT),
        (values.right, "PP", Right.FULL),
        (values.right, "rent", Code.UNKNOWN_RIGHT),
        (values.yes, "X", True),
        (values.yes, "oui", True),
        (values.yes, "1", True),
        (values.yes, "nee", False),
        (values.yes, "0", False),
        (values.yes, "maybe", Code.NOT_YES_OR_NO),
    ],
)
def test_choices(parse, text, expected):
    assert outcome(parse, text) == expected
