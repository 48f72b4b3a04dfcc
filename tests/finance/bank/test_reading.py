"""Which format a file is, by what stands in it, and why it was refused, in words."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation

from finance.bank import camt053_writing, coda_writing, messages, reading
from finance.bank.reading import Kind
from finance.bank.statement import LARGEST_FILE, Reason, StatementError
from tests.finance.bank.files import STATEMENT

CODA = coda_writing.write([STATEMENT])
CAMT053 = camt053_writing.write([STATEMENT])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (CODA, Kind.CODA),
        (b"\xef\xbb\xbf" + CODA, Kind.CODA),
        (b"\r\n" + CODA, Kind.CODA),
        (CAMT053, Kind.CAMT053),
        (b"\xef\xbb\xbf\n" + CAMT053, Kind.CAMT053),
        ("<a/>".encode("utf-16"), Kind.CAMT053),
        ("<a/>".encode("utf-16-be"), Kind.CAMT053),
    ],
)
def test_the_format_is_known_by_content(data, kind):
    assert reading.kind_of(data) is kind


@pytest.mark.parametrize("data", [CODA, CAMT053])
def test_either_format_is_read(data):
    assert reading.read(data) == [STATEMENT]


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"", None, Reason.EMPTY),
        (b"0" * (LARGEST_FILE + 1), None, Reason.TOO_LARGE),
        (b"Date;Amount\n01/02/2025;12,50", 1, Reason.UNKNOWN_FORMAT),
        (b"%PDF-1.7", 1, Reason.UNKNOWN_FORMAT),
        (b"PK\x03\x04", 1, Reason.UNKNOWN_FORMAT),
        (b"\x00\x00\x00", 1, Reason.UNKNOWN_FORMAT),
        (b"<html></html>", 1, Reason.NOT_A_STATEMENT),
    ],
)
def test_anything_else_is_refused(data, line, reason):
    with pytest.raises(StatementError) as refused:
        reading.read(data)
    assert (refused.value.line, refused.value.reason) == (line, reason)


def test_every_reason_has_its_own_sentence():
    sentences = {messages.sentence(StatementError(7, reason)) for reason in Reason}
    assert len(sentences) == len(Reason)
    assert {sentence[:8] for sentence in sentences} == {"Line 7: "}
    assert [sentence for sentence in sentences if "%" in sentence] == []


def test_the_sentence_names_the_line_if_there_is_one():
    assert messages.sentence(StatementError(12, Reason.NOT_A_DATE)) == (
        "Line 12: A date is missing or does not exist."
    )
    assert messages.sentence(StatementError(None, Reason.TOO_LARGE)) == (
        "The file is larger than 20 MB and was not read."
    )


@pytest.mark.parametrize(
    ("closing", "difference"),
    [("1671.79", "5.00"), ("1566.785", "100.005"), ("5666.79", "4,000.00")],
)
def test_the_gap_is_told_without_rounding(closing, difference):
    statement = replace(STATEMENT, closing_balance=Decimal(closing))
    with translation.override("en"):
        assert messages.gap_sentence(statement) == (
            "The movements and the balances of this statement differ by "
            f"{difference} EUR. Nothing of it is booked."
        )
