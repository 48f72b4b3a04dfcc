"""pain.008: what is collected fits the schema, each with its mandate."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.sepa.debits import SequenceType
from finance.sepa.errors import (
    AmountOutOfRange,
    DayInThePast,
    DuplicateId,
    IdMissing,
    InvalidCreditor,
    InvalidIban,
    InvalidKbo,
    InvalidMandate,
    MandateNotSigned,
    NameMissing,
    NothingToPay,
    NotOneRemittance,
)
from koprogo.money import from_cents
from tests.finance.sepa.files import collection, debits


def test_a_whole_file():
    file = debits(collection())
    assert file.outline("GrpHdr") == [
        "GrpHdr",
        ["MsgId", "KOPRO-2025-0002"],
        ["CreDtTm", "2025-03-10T09:30:15"],
        ["NbOfTxs", "1"],
        ["CtrlSum", "125.40"],
        [
            "InitgPty",
            ["Nm", "ACP Les Tilleuls"],
            ["Id", ["OrgId", ["Othr", ["Id", "0505890632"], ["Issr", "KBO-BCE"]]]],
        ],
    ]
    scheme = ["Othr", ["Id", "BE36ZZZ0505890632"], ["SchmeNm", ["Prtry", "SEPA"]]]
    assert file.outline("PmtInf") == [
        "PmtInf",
        ["PmtInfId", "KOPRO-2025-0002-1"],
        ["PmtMtd", "DD"],
        ["BtchBookg", "false"],
        ["NbOfTxs", "1"],
        ["CtrlSum", "125.40"],
        [
            "PmtTpInf",
            ["SvcLvl", ["Cd", "SEPA"]],
            ["LclInstrm", ["Cd", "CORE"]],
            ["SeqTp", "RCUR"],
        ],
        ["ReqdColltnDt", "2025-03-20"],
        ["Cdtr", ["Nm", "ACP Les Tilleuls"]],
        ["CdtrAcct", ["Id", ["IBAN", "BE68539007547034"]]],
        ["CdtrAgt", ["FinInstnId", ["Othr", ["Id", "NOTPROVIDED"]]]],
        ["ChrgBr", "SLEV"],
        ["CdtrSchmeId", ["Id", ["PrvtId", scheme]]],
        [
            "DrctDbtTxInf",
            ["PmtId", ["EndToEndId", "C2025-1"]],
            ["InstdAmt", "125.40"],
            [
                "DrctDbtTx",
                ["MndtRltdInf", ["MndtId", "MND-0001"], ["DtOfSgntr", "2024-11-02"]],
            ],
            ["DbtrAgt", ["FinInstnId", ["Othr", ["Id", "NOTPROVIDED"]]]],
            ["Dbtr", ["Nm", "Omar Haddad"]],
            ["DbtrAcct", ["Id", ["IBAN", "BE72000000001616"]]],
            ["RmtInf", ["Ustrd", "Charges mars"]],
        ],
    ]


def test_a_group_for_each_sequence_type_and_day():
    first, last = date(2025, 3, 20), date(2025, 4, 20)
    wanted = [
        ("A", SequenceType.RECURRENT, last, "1.00"),
        ("B", SequenceType.FIRST, first, "2.00"),
        ("C", SequenceType.RECURRENT, first, "4.00"),
        ("D", SequenceType.ONE_OFF, first, "8.00"),
        ("E", SequenceType.RECURRENT, first, "16.00"),
    ]
    file = debits(
        *(
            collection(
                end_to_end_id=name,
                sequence=sequence,
                collection_date=day,
                amount=Decimal(amount),
            )
            for name, sequence, day, amount in wanted
        )
    )
    assert file.texts("SeqTp") == ["FRST", "OOFF", "RCUR", "RCUR"]
    assert file.texts("ReqdColltnDt") == [
        "2025-03-20",
        "2025-03-20",
        "2025-03-20",
        "2025-04-20",
    ]
    assert file.texts("PmtInf/NbOfTxs") == ["1", "1", "2", "1"]
    assert file.texts("PmtInf/CtrlSum") == ["2.00", "8.00", "20.00", "1.00"]
    assert file.texts("EndToEndId") == ["B", "D", "C", "E", "A"]
    assert (file.text("GrpHdr/NbOfTxs"), file.text("GrpHdr/CtrlSum")) == ("5", "31.00")


def test_a_structured_communication():
    file = debits(collection(message="", reference="010806817183"))
    assert file.text("Strd/CdtrRefInf/Ref") == "010806817183"
    assert file.text("CdtrRefInf/Tp/Issr") == "BBA"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"amount": Decimal("0.00")}, AmountOutOfRange),
        ({"end_to_end_id": ""}, IdMissing),
        ({"message": ""}, NotOneRemittance),
        ({"collection_date": date(2025, 3, 9)}, DayInThePast),
        ({"signed": {"reference": ""}}, InvalidMandate),
        ({"signed": {"reference": "M" * 36}}, InvalidMandate),
        ({"signed": {"reference": "MND é"}}, InvalidMandate),
        ({"signed": {"signed_on": date(2025, 3, 21)}}, MandateNotSigned),
        ({"signed": {"debtor_name": ""}}, NameMissing),
        ({"signed": {"debtor_iban": "BE72"}}, InvalidIban),
    ],
)
def test_what_a_bank_would_refuse(changes, error):
    with pytest.raises(error):
        debits(collection(**changes))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"identifier": "BE37ZZZ0505890632"}, InvalidCreditor),
        ({"iban": "BE68"}, InvalidIban),
        ({"kbo": ""}, InvalidKbo),
        ({"name": ""}, NameMissing),
        ({"message_id": "/"}, IdMissing),
    ],
)
def test_what_is_wrong_with_who_collects(changes, error):
    with pytest.raises(error):
        debits(collection(), **changes)


def test_nothing_to_collect():
    with pytest.raises(NothingToPay):
        debits()


def test_two_collections_that_the_bank_could_not_tell_apart():
    with pytest.raises(DuplicateId):
        debits(collection(), collection())


def test_a_mandate_signed_on_the_day_of_collection():
    day = date(2025, 3, 20)
    file = debits(collection(signed={"signed_on": day, "reference": "M" * 35}))
    assert (file.text("MndtId"), file.text("DtOfSgntr")) == ("M" * 35, "2025-03-20")


texts = st.text(max_size=80)
named = texts.map("N{}".format)
collections = st.builds(
    collection,
    sequence=st.sampled_from(SequenceType),
    amount=st.integers(1, 99_999_999_999).map(from_cents),
    collection_date=st.dates(date(2025, 3, 10), date(2025, 3, 12)),
    message=named,
    signed=st.fixed_dictionaries({"debtor_name": named}),
)


@given(st.lists(st.tuples(collections, texts), min_size=1, max_size=8))
def test_whatever_is_collected_fits_the_schema(orders):
    numbered = [
        replace(order, end_to_end_id=f"{number}.{text}")
        for number, (order, text) in enumerate(orders)
    ]
    file = debits(*numbered)
    total = sum(order.amount for order in numbered)
    assert Decimal(file.text("GrpHdr/CtrlSum")) == total
    assert sum(map(Decimal, file.texts("PmtInf/CtrlSum"))) == total
    assert sum(map(int, file.texts("PmtInf/NbOfTxs"))) == len(numbered)
    groups = {(o.sequence.value, o.collection_date.isoformat()) for o in numbered}
    written = list(zip(file.texts("SeqTp"), file.texts("ReqdColltnDt"), strict=True))
    assert written == sorted(groups)
