"""What a CODA says: movements, their details, and what the bank adds."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from finance.bank import coda
from finance.bank import coda_layout as at
from finance.bank.statement import Movement
from tests.finance.bank.files import (
    BATCH,
    EMPTY,
    PROVISION,
    STATEMENT,
    changed,
    coda_lines,
    coda_of,
    coda_with,
)

SAMPLE = Path(__file__).parent / "samples/coda/tilleuls.cod"
DAY = date(2025, 3, 15)


def only(data):
    [statement] = coda.parse(data)
    return statement


def first(data):
    return only(data).movements[0]


def part(amount, reference, code, message, details=()):
    return Movement(
        Decimal(amount),
        DAY,
        DAY,
        bank_reference=reference,
        transaction_code=code,
        message=message,
        details=details,
    )


def test_every_field_of_a_file():
    statement = only(SAMPLE.read_bytes())
    # 1500.250 + 617.290 + 300.000 - 12.345
    assert replace(statement, movements=()) == replace(
        EMPTY,
        opening_balance=Decimal("1500.25"),
        closing_balance=Decimal("2405.195"),
        opening_date=date(2025, 3, 14),
        closing_date=DAY,
        number="012",
        reference="BOOK-12",
        notices=("Our branch is closed on 21 April.",),
    )
    provision, collection, costs = statement.movements
    assert provision == Movement(
        amount=Decimal("617.29"),
        booking_date=DAY,
        value_date=DAY,
        counterparty_name="PEETERS AMELIE",
        counterparty_account="BE96370121620105",
        structured_reference="010806817183",
        bank_reference="A0001",
        counterparty_bic="GEBABEBB",
        transaction_code="00150000",
    )
    # Counted once, at every level; the value date of the costs is unknown.
    second = (
        part("50.00", "B0005", "90150000", "SECOND A"),
        part("150.00", "B0006", "90150000", "SECOND B"),
    )
    assert collection == part(
        "300.00",
        "B0002",
        "20150000",
        "COLLECTION",
        details=(
            part("100.00", "B0003", "60150000", "FIRST"),
            part("200.00", "B0004", "70150000", "SECOND", details=second),
            part("0.00", "B0007", "60150000", "NOTHING MORE"),
        ),
    )
    # A word goes on in the next record; a third decimal is kept.
    assert costs == replace(
        part("-12.345", "C0008", "00437000", ""),
        message="COSTS OF THE ACCOUNT FOR THE FIRST QUARTER OF THE YEAR 2025",
        information=("Tariff of 1 January",),
    )


def test_a_global_movement_is_counted_once():
    assert only(coda_of(coda_lines())) == STATEMENT
    assert STATEMENT.gap == 0
    assert sum(part.amount for part in BATCH.details) == BATCH.amount


def test_a_movement_that_is_missing_in_the_balances_is_a_gap():
    balance = f"{1_666_790 + 5_000:015d}"
    lines = coda_lines()
    [closing] = [n for n, line in enumerate(lines, start=1) if line[0] == "8"]
    statement = only(coda_with(closing, at.CLOSING_BALANCE, balance))
    assert statement.gap == Decimal("5.00")
    assert statement.movements == STATEMENT.movements


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("tail", ["", "\n", "\n\n  \n", "\x1a"])
def test_line_endings_and_blank_lines(ending, tail):
    data = ending.join(coda_lines()) + tail
    assert only(data.encode("latin-1")) == STATEMENT


def test_blanks_that_were_cut_at_the_end():
    """Only codes that say nothing are blank: not that of the first and last record."""
    head, *lines, foot = coda_lines()
    cut = [line[:-3].rstrip() if line[0] == "2" else line for line in lines]
    assert cut != lines
    assert only(coda_of([head, *cut, foot])) == STATEMENT


@pytest.mark.parametrize("encoding", ["latin-1", "cp850", "utf-8", "utf-8-sig"])
def test_accents_in_the_encodings_of_banks(encoding):
    text = "\n".join(coda_lines())
    assert text.encode(encoding) != text.encode("ascii", "replace")
    assert only(text.encode(encoding)) == STATEMENT


def test_control_characters_are_blanks():
    message = "GROSSE\x00SUMME\x85\x1b".ljust(53)
    data = coda_with(6, at.MESSAGE, message)
    assert only(data).movements[1].message.startswith("GROSSE SUMME")


@pytest.mark.parametrize(
    ("structured", "text", "reference", "message"),
    [
        ("1", "101010806817183", "010806817183", ""),
        ("1", "102010806817183", "010806817183", ""),
        ("1", "101010806817184", "", "010806817184"),  # wrong check digits
        ("1", "101010806817183 and more", "010806817183", "and more"),
        ("1", "1050000000123", "", "0000000123"),  # another type, as it stands
        ("0", "+++010/8068/17183+++", "010806817183", "+++010/8068/17183+++"),
        ("0", "101010806817183", "", "101010806817183"),
        ("0", "", "", ""),
    ],
)
def test_communications(structured, text, reference, message):
    lines = coda_lines()
    lines[2] = changed(lines[2], at.STRUCTURED, structured)
    lines[2] = changed(lines[2], at.MESSAGE, text.ljust(53))
    movement = first(coda_of(lines))
    assert (movement.structured_reference, movement.message) == (reference, message)


def test_a_direct_debit_has_a_mandate_and_a_text():
    creditor, mandate = "BE2ZZZ0123456749".ljust(35), "MANDATE-7".ljust(35)
    text = f"127140325110{creditor}{mandate}Costs"
    lines = coda_lines()
    lines[2] = changed(lines[2], at.STRUCTURED, "1")
    lines[2] = changed(lines[2], at.MESSAGE, text[:53])
    lines[3] = changed(lines[3], at.MESSAGE_2, text[53:].ljust(53))
    movement = first(coda_of(lines))
    assert movement.mandate_reference == "MANDATE-7"
    assert movement.message == "Costs"


@pytest.mark.parametrize(("refused", "reason"), [("0", ""), ("3", "MS03"), ("5", "")])
def test_a_direct_debit_says_that_it_was_refused(refused, reason):
    lines = coda_lines()
    lines[2] = changed(lines[2], at.STRUCTURED, "1")
    lines[2] = changed(lines[2], at.MESSAGE, f"12714032511{refused}".ljust(53))
    assert first(coda_of(lines)).return_reason == reason


@pytest.mark.parametrize(
    ("kind", "code", "reason"),
    [
        (" ", "    ", ""),
        ("0", "    ", ""),
        ("1", "AC04", "AC04"),
        ("5", "    ", "MS03"),
    ],
)
def test_the_type_of_an_r_transaction_says_what_comes_back(kind, code, reason):
    lines = coda_lines()
    lines[3] = changed(lines[3], at.RETURN_TYPE, kind)
    lines[3] = changed(lines[3], at.RETURN_REASON, code)
    assert first(coda_of(lines)).return_reason == reason


@pytest.mark.parametrize(
    ("line", "code", "reason"),
    [
        (2, "00154000", "MS03"),
        (2, "00503000", ""),
        (2, "00150000", ""),
        (5, "00503000", "MS03"),
        (5, "00505000", "MS03"),
        (5, "00154000", ""),
        (5, "00501000", ""),
    ],
)
def test_the_transaction_code_says_what_comes_back(line, code, reason):
    """Received: a transfer of ours. Paid: a direct debit that we collected."""
    lines = coda_lines()
    lines[line] = changed(lines[line], at.TRANSACTION_CODE, code)
    [statement] = coda.parse(coda_of(lines))
    assert statement.movements[line == 5].return_reason == reason


def test_a_long_name_stands_in_full_in_a_record_31():
    name = "Association des copropriétaires de la Résidence Les Tilleuls"
    written = replace(PROVISION, counterparty_name=name)
    statement = replace(EMPTY, movements=(written,))
    lines = coda_lines(statement)
    assert [line[:2] for line in lines[2:6]] == ["21", "22", "23", "31"]
    assert first(coda_of(lines)) == written


@pytest.mark.parametrize(
    ("full", "name"),
    [
        ("Amélie Peeters-Maes", "Amélie Peeters-Maes"),
        ("Bank of Amélie Peeters", "Amélie Peeters"),
    ],
)
def test_a_name_in_a_record_31_replaces_only_its_own_beginning(full, name):
    written = replace(PROVISION, information=("x",))
    lines = coda_lines(replace(EMPTY, movements=(written,)))
    lines[5] = changed(lines[5], at.INFORMATION_STRUCTURED, "1")
    lines[5] = changed(lines[5], at.INFORMATION, f"001{full}".ljust(73))
    movement = first(coda_of(lines))
    assert (movement.counterparty_name, movement.information) == (name, ())


@pytest.mark.parametrize(
    ("length", "records"), [(73, ["31"]), (74, ["31", "32"]), (268, ["31", "32", "33"])]
)
def test_information_of_several_records(length, records):
    written = replace(PROVISION, information=("x" * length, "Second text"))
    lines = coda_lines(replace(EMPTY, movements=(written,)))
    assert [line[:2] for line in lines[5:-2]] == [*records, "31"]
    assert first(coda_of(lines)) == written


def test_structured_information_is_kept_without_its_type():
    lines = coda_lines(
        replace(EMPTY, movements=(replace(PROVISION, information=("x",)),))
    )
    lines[5] = changed(lines[5], at.INFORMATION_STRUCTURED, "1")
    lines[5] = changed(lines[5], at.INFORMATION, "002Paid by card".ljust(73))
    assert first(coda_of(lines)).information == ("Paid by card",)


def test_a_name_without_record_23():
    """The account and the name are in 23; a bank may give the name in 31 only."""
    written = replace(
        PROVISION,
        counterparty_name="",
        counterparty_account="",
        information=("x",),
    )
    lines = coda_lines(replace(EMPTY, movements=(written,)))
    lines[4] = changed(lines[4], at.INFORMATION_STRUCTURED, "1")
    lines[4] = changed(lines[4], at.INFORMATION, "001Amélie Peeters".ljust(73))
    assert first(coda_of(lines)).counterparty_name == "Amélie Peeters"


def test_an_empty_statement_may_have_no_closing_balance():
    head, opening, _closing, foot = coda_lines(EMPTY)
    foot = changed(foot, at.COUNT, "000001")
    statement = only(coda_of([head, opening, foot]))
    opened = STATEMENT.opening_date
    assert statement == replace(EMPTY, closing_date=opened)


def test_several_statements_of_several_accounts():
    other = replace(EMPTY, account="BE96370121620105")
    read = coda.parse(coda_of(coda_lines(STATEMENT, other)))
    assert read == [replace(STATEMENT, continues=True), other]


def test_several_statements_between_one_header_and_one_end():
    head, *first_lines, _end = coda_lines()
    _head, *second_lines, end = coda_lines(EMPTY)
    count = f"{len(first_lines) + len(second_lines):06d}"
    lines = [head, *first_lines, *second_lines, changed(end, at.COUNT, count)]
    paid, received = f"{1_250_500:015d}", f"{917_290:015d}"
    lines[-1] = changed(lines[-1], at.DEBITS, paid)
    lines[-1] = changed(lines[-1], at.CREDITS, received)
    assert coda.parse(coda_of(lines)) == [STATEMENT, EMPTY]


def test_the_last_statement_says_when_another_one_was_to_follow():
    statement = only(
        coda_of([*coda_lines()[:-1], changed(coda_lines()[-1], at.LAST, "1")])
    )
    assert statement == replace(STATEMENT, continues=True)


def test_unknown_dates():
    lines = coda_lines()
    lines[1] = changed(lines[1], at.OPENING_DATE, "000000")
    lines[2] = changed(lines[2], at.VALUE_DATE, "000000")
    statement = only(coda_of(lines))
    assert statement.opening_date is None
    assert statement.movements[0].value_date == STATEMENT.movements[0].booking_date


def test_codes_that_open_and_never_close_do_not_pile_up():
    """Each of the nine codes is open once at most, and the next part closes it."""
    lines = coda_lines(replace(EMPTY, movements=(PROVISION,)))
    part = changed(lines[2], at.DETAIL, "0001")
    parts = [changed(part, at.GLOBAL, code) for code in "123456789" * 200]
    lines[5:5] = parts
    lines[-1] = changed(lines[-1], at.COUNT, f"{len(parts) + 5:06d}")
    movement = first(coda_of(lines))
    depth = 0
    while movement.details:
        movement, depth = movement.details[0], depth + 1
    assert depth == 9 + 1


def test_ten_thousand_movements():
    """The sequence number has four digits: it starts again."""
    some = tuple(replace(PROVISION, bank_reference=f"REF{n}") for n in range(10_001))
    closing = 10_001 * PROVISION.amount
    written = replace(
        STATEMENT, opening_balance=0, closing_balance=closing, movements=some
    )
    assert only(coda_of(coda_lines(written))) == written
