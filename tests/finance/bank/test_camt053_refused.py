"""XML that is no camt.053, is broken, or is meant to harm, is refused at its line."""

import tracemalloc
from dataclasses import replace

import pytest

from finance.bank import camt053, camt053_writing
from finance.bank.statement import LARGEST_FILE, Reason, StatementError
from finance.bank.writing import CannotBeWritten
from tests.finance.bank.files import PROVISION, REPAIR, STATEMENT, camt053_with

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
STATEMENT_2 = "<BkToCstmrStmt><Stmt>\n<Acct/>\n</Stmt></BkToCstmrStmt>"
LOL = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def refusal(data):
    """Return the line and the reason."""
    with pytest.raises(StatementError) as refused:
        camt053.parse(data)
    return refused.value.line, refused.value.reason


def document(inside, namespace=NAMESPACE, doctype=""):
    return f'{doctype}<Document xmlns="{namespace}">\n{inside}\n</Document>'.encode()


def refused_at(data):
    """Return what stands in the line of the refusal, and the reason."""
    line, reason = refusal(data)
    return data.decode().splitlines()[line - 1].strip(), reason


BALANCE, EUR, USD = "<Bal>", '<Amt Ccy="EUR">', '<Amt Ccy="USD">'


@pytest.mark.parametrize(
    ("old", "new", "at", "reason"),
    [
        ("<IBAN>BE68539007547034</IBAN>", "", "<Stmt>", Reason.NO_ACCOUNT),
        ("OPBD", "ITBD", "<Stmt>", Reason.NO_OPENING_BALANCE),
        ("CLBD", "CLAV", "<Stmt>", Reason.NO_CLOSING_BALANCE),
        (f"{EUR}2000", f"{USD}2000", f"{USD}2000.00</Amt>", Reason.OTHER_CURRENCY),
        (f"{EUR}1666", f"{USD}1666", f"{USD}1666.79</Amt>", Reason.OTHER_CURRENCY),
        (f"{EUR}617", f"{USD}617", f"{USD}617.29</Amt>", Reason.OTHER_CURRENCY),
        (f"{EUR}617", "<Amt>617", "<Amt>617.29</Amt>", Reason.OTHER_CURRENCY),
        (f"{EUR}1666.79</Amt>", "", BALANCE, Reason.NOT_A_NUMBER),
        (f"{EUR}617.29</Amt>", "", "<Ntry>", Reason.NOT_A_NUMBER),
        ("2000.00", "2000,00", f"{EUR}2000,00</Amt>", Reason.NOT_A_NUMBER),
        ("2000.00", "-2000.00", f"{EUR}-2000.00</Amt>", Reason.NOT_A_NUMBER),
        ("2000.00", "1e3", f"{EUR}1e3</Amt>", Reason.NOT_A_NUMBER),
        ("2000.00", "", f"{EUR}</Amt>", Reason.NOT_A_NUMBER),
        ("617.29", "9" * 19, f"{EUR}{'9' * 19}</Amt>", Reason.NOT_A_NUMBER),
        ("<CdtDbtInd>CRDT</CdtDbtInd>", "", BALANCE, Reason.NO_SIGN),
        ("CRDT", "C", BALANCE, Reason.NO_SIGN),
        ("2025-03-13", "2025-02-30", "<Dt>2025-02-30</Dt>", Reason.NOT_A_DATE),
        ("<Dt>2025-03-15</Dt>", "<Dt/>", "<Dt/>", Reason.NOT_A_DATE),
        ("<BookgDt>", "<BookgDt/><X>", "<Ntry>", Reason.NOT_A_DATE),
    ],
)
def test_one_wrong_element(old, new, at, reason):
    data = camt053_with(old, new)
    if new.endswith("<X>"):
        data = data.replace(b"</BookgDt>", b"</X>", 1)
    assert refused_at(data) == (at, reason)


def test_a_closing_balance_without_a_date():
    before, closing, after = camt053_with("CLBD", "CLBD").partition(b"CLBD")
    data = before + closing + after.replace(b"<Dt>", b"<X>", 1)
    data = data.replace(b"</Dt>\n      </Bal>\n      <Ntry>", b"</X></Bal><Ntry>", 1)
    assert refused_at(data) == (BALANCE, Reason.NOT_A_DATE)


def test_no_currency_anywhere():
    data = camt053_with("<Ccy>EUR</Ccy>", "")
    for without in (
        data.replace(b' Ccy="EUR"', b""),
        data.replace(b'<Amt Ccy="EUR">2000.00</Amt>', b""),
    ):
        assert refused_at(without) == ("<Stmt>", Reason.NO_CURRENCY)


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"", None, Reason.EMPTY),
        (b"<" * (LARGEST_FILE + 1), None, Reason.TOO_LARGE),
        (b"<", 1, Reason.NOT_XML),
        (b"no xml", 1, Reason.NOT_XML),
        (b"<Document/>", 1, Reason.NOT_A_STATEMENT),
        (document("", NAMESPACE.replace("053", "054")), 1, Reason.NOT_A_STATEMENT),
        (document("", NAMESPACE[:-1] + "9"), 1, Reason.UNSUPPORTED_VERSION),
        (document("", NAMESPACE[:-1] + "1"), 1, Reason.UNSUPPORTED_VERSION),
        (document("", NAMESPACE + "0"), 1, Reason.NOT_A_STATEMENT),
        (document("", "a}" + NAMESPACE), 1, Reason.NOT_A_STATEMENT),
        (f'\n<Stmt xmlns="{NAMESPACE}"/>'.encode(), 2, Reason.NOT_A_STATEMENT),
        (f'<Other xmlns="{NAMESPACE}"/>'.encode(), 1, Reason.NOT_A_STATEMENT),
        (document("<BkToCstmrStmt/>"), 1, Reason.NO_STATEMENT),
        (document("<Stmt/>"), 2, Reason.NOT_A_STATEMENT),
        (document("<BkToCstmrStmt><Ntry/></BkToCstmrStmt>"), 2, Reason.NOT_A_STATEMENT),
        (document(STATEMENT_2), 2, Reason.NO_ACCOUNT),
        (document(STATEMENT_2 + "<"), 4, Reason.NOT_XML),
    ],
)
def test_other_documents(data, line, reason):
    assert refusal(data) == (line, reason)


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE Document>",
        '<!DOCTYPE Document SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        f'<!DOCTYPE Document [<!ENTITY l0 "lol">{LOL}]>',
    ],
)
def test_a_document_type_is_refused_before_anything_is_read(doctype):
    data = document("<BkToCstmrStmt><Stmt><Id>&x;&l9;</Id></Stmt></BkToCstmrStmt>")
    tracemalloc.start()
    assert refusal(doctype.encode() + data) == (1, Reason.DOCTYPE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


def test_lines_are_told_beyond_65535():
    data = camt053_with("<Stmt>", "\n" * 70_000 + "<Stmt>")
    broken = data.replace(b">617.29<", b">x<", 1)
    assert refused_at(broken) == ('<Amt Ccy="EUR">x</Amt>', Reason.NOT_A_NUMBER)
    assert refusal(broken)[0] > 70_000


@pytest.mark.parametrize("part", ["Stmt", "Bal", "TxDtls"])
def test_more_than_can_be_read_in_a_moment(part):
    many = camt053_with(f"<{part}>", f"<{part}/>" * camt053.MOST_PARTS + f"<{part}>")
    assert refusal(many)[1] == Reason.TOO_MANY


def test_the_most_that_are_read():
    """The document, statement, two balances, three entries, four transactions too."""
    some = "<Bal/>" * (camt053.MOST_PARTS - 11)
    assert camt053.parse(camt053_with("<Bal>", f"{some}<Bal>")) == [STATEMENT]
    assert refusal(camt053_with("<Bal>", f"<Bal/>{some}<Bal>"))[1] == Reason.TOO_MANY


@pytest.mark.parametrize(
    "statement",
    [
        replace(STATEMENT, closing_date=None),
        replace(STATEMENT, reference="x" * 36),
        replace(STATEMENT, movements=(replace(REPAIR, message="x" * 141),)),
        replace(STATEMENT, movements=(replace(PROVISION, counterparty_name="a\x00b"),)),
    ],
)
def test_statements_that_a_camt053_cannot_hold(statement):
    with pytest.raises(CannotBeWritten):
        camt053_writing.write([statement])
