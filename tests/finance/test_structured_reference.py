import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.structured_reference import (
    BaseOutOfRange,
    InvalidReference,
    NotTwelveDigits,
    WrongCheckDigits,
    format_reference,
    normalise_reference,
)
from tests.worked_tables import worked_tables

WORKED = worked_tables("rules/structured-reference.md")
VECTORS = [
    (Path(__file__).parent / "reference_vectors.csv"),
    # References seen in bank files and invoices; not part of a clone.
    Path(__file__).resolve().parents[3] / "shared/samples/vcs/vcs_vectors.csv",
]

bases = st.integers(0, 9_999_999_999)
fences = st.sampled_from(["+++", "***", "", " +++ "])
separators = st.sampled_from(["/", "", " ", ".", "\N{NO-BREAK SPACE}", " / "])


def is_valid(text):
    try:
        return normalise_reference(text) == text
    except InvalidReference:
        return False


@pytest.mark.parametrize("row", WORKED["Worked table"], ids=lambda row: row["base"])
def test_every_figure_of_the_documentation(row):
    base = int(row["base"])
    reference = format_reference(base)
    assert row == {
        "base": f"{base:010d}",
        "remainder of base ÷ 97": str(base % 97),
        "check digits": normalise_reference(reference)[10:],
        "printed": f"`{reference}`",
    }


def test_known_references():
    rows = [
        row
        for path in VECTORS
        if path.exists()
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]
    assert len(rows) >= 12
    assert [(row["digits"], row["valid"]) for row in rows] == [
        (row["digits"], str(int(is_valid(row["digits"])))) for row in rows
    ]


@pytest.mark.parametrize(
    ("base", "printed"),
    [
        (0, "+++000/0000/00097+++"),
        (1, "+++000/0000/00101+++"),
        (97, "+++000/0000/09797+++"),
        (108_068_171, "+++010/8068/17183+++"),
        (9_999_999_999, "+++999/9999/99948+++"),
    ],
)
def test_format_reference(base, printed):
    assert format_reference(base) == printed


@pytest.mark.parametrize(
    "text",
    [
        "+++010/8068/17183+++",
        "***010/8068/17183***",
        "010806817183",
        " 010 8068 17183 ",
        "010.8068.17183",
        "+++ 010 / 8068 / 17183 +++",
        "+++010/8068/17183",
        "010/8068/17183",
        "0108 0681 7183\n",
    ],
)
def test_forms_that_are_accepted(text):
    assert normalise_reference(text) == "010806817183"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "+++",
        "+++/+++",
        "01080681718",
        "0108068171830",
        "+010806817183+",
        "++++010/8068/17183++++",
        "+*+010/8068/17183+*+",
        "010+++806817183",
        "OGM 010/8068/17183",
        "O10806817183",
        "٠١٠٨٠٦٨١٧١٨٣",
        "٠١٠٨٠٦٨١٧١83",
        "0108068171٨٣",
        "010-8068171-83",
        "-10806817183",
        "010_806_817_183",
    ],
)
def test_what_is_not_twelve_digits_is_refused(text):
    with pytest.raises(NotTwelveDigits) as refusal:
        normalise_reference(text)
    assert refusal.value.text == text


@pytest.mark.parametrize(
    "text",
    [
        "000000000000",
        "000000009700",
        "000000009798",
        "+++010/8068/17184+++",
        "+++010/8068/71183+++",
        "000003515846",
    ],
)
def test_wrong_check_digits_are_refused(text):
    with pytest.raises(WrongCheckDigits) as refusal:
        normalise_reference(text)
    assert refusal.value.text == text


@pytest.mark.parametrize("base", [-1, 10_000_000_000])
def test_a_base_that_is_not_ten_digits_is_refused(base):
    with pytest.raises(BaseOutOfRange) as refusal:
        format_reference(base)
    assert refusal.value.base == base


def test_the_refusals_are_value_errors():
    for error in (BaseOutOfRange, NotTwelveDigits, WrongCheckDigits):
        assert issubclass(error, InvalidReference)
    assert issubclass(InvalidReference, ValueError)


@given(bases)
def test_what_is_printed_is_read_back(base):
    digits = normalise_reference(format_reference(base))
    assert (int(digits[:10]), len(digits)) == (base, 12)


@given(bases, fences, fences, separators, separators)
def test_decoration_changes_nothing(base, before, after, first, second):
    digits = normalise_reference(format_reference(base))
    groups = f"{digits[:3]}{first}{digits[3:7]}{second}{digits[7:]}"
    assert normalise_reference(f"{before}{groups}{after}") == digits


@given(bases, st.integers(0, 11), st.integers(1, 9))
def test_one_mistyped_digit_is_always_noticed(base, place, change):
    digits = normalise_reference(format_reference(base))
    wrong = str((int(digits[place]) + change) % 10)
    with pytest.raises(WrongCheckDigits):
        normalise_reference(digits[:place] + wrong + digits[place + 1 :])


@given(bases, st.integers(0, 10))
def test_two_neighbouring_digits_swapped_are_always_noticed(base, place):
    digits = normalise_reference(format_reference(base))
    swapped = f"{digits[:place]}{digits[place + 1]}{digits[place]}{digits[place + 2 :]}"
    assert is_valid(swapped) == (swapped == digits)
