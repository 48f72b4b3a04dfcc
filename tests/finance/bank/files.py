"""Statements and files of our own for the tests of the readers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from finance.bank import camt053_writing, coda_writing
from finance.bank.statement import BankStatement, Movement
from finance.structured_reference import format_reference, normalise_reference
from koprogo.money import from_cents

DAY = date(2025, 3, 14)
PROVISION = Movement(
    amount=Decimal("617.29"),
    booking_date=DAY,
    value_date=date(2025, 3, 15),
    counterparty_name="Amélie Peeters",
    counterparty_account="BE96370121620105",
    structured_reference="010806817183",
    bank_reference="OL9456574JBBNEUBCRCL1",
    counterparty_bic="GEBABEBB",
    end_to_end_reference="E2E-1",
    transaction_code="00150000",
)
REPAIR = Movement(
    amount=Decimal("-1250.50"),
    booking_date=DAY,
    value_date=DAY,
    counterparty_name="Ascenseurs Réunis",
    counterparty_account="LU037050522702273100",
    message="Facture 2025/118, réparation de la porte palière du deuxième étage",
    bank_reference="OL9456575",
    transaction_code="00101000",
    information=("Executed on 14 March",),
)
BATCH = Movement(
    amount=Decimal("300.00"),
    booking_date=DAY,
    value_date=DAY,
    bank_reference="BATCH-1",
    transaction_code="10550000",
    details=(
        replace(PROVISION, amount=Decimal("100.00"), value_date=DAY),
        replace(PROVISION, amount=Decimal("200.00"), value_date=DAY),
    ),
)
STATEMENT = BankStatement(
    account="BE68539007547034",
    currency="EUR",
    opening_balance=Decimal("2000.00"),
    closing_balance=Decimal("1666.79"),
    movements=(PROVISION, REPAIR, BATCH),
    opening_date=date(2025, 3, 13),
    closing_date=DAY,
    number="042",
    reference="FILE-042",
)
EMPTY = replace(STATEMENT, closing_balance=Decimal("2000.00"), movements=())


def coda_lines(*statements):
    """Return the records of a CODA, to be changed and put together by ``coda_of``."""
    written = coda_writing.write(statements or [STATEMENT])
    return written.decode("latin-1").splitlines()


def coda_of(lines):
    return "\n".join(lines).encode("latin-1")


def changed(line, columns, text):
    """Return ``line`` with ``text`` in ``columns``."""
    assert len(text) == columns.stop - columns.start
    return line[: columns.start] + text + line[columns.stop :]


def coda_with(number, columns, text):
    """Return a CODA with something else in the line ``number``, which counts from 1."""
    lines = coda_lines()
    lines[number - 1] = changed(lines[number - 1], columns, text)
    return coda_of(lines)


def camt053_with(old, new, *statements):
    """Return a camt.053 in which ``new`` stands for the first ``old``."""
    written = camt053_writing.write(statements or [STATEMENT]).decode()
    assert old in written
    return written.replace(old, new, 1).encode()


# Every letter that Latin-1 has and that is no half of an accent of UTF-8.
_letters = st.sampled_from("abcXYZ0123456789 -/.:&<>'éèàçëïôüöä")


def texts(longest):
    """One line of text without two blanks in a row."""
    return st.text(_letters, max_size=longest).map(lambda text: " ".join(text.split()))


def codes(longest):
    return st.text("ABCDEFGHJK0123456789", max_size=longest)


amounts = st.integers(-99_999_999, 99_999_999).map(from_cents)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
references = (
    st.integers(0, 9_999_999_999).map(format_reference).map(normalise_reference)
)
accounts = st.sampled_from(["", "BE96370121620105", "NL34KRED0633083542", "GB12345"])


@st.composite
def remittances(draw):
    """A structured communication or a message, as a bank gives one or the other."""
    if draw(st.booleans()):
        return {"structured_reference": draw(references)}
    message = draw(texts(130).filter(lambda text: not text.isdigit()))
    return {"message": message}


def movements(**values):
    fields = {
        "amount": amounts,
        "booking_date": days,
        "value_date": days,
        "counterparty_name": texts(70),
        "counterparty_account": accounts,
        "bank_reference": codes(21),
        "counterparty_bic": st.sampled_from(["", "GEBABEBB", "KREDBEBBXXX"]),
        "end_to_end_reference": codes(35),
        "return_reason": st.sampled_from(["", "", "AM04", "MS03"]),
        "transaction_code": st.sampled_from(["00150000", "04131000"]),
        "information": st.lists(texts(268).filter(bool), max_size=1).map(tuple),
        **values,
    }
    plain = st.builds(Movement, **fields)
    return st.builds(lambda one, text: replace(one, **text), plain, remittances())


@st.composite
def statements(draw):
    """A statement that balances, some of its movements global with details."""
    booked = []
    for movement in draw(st.lists(movements(), max_size=4)):
        details = draw(st.sampled_from([0, 0, 2, 3]))
        if details:
            same = {
                "booking_date": st.just(movement.booking_date),
                "value_date": st.just(movement.value_date),
                "bank_reference": codes(20).map(lambda code: f"D{code}"),
            }
            parts = draw(
                st.lists(movements(**same), min_size=details, max_size=details)
            )
            movement = Movement(
                sum(part.amount for part in parts),
                movement.booking_date,
                movement.value_date,
                bank_reference=movement.bank_reference,
                transaction_code=movement.transaction_code,
                details=tuple(parts),
            )
        booked.append(movement)
    opening = draw(amounts)
    return BankStatement(
        account=draw(st.sampled_from(["BE68539007547034", "LU037050522702273100"])),
        currency=draw(st.sampled_from(["EUR", "USD"])),
        opening_balance=opening,
        closing_balance=opening + sum(movement.amount for movement in booked),
        movements=tuple(booked),
        opening_date=draw(days),
        closing_date=draw(days),
        number=f"{draw(st.integers(1, 999)):03d}",
        reference=draw(codes(10).filter(bool)),
        notices=tuple(draw(st.lists(texts(80).filter(bool), max_size=1))),
    )
