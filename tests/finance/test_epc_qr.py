import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.epc_qr import (
    MAX_BYTES,
    AmountOutOfRange,
    InvalidIban,
    InvalidTransfer,
    MessageTooLong,
    NameMissing,
    NameTooLong,
    NotOneLine,
    PayloadTooLong,
    epc_payload,
)
from finance.structured_reference import format_reference
from koprogo.money import FractionOfACent, NotAFiniteAmount, from_cents
from tests.worked_tables import DOCS, worked_tables

WORKED = worked_tables("rules/payment_qr.md")
# Published examples; not part of a clone.
SAMPLES = Path(__file__).resolve().parents[3] / "shared/samples/epcqr"
# The same two, for a clone: name, IBAN, amount, message.
KNOWN = [
    ("Red Cross of Belgium", "BE72000000001616", "EUR20.00", "Urgency fund"),
    (
        "Wikimedia Foerdergesellschaft",
        "DE33100205000001194700",
        "EUR20",
        "Spende fuer Wikipedia",
    ),
]

GOOD = {
    "name": "Résidence Les Tilleuls",
    "iban": "BE68 5390 0754 7034",
    "amount": Decimal("617.29"),
    "message": "+++010/8068/17183+++",
}

words = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"]))
cents = st.integers(1, 99_999_999_999)


def payload(**values):
    return epc_payload(**GOOD | values)


def test_every_line_of_the_documentation():
    rows = WORKED["Worked table"]
    assert [row["text"].strip("`") for row in rows] == payload().split("\n")
    assert [int(row["line"]) for row in rows] == list(range(1, 12))


def test_the_errors_of_the_documentation_are_ours():
    page = (DOCS / "rules/payment_qr.md").read_text(encoding="utf-8")
    refused = page.split("## Refused")[1].split("\n## ")[0]
    ours = {error.__name__ for error in InvalidTransfer.__subclasses__()}
    assert set(re.findall(r"`(\w+)`", refused)) == ours | {"InvalidAmount"}


def published():
    yield from KNOWN
    for path in sorted(SAMPLES.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0] == "BCD"
        assert lines[3] == "SCT"
        yield lines[5], lines[6], lines[7], lines[10]


@pytest.mark.parametrize(("name", "iban", "amount", "message"), [*published()])
def test_published_examples(name, iban, amount, message):
    euros = Decimal(amount.removeprefix("EUR"))
    lines = payload(name=name, iban=iban, amount=euros, message=message).split("\n")
    written = lines[7].removeprefix("EUR")
    assert (lines[5], lines[6], lines[10]) == (name, iban, message)
    assert (Decimal(written), written[-3]) == (euros, ".")


def test_an_empty_message_leaves_nothing_behind():
    assert payload(message="").split("\n")[-1] == "EUR617.29"


@pytest.mark.parametrize(
    ("amount", "written"),
    [("0.01", "EUR0.01"), ("999999999.99", "EUR999999999.99"), ("5", "EUR5.00")],
)
def test_amounts_at_the_limits(amount, written):
    assert payload(amount=Decimal(amount)).split("\n")[7] == written


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"name": " "}, NameMissing),
        ({"name": "n" * 71}, NameTooLong),
        ({"message": "m" * 141}, MessageTooLong),
        ({"name": "Les\nTilleuls"}, NotOneLine),
        ({"message": "a\N{LINE SEPARATOR}b"}, NotOneLine),
        ({"message": "half \ud83d"}, NotOneLine),
        ({"iban": ""}, InvalidIban),
        ({"iban": "BE68539007547035"}, InvalidIban),
        ({"iban": "68BE539007547034"}, InvalidIban),
        ({"iban": "BE68-5390-0754-7034"}, InvalidIban),
        ({"amount": Decimal("0")}, AmountOutOfRange),
        ({"amount": Decimal("-1")}, AmountOutOfRange),
        ({"amount": Decimal("1000000000")}, AmountOutOfRange),
        ({"amount": Decimal("0.001")}, FractionOfACent),
        ({"amount": Decimal("NaN")}, NotAFiniteAmount),
        ({"name": "é" * 70, "message": "é" * 140}, PayloadTooLong),
    ],
)
def test_what_no_bank_would_read(values, error):
    with pytest.raises(error):
        payload(**values)


def test_check_digits_that_are_never_given():
    """02 may also be written 99 and still pass the division by 97."""
    base = 0
    while (98 - int(f"{base:012d}111400") % 97) != 2:
        base += 1
    good, never = f"BE02{base:012d}", f"BE99{base:012d}"
    assert payload(iban=good).split("\n")[6] == good
    with pytest.raises(InvalidIban):
        payload(iban=never)


@given(words, cents, st.integers(0, 9_999_999_999))
def test_whatever_is_printed_reads_back(name, amount, base):
    try:
        text = payload(
            name=name, amount=from_cents(amount), message=format_reference(base)
        )
    except InvalidTransfer:
        spent = len(name) > 70 or len(name.encode()) > 200
        assert spent or not name.strip(" \N{NO-BREAK SPACE}")
        return
    lines = text.split("\n")
    assert len(lines) == 11
    assert len(text.encode()) <= MAX_BYTES
    assert lines[5] == name.strip(" \N{NO-BREAK SPACE}")
    assert Decimal(lines[7].removeprefix("EUR")) == from_cents(amount)
    assert lines[10] == format_reference(base)


@given(words, words)
def test_text_of_any_kind_gives_a_code_or_a_named_error(name, message):
    try:
        text = payload(name=name, message=message)
    except InvalidTransfer:
        return
    assert text.count("\n") in {7, 10}
    assert len(text.encode()) <= MAX_BYTES
