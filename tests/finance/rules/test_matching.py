import random
from datetime import date
from decimal import Decimal

import pytest

from finance.matching.directory import Directory
from finance.matching.facts import (
    Holder,
    Invoice,
    Kind,
    Match,
    Movement,
    OpenDue,
    Outcome,
    OwnAccount,
    Part,
    Reason,
    Supplier,
)
from finance.structured_reference import format_reference
from tests.worked_tables import worked_tables

[WORKED] = worked_tables("rules/matching.md").values()
JANUARY, FEBRUARY = date(2026, 1, 31), date(2026, 2, 28)
REFERENCE_OF_A, REFERENCE_OF_B = format_reference(1), format_reference(2)
NOBODYS = format_reference(50)


def eur(text):
    return Decimal(text)


def dues(*amounts):
    return tuple(OpenDue(day, eur(amount)) for day, amount in amounts)


ANNA = Holder(
    "A",
    1,
    names=("Anna Aerts",),
    ibans=("BE01",),
    balance=eur("150.00"),
    dues=dues((JANUARY, "100.00"), (FEBRUARY, "50.00")),
)
BRAM = Holder("B", 2, ("Bram Bos",), ("BE02",), eur("80.00"), dues((JANUARY, "80.00")))
CARO = Holder(
    "C", 3, ("Caro Élise & Zoé",), ("BE02",), eur("60.00"), dues((FEBRUARY, "60.00"))
)
OTIS = Supplier(
    "Otis", "Otis SA", "BE90", (Invoice("i1", eur("500.00"), format_reference(90)),)
)
PROPER = Supplier(
    "Proper",
    "Proper BV",
    "BE91",
    (
        Invoice("i2", eur("121.00"), "F-2"),
        Invoice("i3", eur("121.00"), "F-3"),
    ),
)
RESERVE = OwnAccount("BE77", "BE77")


def directory(*, holders=(ANNA, BRAM, CARO), suppliers=(OTIS, PROPER), own=(RESERVE,)):
    return Directory(holders=holders, suppliers=suppliers, own_accounts=own)


def movement(amount, reference="", iban="", message="", name=""):
    return Movement(eur(amount), reference, iban, name, message)


def certain(found):
    assert found.proposals == ()
    [part] = found.certain.parts
    return part.kind, part.id, part.amount, found.certain.reasons


def proposed(found):
    assert found.certain is None
    return [
        ([(part.id, str(part.amount)) for part in match.parts], list(match.reasons))
        for match in found.proposals
    ]


def shown(match):
    return " + ".join(f"{part.id} {part.amount}" for part in match.parts)


@pytest.mark.parametrize("row", WORKED)
def test_every_line_of_the_documentation(row):
    found = directory().match(
        movement(row["amount"], row["communication"], row["IBAN"], row["message"])
    )
    best = found.certain or (found.proposals[0] if found.proposals else None)
    assert {
        "certain": shown(found.certain) if found.certain else "",
        "proposed": shown(found.proposals[0]) if found.proposals else "",
        "reasons": ", ".join(best.reasons) if best else "",
    } == {column: row[column] for column in ("certain", "proposed", "reasons")}


# Structured communications


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        (REFERENCE_OF_A, ""),
        ("000000000101", "whatever"),
        (REFERENCE_OF_A, REFERENCE_OF_B),
        ("", f"charges {REFERENCE_OF_A} march"),
        ("", "charges ***000/0000/00101***"),
        ("", "charges +++ 000 0000 00101 +++"),
        ("", "charges 000000000101"),
        ("", "charges 000/0000/00101, thanks"),
        ("", f"{REFERENCE_OF_A} is 000000000101"),
        ("RF18539007547034", "000000000101"),
        ("000000000100", "000000000101"),
    ],
)
def test_the_communication_of_a_holder_is_certain(reference, message):
    found = directory().match(movement("12.34", reference, "BE02", message))
    assert certain(found) == (Kind.HOLDER, "A", eur("12.34"), (Reason.REFERENCE,))


@pytest.mark.parametrize(
    ("reference", "message"),
    [(NOBODYS, ""), ("", f"charges {NOBODYS}"), (NOBODYS, REFERENCE_OF_A)],
)
def test_a_valid_communication_that_is_nobodys_is_not_guessed_at(reference, message):
    told = movement("150.00", reference, "BE01", message, "Anna Aerts")
    assert directory().match(told) == Outcome()


@pytest.mark.parametrize("message", ["000000005050", "1000000000101", "+++000/0000/1"])
def test_digits_that_nobody_wrote_as_a_communication_do_not_count(message):
    found = directory().match(movement("150.00", "", "BE01", message))
    reasons = (Reason.HOLDER_IBAN, Reason.HOLDER_AMOUNT)
    assert certain(found) == (Kind.HOLDER, "A", eur("150.00"), reasons)


def test_two_communications_in_one_message_are_divided_the_oldest_due_first():
    told = movement("200.00", "", "", f"{REFERENCE_OF_A} and {REFERENCE_OF_B}")
    assert proposed(directory().match(told)) == [
        ([("A", "120.00"), ("B", "80.00")], [Reason.REFERENCE, Reason.SHARED]),
        ([("A", "200.00")], [Reason.REFERENCE]),
        ([("B", "200.00")], [Reason.REFERENCE]),
    ]


def test_one_known_and_one_unknown_communication_are_not_certain():
    told = movement("33.00", "", "", f"{REFERENCE_OF_A} {NOBODYS}")
    assert proposed(directory().match(told)) == [([("A", "33.00")], [Reason.REFERENCE])]


def test_money_that_goes_out_is_never_certain_for_a_holder():
    paid_back = directory().match(movement("-33.00", REFERENCE_OF_A))
    assert proposed(paid_back) == [([("A", "-33.00")], [Reason.REFERENCE])]
    credit = Holder("D", 4, ibans=("BE04",), balance=eur("-20.00"))
    paid_back = directory(holders=[credit]).match(movement("-20.00", "", "BE04"))
    assert proposed(paid_back) == [
        ([("D", "-20.00")], [Reason.HOLDER_IBAN, Reason.HOLDER_AMOUNT])
    ]


# Suppliers


def test_an_invoice_of_another_amount_is_proposed():
    found = directory().match(movement("-499.99", format_reference(90)))
    assert proposed(found) == [([("i1", "-499.99")], [Reason.INVOICE_REFERENCE])]


def test_two_open_invoices_with_one_communication_are_proposed():
    twice = Supplier(
        "S",
        "Engie",
        "",
        tuple(Invoice(name, eur("9.00"), format_reference(7)) for name in "xy"),
    )
    found = directory(suppliers=[twice]).match(movement("-9.00", format_reference(7)))
    reasons = [Reason.INVOICE_REFERENCE, Reason.INVOICE_AMOUNT]
    assert proposed(found) == [([("x", "-9.00")], reasons), ([("y", "-9.00")], reasons)]


def test_a_credit_note_is_received():
    otis = Supplier("Otis", "Otis", "BE90", (Invoice("cn", eur("-30.00")),))
    found = directory(suppliers=[otis]).match(movement("30.00", "", "be90"))
    reasons = (Reason.SUPPLIER_IBAN, Reason.INVOICE_AMOUNT)
    assert certain(found) == (Kind.INVOICE, "cn", eur("30.00"), reasons)


def test_a_refund_that_quotes_the_invoice_is_proposed():
    found = directory().match(movement("20.00", format_reference(90), "BE90"))
    assert proposed(found) == [
        ([("i1", "20.00")], [Reason.INVOICE_REFERENCE]),
        ([("Otis", "20.00")], [Reason.SUPPLIER_IBAN]),
    ]


@pytest.mark.parametrize(
    ("message", "invoice"),
    [("F-3", "i3"), ("invoice f3.", "i3"), ("F/2 of june", "i2")],
)
def test_of_two_equal_invoices_the_one_that_the_message_names(message, invoice):
    found = directory().match(movement("-121.00", "", "BE91", message))
    assert certain(found)[:2] == (Kind.INVOICE, invoice)


@pytest.mark.parametrize("message", ["", "F-33", "F-2 F-3", "-"])
def test_two_equal_invoices_are_not_guessed_at(message):
    found = directory().match(movement("-121.00", "", "BE91", message))
    reasons = [Reason.SUPPLIER_IBAN, Reason.INVOICE_AMOUNT]
    assert proposed(found) == [
        ([("i2", "-121.00")], reasons),
        ([("i3", "-121.00")], reasons),
        ([("Proper", "-121.00")], [Reason.SUPPLIER_IBAN]),
    ]


def test_all_open_invoices_together():
    found = directory().match(movement("-242.00", "", "BE91"))
    assert proposed(found) == [
        (
            [("i2", "-121.00"), ("i3", "-121.00")],
            [Reason.SUPPLIER_IBAN, Reason.INVOICE_AMOUNT],
        ),
        ([("Proper", "-242.00")], [Reason.SUPPLIER_IBAN]),
    ]


def test_an_invoice_that_was_paid_is_not_paid_again():
    known = directory()
    known.mark_paid("i1")
    known.mark_paid("i2")
    assert certain(known.match(movement("-121.00", "", "BE91")))[1] == "i3"
    assert proposed(known.match(movement("-500.00", format_reference(90), "BE90"))) == [
        ([("Otis", "-500.00")], [Reason.SUPPLIER_IBAN])
    ]


def test_the_amount_alone_is_a_proposal_unless_it_is_that_of_many():
    suppliers = [
        Supplier(name, "", "", (Invoice(name.lower(), eur("10.00")),))
        for name in "UVWXYZ"
    ]
    few, many = directory(suppliers=suppliers[:5]), directory(suppliers=suppliers)
    assert proposed(few.match(movement("-10.00"))) == [
        ([(name, "-10.00")], [Reason.INVOICE_AMOUNT]) for name in "uvwxy"
    ]
    assert many.match(movement("-10.00")) == Outcome()


def test_an_amount_of_many_still_counts_beside_a_communication():
    invoices = tuple(
        Invoice(f"i{number}", eur("10.00"), format_reference(7)) for number in range(6)
    )
    known = directory(suppliers=[Supplier("S", "", "", invoices)])
    reasons = [Reason.INVOICE_REFERENCE, Reason.INVOICE_AMOUNT]
    assert proposed(known.match(movement("-10.00", format_reference(7)))) == [
        ([(f"i{number}", "-10.00")], reasons) for number in range(5)
    ]


# Own accounts


@pytest.mark.parametrize("amount", ["0.01", "-500.00"])
@pytest.mark.parametrize("reference", ["", NOBODYS])
def test_a_transfer_between_own_accounts_is_certain(amount, reference):
    found = directory().match(movement(amount, reference, "be 77"))
    assert certain(found) == (
        Kind.OWN_ACCOUNT,
        "BE77",
        eur(amount),
        (Reason.OWN_ACCOUNT,),
    )


# Holders by their IBAN, amount and name


def test_an_iban_that_paid_for_one_holder_and_what_he_owes():
    for amount in ("150.00", "100.00", "50.00"):
        found = directory().match(movement(amount, "", "be01"))
        assert certain(found)[:3] == (Kind.HOLDER, "A", eur(amount))
    for amount in ("149.99", "150.01"):
        found = directory().match(movement(amount, "", "BE01"))
        assert proposed(found) == [([("A", amount)], [Reason.HOLDER_IBAN])]


def test_an_iban_that_paid_for_several_is_never_certain():
    found = directory().match(movement("80.00", "", "BE02"))
    assert proposed(found) == [
        ([("B", "80.00")], [Reason.HOLDER_IBAN, Reason.HOLDER_AMOUNT]),
        ([("C", "80.00")], [Reason.HOLDER_IBAN]),
    ]


def test_an_iban_that_paid_for_several_is_divided_the_oldest_due_first():
    found = directory().match(movement("200.00", "", "BE02"))
    assert proposed(found)[0] == (
        [("B", "140.00"), ("C", "60.00")],
        [Reason.HOLDER_IBAN, Reason.SHARED],
    )


def test_the_amount_of_a_holder_is_a_proposal_unless_it_is_that_of_many():
    holders = [
        Holder(name, base, balance=eur("10.00"))
        for base, name in enumerate("UVWXYZ", 1)
    ]
    few, many = directory(holders=holders[:5]), directory(holders=holders)
    assert proposed(few.match(movement("10.00"))) == [
        ([(name, "10.00")], [Reason.HOLDER_AMOUNT]) for name in "UVWXY"
    ]
    assert many.match(movement("10.00")) == Outcome()


def test_an_amount_of_many_still_counts_beside_the_iban():
    holders = [
        Holder(name, base, ibans=("BE05",), balance=eur("10.00"))
        for base, name in enumerate("UVWXYZ", 1)
    ]
    reasons = [Reason.HOLDER_IBAN, Reason.HOLDER_AMOUNT]
    found = directory(holders=holders).match(movement("10.00", "", "BE05"))
    assert proposed(found) == [([(name, "10.00")], reasons) for name in "UVWXY"]


@pytest.mark.parametrize(
    ("message", "name", "ids"),
    [
        ("", "AERTS ANNA", ["A"]),
        ("for Anna-Aerts, march", "", ["A"]),
        ("élise zoe", "Caro", ["C"]),
        ("Anna", "", []),
        ("Bram Bos", "Otis s.a.", ["B"]),
        ("Bram Bos", "OTIS SA", ["Otis", "B"]),
    ],
)
def test_a_name_is_a_proposal_when_all_its_words_are_said(message, name, ids):
    found = directory().match(movement("1.00", "", "", message, name))
    assert proposed(found) == [([(id_, "1.00")], [Reason.NAME]) for id_ in ids]


def test_what_is_not_known_of_anybody_is_never_looked_up():
    nobody = Holder("N", 9, names=("", "—"), ibans=("",))
    known = directory(
        holders=[nobody],
        suppliers=[Supplier("S", "", "", (Invoice("i", eur("5.00"), "—"),))],
        own=[OwnAccount("own", "")],
    )
    assert known.match(movement("7.00")) == Outcome()
    assert known.match(movement("7.00", "", " ", "—", " ")) == Outcome()


def test_nothing_is_nothing():
    assert directory().match(movement("0.00", REFERENCE_OF_A, "BE77")) == Outcome()


def test_ten_thousand_movements_are_each_looked_up():
    """Whatever the order: each answer is that of a directory asked only once."""
    shuffler = random.Random(7)
    holders = [
        Holder(number, number, (f"Owner {number}",), (f"BE{number}",), eur("10.00"))
        for number in range(1, 501)
    ]
    known = Directory(holders=holders)
    numbers = [shuffler.randint(1, 500) for _ in range(10_000)]
    matched = [
        known.match(movement("10.00", "", f"BE{number}", "charges")).certain
        for number in numbers
    ]
    reasons = (Reason.HOLDER_IBAN, Reason.HOLDER_AMOUNT)
    assert matched == [
        Match((Part(Kind.HOLDER, number, eur("10.00")),), reasons) for number in numbers
    ]
