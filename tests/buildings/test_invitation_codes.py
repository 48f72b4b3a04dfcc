"""The code of an invitation: 80 bits that a person can read and type."""

import hashlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buildings.invitations import (
    ALPHABET,
    LENGTH,
    InvalidCode,
    format_code,
    hash_code,
    new_code,
    normalise_code,
)

codes = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)
CODE = "23456789ABCDEFGH"


def test_nobody_guesses_a_code():
    assert LENGTH * math.log2(len(set(ALPHABET))) >= 80
    assert len({new_code() for _ in range(1000)}) == 1000


def test_signs_that_look_alike_are_left_out():
    assert set("01IO") & set(ALPHABET) == set()


def test_a_code_is_printed_in_groups():
    assert format_code(CODE) == "2345-6789-ABCD-EFGH"


@given(codes)
def test_what_is_printed_can_be_typed(code):
    assert normalise_code(format_code(code)) == code
    assert normalise_code(f"  {format_code(code).lower()}\n") == code


@pytest.mark.parametrize(
    "typed",
    [
        "2345 6789 abcd efgh",
        "2345–6789–ABCD–EFGH",
        "23456789abcdefgh.",
        " 2345-6789-AbCd-eFgH ",
    ],
)
def test_case_spaces_and_dashes_do_not_matter(typed):
    assert normalise_code(typed) == CODE


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "2345-6789-ABCD-EFG",
        "2345-6789-ABCD-EFGHJ",
        "2345-6789-ABCD-EFG0",
        "2345-6789-ABCD-EFGI",
        "2345-6789-ABCD-EFGÉ",
        "２345-6789-ABCD-EFGH",
    ],
)
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(InvalidCode):
        normalise_code(typed)


def test_only_the_hash_is_kept():
    digest = hashlib.sha256(CODE.encode()).hexdigest()
    assert hash_code(CODE) == digest
