"""What payment files named: themselves, their payments, and what comes back."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from finance.matching.directory import Directory
from finance.matching.facts import (
    Collected,
    Holder,
    Invoice,
    Kind,
    Match,
    Movement,
    Outcome,
    Part,
    Reason,
    Returnable,
    SentFile,
    Supplier,
)
from finance.matching.sent import Sent
from finance.structured_reference import format_reference, normalise_reference

TODAY = date(2026, 3, 10)
OF_ANNA = normalise_reference(format_reference(1))


def eur(text):
    return Decimal(text)


ANNA = Holder("A", 1, balance=eur("60.00"))
OTIS = Supplier(
    "Otis",
    "Otis SA",
    "BE90",
    (
        Invoice("i1", eur("100.00"), "F-1", "n1"),
        Invoice("i2", eur("100.00"), "F-2", "n2"),
    ),
)
FILE = SentFile(
    frozenset({"file", "file1"}),
    TODAY,
    (
        Part(Kind.INVOICE, "i1", eur("-100.00")),
        Part(Kind.INVOICE, "i2", eur("-100.00")),
    ),
)
DEBIT = Collected("A", "d1", eur("60.00"))
PAID = Returnable("p1", eur("60.00"), frozenset({"d1"}), OF_ANNA, "BE01")
PAID_TO_OTIS = Returnable("p2", eur("-80.00"), frozenset({"n9"}), "", "BE90")


def directory(files=(FILE,), returnable=(PAID, PAID_TO_OTIS)):
    sent = Sent(collected=[DEBIT], files=files, returnable=returnable)
    return Directory(holders=[ANNA], suppliers=[OTIS], sent=sent)


def told(amount, **said):
    return Movement(eur(amount), day=said.pop("day", TODAY), **said)


def certain(found):
    assert found.proposals == ()
    return [(part.kind, part.id) for part in found.certain.parts], found.certain.reasons


@pytest.mark.parametrize(
    ("said", "wanted", "reasons"),
    [
        (
            told("-100.00", end_to_end="n2"),
            [(Kind.INVOICE, "i2")],
            (Reason.END_TO_END, Reason.INVOICE_AMOUNT),
        ),
        (
            told("60.00", end_to_end="d1"),
            [(Kind.HOLDER, "A")],
            (Reason.END_TO_END,),
        ),
        (
            told("-200.00", batch="file1"),
            [(Kind.INVOICE, "i1"), (Kind.INVOICE, "i2")],
            (Reason.FILE,),
        ),
        (
            told("-200.00", end_to_end="file"),
            [(Kind.INVOICE, "i1"), (Kind.INVOICE, "i2")],
            (Reason.FILE,),
        ),
        (
            told("-60.00", end_to_end="d1"),
            [(Kind.RETURN, "p1")],
            (Reason.END_TO_END, Reason.RETURNED),
        ),
        (
            told("80.00", end_to_end="n9", is_return=True),
            [(Kind.RETURN, "p2")],
            (Reason.END_TO_END, Reason.RETURNED),
        ),
        (
            told("-60.00", structured_reference=OF_ANNA, is_return=True),
            [(Kind.RETURN, "p1")],
            (Reason.REFERENCE, Reason.RETURNED),
        ),
    ],
)
def test_what_a_file_named_is_certain(said, wanted, reasons):
    assert certain(directory().match(said)) == (wanted, reasons)


def proposed(found):
    assert found.certain is None
    return [
        ([part.id for part in match.parts], match.reasons) for match in found.proposals
    ]


def test_a_name_without_the_amount_is_proposed():
    found = proposed(directory().match(told("-70.00", end_to_end="n1")))
    assert found == [(["i1"], (Reason.END_TO_END,))]
    assert directory().match(told("70.00", end_to_end="d1")) == Outcome()


def test_a_sum_is_proposed_from_its_day_on():
    both = ["i1", "i2"]
    known = directory()
    assert (both, (Reason.FILE_AMOUNT,)) in proposed(known.match(told("-200.00")))
    early = told("-200.00", day=date(2026, 3, 9))
    assert known.match(early) == Outcome()
    assert known.match(replace(early, day=None)) == Outcome()


def test_two_files_of_one_sum_and_name_are_told_by_nobody():
    found = directory(files=(FILE, replace(FILE, names=frozenset({"file"}))))
    assert found.match(told("-200.00", batch="file")).certain is None
    assert found.match(told("-200.00", batch="file1")).certain is not None


def test_a_file_of_which_something_is_paid_is_none():
    known = directory()
    known.mark_paid("i2")
    assert known.match(told("-200.00", batch="file")) == Outcome()
    assert known.match(told("-100.00", end_to_end="n2")).certain != Match(
        (Part(Kind.INVOICE, "i2", eur("-100.00")),),
        (Reason.END_TO_END, Reason.INVOICE_AMOUNT),
    )


def test_what_comes_back_is_never_another_payment():
    said = {"is_return": True}
    known = directory()
    assert known.match(told("60.00", end_to_end="d1", **said)).certain is None
    received = told("60.00", structured_reference=OF_ANNA, **said)
    assert known.match(received).certain is None
    paid = told("-100.00", end_to_end="n1", counterparty_account="BE90", **said)
    assert known.match(paid) == Outcome()


def test_without_a_word_of_the_bank_a_return_is_proposed():
    said = told("-60.00", structured_reference=OF_ANNA, counterparty_account="BE01")
    assert proposed(directory().match(said))[0] == (
        ["p1"],
        (Reason.REFERENCE, Reason.SAME_IBAN, Reason.RETURNED),
    )


def test_of_two_payments_alike_each_is_proposed():
    known = directory(returnable=(PAID, replace(PAID, id="p3")))
    by_name = proposed(known.match(told("-60.00", end_to_end="d1", is_return=True)))
    reasons = (Reason.END_TO_END, Reason.RETURNED)
    assert by_name == [(["p1"], reasons), (["p3"], reasons)]
    referred = told("-60.00", structured_reference=OF_ANNA, is_return=True)
    assert [ids for ids, _reasons in proposed(known.match(referred))][:2] == [
        ["p1"],
        ["p3"],
    ]
