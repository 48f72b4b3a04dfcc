"""What a camt.053 says: entries, their transactions, and who is the other party."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from finance.bank import camt053, coda_writing
from finance.bank.statement import Movement
from finance.bank.writing import CannotBeWritten
from tests.finance.bank.files import (
    BATCH,
    DAY,
    EMPTY,
    PROVISION,
    REPAIR,
    STATEMENT,
    camt053_with,
)

SAMPLE = Path(__file__).parent / "samples/camt053/tilleuls.xml"
OWN = STATEMENT.account


def only(data):
    [statement] = camt053.parse(data)
    return statement


def first(old, new, movement=PROVISION):
    """Return ``movement`` read from a file with ``new`` where ``old`` was."""
    statement = replace(EMPTY, movements=(movement,))
    return only(camt053_with(old, new, statement)).movements[0]


def test_every_field_of_a_file():
    """Latin-1, a prefix, an old account number; what is pending is not counted."""
    statement = only(SAMPLE.read_bytes())
    assert replace(statement, movements=()) == replace(
        EMPTY,
        opening_balance=Decimal("1000.00"),
        closing_balance=Decimal("1604.79"),
        number="12",
        reference="S12",
    )
    provision, costs = statement.movements
    assert provision == Movement(
        amount=Decimal("617.29"),
        booking_date=DAY,
        value_date=DAY,
        counterparty_name="Amélie Peeters",
        counterparty_account="BE96370121620105",
        structured_reference="010806817183",
        bank_reference="1",
        counterparty_bic="KREDBEBB",
        transaction_code="PMNT-RCDT-ESCT",
    )
    assert costs == Movement(
        amount=Decimal("-12.50"),
        booking_date=DAY,
        value_date=DAY,
        bank_reference="2",
        information=("Costs of the account",),
    )


def test_a_global_movement_is_counted_once():
    assert only(camt053_with("<BkToCstmrStmt>", "<BkToCstmrStmt>")) == STATEMENT
    assert [len(movement.details) for movement in STATEMENT.movements] == [0, 0, 2]


@pytest.mark.parametrize("version", ["02", "03", "04", "05", "06", "07", "08"])
def test_every_version(version):
    data = camt053_with("camt.053.001.08", f"camt.053.001.{version}")
    assert only(data) == STATEMENT


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "ISO-8859-1", "windows-1252"])
def test_the_declared_encoding_is_read(encoding):
    text = camt053_with("encoding='UTF-8'", f"encoding='{encoding}'").decode()
    assert only(text.encode(encoding)) == STATEMENT


def test_a_movement_that_is_missing_in_the_balances_is_a_gap():
    statement = only(camt053_with(">1666.79<", ">1671.79<"))
    assert statement.gap == Decimal("5.00")
    assert statement.movements == STATEMENT.movements


def test_more_than_two_decimals_are_kept():
    statement = only(camt053_with(">617.29<", ">617.29001<"))
    assert statement.movements[0].amount == Decimal("617.29001")
    assert statement.gap == Decimal("-0.00001")


@pytest.mark.parametrize(
    ("status", "booked"),
    [("BOOK", 3), ("PDNG", 2), ("INFO", 2), ("FUTR", 2), ("", 3)],
)
def test_only_what_is_booked_is_a_movement(status, booked):
    for written in (f"<Cd>{status}</Cd>", status):
        data = camt053_with("<Cd>BOOK</Cd>", written)
        assert len(only(data).movements) == booked


def test_the_currency_is_that_of_the_account_or_of_its_balance():
    assert only(camt053_with("<Ccy>EUR</Ccy>", "")).currency == "EUR"


def test_the_balance_closed_before_is_an_opening_balance():
    assert only(camt053_with("OPBD", "PRCD")) == STATEMENT


@pytest.mark.parametrize(
    ("old", "new"),
    [("ElctrncSeqNb", "LglSeqNb"), ("2025-03-14</Dt>", "2025-03-14+01:00</Dt>")],
)
def test_what_a_bank_may_write_in_another_way(old, new):
    written = camt053_with(old, new).decode()
    if old == "ElctrncSeqNb":
        written = written.replace(f"</{old}>", f"</{new}>")
    assert only(written.encode()) == STATEMENT


def test_a_movement_without_a_number_is_that_of_its_entry():
    name = "<AcctSvcrRef>OL9456574JBBNEUBCRCL1</AcctSvcrRef>"
    data = camt053_with(name, "").decode().replace(name, "", 1).encode()
    assert only(data).movements[0].bank_reference == ""


@pytest.mark.parametrize(
    ("written", "read"), [("NOTPROVIDED", ""), ("E2E-1", "E2E-1"), (" ", "")]
)
def test_an_end_to_end_reference_that_was_not_provided(written, read):
    movement = first("<EndToEndId>E2E-1", f"<EndToEndId>{written}")
    assert movement.end_to_end_reference == read


def test_parties_as_the_older_versions_write_them():
    pty = "<Pty>\n                  <Nm>Amélie Peeters</Nm>\n                </Pty>"
    assert first(pty, "<Nm>Amélie Peeters</Nm>") == PROVISION
    written = camt053_with("<BICFI>GEBABEBB</BICFI>", "<BIC>GEBABEBB</BIC>")
    assert only(written) == STATEMENT


@pytest.mark.parametrize(
    ("parties", "reversal", "name"),
    [
        ("<Dbtr><Nm>A</Nm></Dbtr><Cdtr><Nm>B</Nm></Cdtr>", "false", "A"),
        # what it reverses went out: its creditor gives back
        ("<Dbtr><Nm>A</Nm></Dbtr><Cdtr><Nm>B</Nm></Cdtr>", "true", "B"),
        ("<Cdtr><Nm>B</Nm></Cdtr>", "false", "B"),
        ("<Dbtr><Nm>A</Nm></Dbtr>", "1", "A"),
        # this account is not the other party
        (
            (
                f"<Dbtr><Nm>A</Nm></Dbtr><DbtrAcct><Id><IBAN>{OWN}</IBAN></Id></DbtrAcct>"
                "<Cdtr><Nm>B</Nm></Cdtr>"
            ),
            "false",
            "B",
        ),
        (
            f"<Dbtr><Nm>A</Nm></Dbtr><DbtrAcct><Id><IBAN>{OWN}</IBAN></Id></DbtrAcct>",
            "false",
            "",
        ),
        ("", "false", ""),
    ],
)
def test_who_is_the_other_party(parties, reversal, name):
    plain = Movement(PROVISION.amount, DAY, DAY, counterparty_name="X")
    written = camt053_with(
        "<Sts>",
        f"<RvslInd>{reversal}</RvslInd><Sts>",
        replace(EMPTY, movements=(plain,)),
    ).decode()
    before, _, rest = written.partition("<RltdPties>")
    _, _, after = rest.partition("</RltdPties>")
    data = f"{before}<RltdPties>{parties}</RltdPties>{after}".encode()
    assert only(data).movements[0].counterparty_name == name


@pytest.mark.parametrize(
    ("agent", "bic"), [("Dbtr", "KREDBEBB"), ("Cdtr", "")], ids=["theirs", "ours"]
)
def test_a_bank_without_its_customer(agent, bic):
    plain = replace(
        PROVISION,
        counterparty_name="",
        counterparty_account="",
        counterparty_bic="KREDBEBB",
    )
    data = camt053_with("DbtrAgt", "DbtrAgt", replace(EMPTY, movements=(plain,)))
    data = data.replace(b"DbtrAgt", f"{agent}Agt".encode())
    assert only(data).movements[0].counterparty_bic == bic


@pytest.mark.parametrize(
    ("written", "reference", "message"),
    [
        ("<Ref>010806817183</Ref>", "010806817183", ""),
        ("<Ref>+++010/8068/17183+++</Ref>", "010806817183", ""),
        ("<Ref>010806817184</Ref>", "", "010806817184"),
        ("<Ref>RF18539007547034</Ref>", "", "RF18539007547034"),
        (
            (
                "<Ref>RF18539007547034</Ref></CdtrRefInf></Strd><Strd><CdtrRefInf>"
                "<Ref>010806817183</Ref></CdtrRefInf></Strd><Strd><CdtrRefInf>"
                "<Ref>000000000101</Ref>"
            ),
            "010806817183",
            "RF18539007547034 000000000101",
        ),
        ("<Ref/>", "", ""),
    ],
)
def test_structured_references(written, reference, message):
    movement = first("<Ref>010806817183</Ref>", written)
    assert (movement.structured_reference, movement.message) == (reference, message)


def test_a_text_with_a_reference_and_in_several_lines():
    text = " ".join(["Provision du premier trimestre"] * 5) + " +++010/8068/17183+++"
    written = replace(PROVISION, message=text)
    assert first("<Ustrd>", "<Ustrd>", written) == written


def test_both_a_reference_and_a_text():
    written = replace(PROVISION, message="Thank you")
    assert first("<Ustrd>", "<Ustrd>", written) == written


@pytest.mark.parametrize("code", ["", "544", "PMNT-RCDT-ESCT"])
def test_transaction_codes(code):
    written = replace(REPAIR, transaction_code=code)
    assert first("<BkTxCd", "<BkTxCd", written) == written


TRANSACTION = '<Amt Ccy="EUR">100.00</Amt>\n            <CdtDbtInd>CRDT</CdtDbtInd>'


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        (TRANSACTION.replace("CRDT", "DBIT"), "-100.00"),
        # of versions without it: in the details of the amount, signed by the entry
        ('<AmtDtls><TxAmt><Amt Ccy="EUR">100</Amt></TxAmt></AmtDtls>', "100.00"),
        (
            (
                '<Amt Ccy="SEK">1</Amt><AmtDtls><TxAmt><Amt Ccy="EUR">100</Amt></TxAmt>'
                "</AmtDtls>"
            ),
            "100.00",
        ),
        # unknown in the currency of the account
        ('<Amt Ccy="SEK">1</Amt>', "0.00"),
        ("", "0.00"),
    ],
)
def test_the_amount_of_a_detail(written, amount):
    batch = first(TRANSACTION, written, BATCH)
    assert [str(part.amount) for part in batch.details] == [amount, "200.00"]
    assert batch.amount == BATCH.amount


def test_what_the_bank_adds_stands_once():
    one = replace(PROVISION, information=("By card", "At noon"))
    assert first("<Ustrd>", "<Ustrd>", replace(one, message="Thank you")) == replace(
        one, message="Thank you", information=("By card At noon",)
    )
    batch = replace(BATCH, information=("Twelve collections",))
    assert first("<TxDtls>", "<TxDtls>", batch) == batch


def test_a_mandate():
    debit = replace(REPAIR, mandate_reference="MANDATE-7")
    assert first("<MndtId>", "<MndtId>", debit) == debit


def test_the_day_of_a_time():
    movement = first(
        "<Dt>2025-03-15</Dt>", "<DtTm>2025-03-15T23:59:59.999+01:00</DtTm>"
    )
    assert movement.value_date == date(2025, 3, 15)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("</TxDtls>", "<RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf></TxDtls>", "AM04"),
        ("</TxDtls>", "<RtrInf><Rsn><Prtry>no</Prtry></Rsn></RtrInf></TxDtls>", "MS03"),
        ("<Sts>", "<RvslInd>true</RvslInd><Sts>", "MS03"),
        ("<Sts>", "<RvslInd>false</RvslInd><Sts>", ""),
        ("<Sts>", "<Sts>", ""),
    ],
)
def test_what_comes_back_says_why(old, new, reason):
    assert first(old, new).return_reason == reason


@pytest.mark.parametrize(
    ("code", "reason"), [("PMNT-RDDT-UPDD", "MS03"), ("PMNT-RDDT-ESDD", "")]
)
def test_the_transaction_code_says_that_it_comes_back(code, reason):
    written = replace(PROVISION, transaction_code=code)
    assert first("<Sts>", "<Sts>", written).return_reason == reason


@pytest.mark.parametrize("name", ["PmtInfId", "MsgId"])
def test_a_sum_names_its_payment_file(name):
    batch = f"<Btch><{name}>file-1</{name}></Btch>"
    read = first("<NtryDtls>", f"<NtryDtls>{batch}")
    assert read.batch_reference == "file-1"
    written = replace(read, batch_reference="file-2")
    assert first("<Sts>", "<Sts>", written) == written


def test_a_coda_has_no_room_for_the_name_of_a_payment_file():
    written = replace(PROVISION, batch_reference="file-1")
    with pytest.raises(CannotBeWritten):
        coda_writing.write([replace(EMPTY, movements=(written,))])
