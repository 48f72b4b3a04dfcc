"""pain.001: what is written fits the schema and is what was ordered."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.sepa.errors import (
    AmountOutOfRange,
    DayInThePast,
    DuplicateId,
    IdMissing,
    InvalidIban,
    InvalidKbo,
    NameMissing,
    NothingToPay,
    NotOneRemittance,
)
from finance.structured_reference import (
    WrongCheckDigits,
    format_reference,
    normalise_reference,
)
from koprogo.money import FractionOfACent, from_cents
from tests.finance.sepa.files import transfer, transfers


def test_a_whole_file():
    file = transfers(transfer())
    assert file.outline("GrpHdr") == [
        "GrpHdr",
        ["MsgId", "KOPRO-2025-0001"],
        ["CreDtTm", "2025-03-10T09:30:15"],
        ["NbOfTxs", "1"],
        ["CtrlSum", "468.95"],
        [
            "InitgPty",
            ["Nm", "ACP Les Tilleuls"],
            ["Id", ["OrgId", ["Othr", ["Id", "0505890632"], ["Issr", "KBO-BCE"]]]],
        ],
    ]
    assert file.outline("PmtInf") == [
        "PmtInf",
        ["PmtInfId", "KOPRO-2025-0001-1"],
        ["PmtMtd", "TRF"],
        ["BtchBookg", "false"],
        ["NbOfTxs", "1"],
        ["CtrlSum", "468.95"],
        ["PmtTpInf", ["SvcLvl", ["Cd", "SEPA"]]],
        ["ReqdExctnDt", "2025-03-12"],
        ["Dbtr", ["Nm", "ACP Les Tilleuls"]],
        ["DbtrAcct", ["Id", ["IBAN", "BE68539007547034"]]],
        ["DbtrAgt", ["FinInstnId", ["Othr", ["Id", "NOTPROVIDED"]]]],
        ["ChrgBr", "SLEV"],
        [
            "CdtTrfTxInf",
            ["PmtId", ["EndToEndId", "F2025-17"]],
            ["Amt", ["InstdAmt", "468.95"]],
            ["Cdtr", ["Nm", "Ascenseurs Elevation SA"]],
            ["CdtrAcct", ["Id", ["IBAN", "BE72000000001616"]]],
            [
                "RmtInf",
                [
                    "Strd",
                    [
                        "CdtrRefInf",
                        ["Tp", ["CdOrPrtry", ["Cd", "SCOR"]], ["Issr", "BBA"]],
                        ["Ref", "010806817183"],
                    ],
                ],
            ],
        ],
    ]
    amount = file.root.find(".//s:InstdAmt", file.names)
    assert amount.attrib == {"Ccy": "EUR"}


def test_a_message_instead_of_a_structured_communication():
    file = transfers(transfer(reference="", message="Facture n° 17, août"))
    assert file.text("RmtInf/Ustrd") == "Facture no 17, aout"
    assert file.texts("Strd") == []


def test_a_group_for_each_day():
    late, soon = date(2025, 3, 31), date(2025, 3, 10)
    file = transfers(
        transfer(end_to_end_id="A", amount=Decimal("0.10"), execution_date=late),
        transfer(end_to_end_id="B", amount=Decimal("0.20"), execution_date=soon),
        transfer(end_to_end_id="C", amount=Decimal("1000"), execution_date=late),
    )
    assert file.texts("PmtInf/PmtInfId") == ["KOPRO-2025-0001-1", "KOPRO-2025-0001-2"]
    assert file.texts("PmtInf/ReqdExctnDt") == ["2025-03-10", "2025-03-31"]
    assert file.texts("PmtInf/NbOfTxs") == ["1", "2"]
    assert file.texts("PmtInf/CtrlSum") == ["0.20", "1000.10"]
    assert file.texts("EndToEndId") == ["B", "A", "C"]
    assert file.texts("InstdAmt") == ["0.20", "0.10", "1000.00"]
    assert (file.text("GrpHdr/NbOfTxs"), file.text("GrpHdr/CtrlSum")) == (
        "3",
        "1000.30",
    )


def test_lengths():
    file = transfers(
        transfer(
            end_to_end_id="e" * 36, name="n" * 71, reference="", message="m" * 141
        ),
        message_id="i" * 36,
        debtor_name="d" * 71,
    )
    assert file.text("EndToEndId") == "e" * 35
    assert file.text("Cdtr/Nm") == "n" * 70
    assert file.text("Ustrd") == "m" * 140
    assert file.text("MsgId") == "i" * 35
    assert file.text("PmtInfId") == "i" * 33 + "-1"
    assert file.texts("InitgPty/Nm") == file.texts("Dbtr/Nm") == ["d" * 70]


def test_the_clock_of_the_order_is_that_of_the_file():
    """Whatever its zone: the day and the time are written as they are given."""
    late = datetime(2025, 3, 12, 23, 59, 59, tzinfo=ZoneInfo("Europe/Brussels"))
    file = transfers(transfer(), created=late)
    assert file.text("CreDtTm") == "2025-03-12T23:59:59"
    assert file.text("ReqdExctnDt") == "2025-03-12"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"amount": Decimal("0")}, AmountOutOfRange),
        ({"amount": Decimal("-1")}, AmountOutOfRange),
        ({"amount": Decimal("1000000000")}, AmountOutOfRange),
        ({"amount": Decimal("1.005")}, FractionOfACent),
        ({"iban": "BE72000000001617"}, InvalidIban),
        ({"iban": ""}, InvalidIban),
        ({"name": " "}, NameMissing),
        ({"end_to_end_id": "//"}, IdMissing),
        ({"execution_date": date(2025, 3, 9)}, DayInThePast),
        ({"reference": ""}, NotOneRemittance),
        ({"message": "and a message"}, NotOneRemittance),
        ({"reference": "+++010/8068/17184+++"}, WrongCheckDigits),
    ],
)
def test_what_a_bank_would_refuse(changes, error):
    with pytest.raises(error):
        transfers(transfer(**changes))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"message_id": ""}, IdMissing),
        ({"debtor_name": ""}, NameMissing),
        ({"debtor_iban": "BE00"}, InvalidIban),
        ({"debtor_kbo": "0505890633"}, InvalidKbo),
    ],
)
def test_what_is_wrong_with_who_pays(changes, error):
    with pytest.raises(error):
        transfers(transfer(), **changes)


def test_nothing_to_pay():
    with pytest.raises(NothingToPay):
        transfers()


def test_two_payments_that_the_bank_could_not_tell_apart():
    same = transfer(end_to_end_id="x" * 35), transfer(end_to_end_id="x" * 36)
    with pytest.raises(DuplicateId):
        transfers(*same)


def test_the_smallest_and_the_largest_amount():
    file = transfers(
        transfer(end_to_end_id="A", amount=Decimal("0.01")),
        transfer(end_to_end_id="B", amount=Decimal("999999999.99")),
    )
    assert file.text("GrpHdr/CtrlSum") == "1000000000.00"


texts = st.text(max_size=200)
named = texts.map("N{}".format)
payments = st.builds(
    transfer,
    name=named,
    iban=st.sampled_from(["BE72000000001616", "DE33100205000001194700"]),
    amount=st.integers(1, 99_999_999_999).map(from_cents),
    execution_date=st.dates(date(2025, 3, 10), date(2025, 3, 14)),
    reference=st.integers(0, 9_999_999_999).map(format_reference),
) | st.builds(transfer, reference=st.just(""), message=named)


@given(st.lists(st.tuples(payments, texts), min_size=1, max_size=8), named, named)
def test_whatever_is_ordered_fits_the_schema(orders, message_id, name):
    numbered = [
        replace(order, end_to_end_id=f"{number}.{text}")
        for number, (order, text) in enumerate(orders)
    ]
    file = transfers(*numbered, message_id=message_id, debtor_name=name)
    total = sum(order.amount for order in numbered)
    assert Decimal(file.text("GrpHdr/CtrlSum")) == total
    assert sum(map(Decimal, file.texts("PmtInf/CtrlSum"))) == total
    assert sum(map(Decimal, file.texts("InstdAmt"))) == total
    assert sum(map(int, file.texts("PmtInf/NbOfTxs"))) == len(numbered)
    assert len(set(file.texts("EndToEndId"))) == len(numbered)
    assert sorted(file.texts("Ref")) == sorted(
        normalise_reference(order.reference) for order in numbered if order.reference
    )
    days = file.texts("ReqdExctnDt")
    assert days == sorted({order.execution_date.isoformat() for order in numbered})
