"""The table of opening balances: read in four languages, every mistake at its line."""

from decimal import Decimal

import pytest

from buildings.importing.names import LANGUAGES
from buildings.importing.problems import Code
from buildings.importing.writing import to_csv, to_workbook
from finance.opening import OwnerBalance, SupplierBalance
from finance.opening_messages import sentence, where
from finance.opening_table import Fault, Known, opening_table, read_opening

HEADER = "kind;code;name;owed charges;owed reserve;debit;credit"
HOLDERS = [
    Known("H1", "Omar Haddad"),
    Known("H2", "Clara Élise"),
    Known("H3", "Jean Moreau"),
    Known("H4", "Jean Moreau"),
]
OTHERS = ("490", "499")


def read(*lines, header=HEADER):
    text = "\n".join([header, *lines])
    return read_opening(text.encode(), "a.csv", holders=HOLDERS, others=OTHERS)


def eur(text):
    return Decimal(text)


def test_every_kind_of_line():
    found = read(
        "bank;551;;;;1.234,56;",
        "bank;550;;;;;12,00",
        "fund;100;;;;;1 000,00",
        "owner;h1;Haddad Omar;10;5,5;;",
        "owner;;clara elise;;;;7,25",
        "supplier;;Ascenseurs SA;;;;1,234.50",
        "supplier;;Jardins;;;20;",
        "account;499;;;;;3",
    )
    assert found.problems == ()
    assert found.accounts == {
        "551": eur("1234.56"),
        "550": eur("-12.00"),
        "100": eur("-1000.00"),
        "499": eur("-3.00"),
    }
    assert found.owners == (
        OwnerBalance("H1", eur("10.00"), eur("5.50")),
        OwnerBalance("H2", credit=eur("7.25")),
    )
    assert found.suppliers == (
        SupplierBalance("Ascenseurs SA", eur("1234.50")),
        SupplierBalance("Jardins", eur("-20.00")),
    )


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("owner;H1;;12,50-;;;", OwnerBalance("H1", credit=eur("12.50"))),
        ("owner;H1;;-12,50;;;", OwnerBalance("H1", credit=eur("12.50"))),
        ("owner;H1;;;;;-12,50", OwnerBalance("H1", eur("12.50"))),
    ],
)
def test_the_sign_of_another_program_is_understood(line, owner):
    assert read(line).owners == (owner,)


def test_lines_without_an_amount_and_other_columns_are_left_out():
    found = read("owner;?;;;;;;x", "nonsense;;;;;;;", header=f"{HEADER};remark")
    assert found == read("bank;;;;;;")


@pytest.mark.parametrize(
    ("line", "fault", "column"),
    [
        ("thing;551;;;;1;", Fault.UNKNOWN_KIND, "kind"),
        (";551;;;;1;", Fault.UNKNOWN_KIND, "kind"),
        ("bank;551;;;;ten;", Fault.NOT_AN_AMOUNT, "debit"),
        ("bank;551;;;;1.000;", Fault.TOO_MANY_DECIMALS, "debit"),
        ("bank;551;;;;10000000000;", Fault.TOO_LARGE, "debit"),
        ("bank;551;;1;;;", Fault.WRONG_COLUMN, "owed charges"),
        ("bank;551;;;1;;", Fault.WRONG_COLUMN, "owed reserve"),
        ("bank;552;;;;1;", Fault.UNKNOWN_ACCOUNT, "code"),
        ("fund;551;;;;;1", Fault.UNKNOWN_ACCOUNT, "code"),
        ("account;551;;;;;1", Fault.UNKNOWN_ACCOUNT, "code"),
        ("fund;100;;;;1;", Fault.BELOW_ZERO, "debit"),
        ("owner;H1;;;;1;", Fault.WRONG_COLUMN, "debit"),
        ("owner;H1;;1;;;1", Fault.BOTH_SIDES, "credit"),
        ("owner;H1;;;1;;1", Fault.BOTH_SIDES, "credit"),
        ("owner;H1;;;-1;;", Fault.BELOW_ZERO, "credit"),
        ("owner;H9;;1;;;", Fault.UNKNOWN_OWNER, "code"),
        ("owner;;Nobody;1;;;", Fault.UNKNOWN_OWNER, "name"),
        ("owner;;Jean Moreau;1;;;", Fault.SEVERAL_OWNERS, "name"),
        ("owner;H1;Clara Élise;1;;;", Fault.ANOTHER_NAME, "name"),
        ("supplier;;;;;;1", Fault.NO_NAME, "name"),
        (f"supplier;;{'x' * 121};;;;1", Fault.NAME_TOO_LONG, "name"),
    ],
)
def test_a_mistake_at_its_line_and_column(line, fault, column):
    found = read("bank;550;;;;1;", line)
    [mistake] = found.problems
    assert (mistake.code, mistake.line, mistake.column) == (fault, 3, column)
    assert (found.owners, found.suppliers, found.accounts) == ((), (), {})
    assert where(mistake) == f"a.csv, line 3, column “{column}”"
    assert "%(" not in sentence(mistake)


@pytest.mark.parametrize(
    "line", ["bank;551;;;;1;", "owner;H1;;1;;;", "supplier;;Lift;;;;1"]
)
def test_nothing_stands_twice(line):
    [mistake] = read(line, line.lower()).problems
    assert (mistake.code, mistake.line, mistake.params["first"]) == (Fault.TWICE, 3, 2)
    assert sentence(mistake).endswith("stands on line 2 already.")


def test_another_table_is_told_from_its_header():
    [mistake] = read("A;300", header="lot;shares").problems
    assert (mistake.code, mistake.params) == (
        Fault.UNKNOWN_TABLE,
        {"header": "lot, shares"},
    )
    assert sentence(mistake).startswith(
        "The columns are not those of opening balances: lot, shares."
    )


def test_what_is_no_table_is_told_by_the_import():
    found = read_opening(b"\x00\x01", "a.png", holders=HOLDERS, others=OTHERS)
    [problem] = found.problems
    assert problem.code is Code.NOT_TEXT
    assert sentence(problem).startswith("This is not a table.")


def test_a_long_list_of_mistakes_is_cut():
    found = read(*["thing;;;;;1;"] * 203)
    assert [problem.code for problem in found.problems[199:]] == [
        Fault.UNKNOWN_KIND,
        Code.AND_MORE,
    ]
    assert sentence(found.problems[-1]) == "There are 3 more messages."


def template(language):
    return opening_table(
        language,
        holders=HOLDERS,
        suppliers=["'t Hof BV", "=SUM(A1)"],
        accounts={"551": "Bank", "160": "Reserve", "499": "Suspense"},
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("write", [to_csv, lambda table: to_workbook([table])])
def test_the_table_to_fill_in_is_read_back(language, write):
    table = template(language)
    amounts = [
        row[:5] + (("1", "") if row[1] == "551" else ("", "2")) for row in table.rows
    ]
    filled = type(table)(None, table.title, table.header, tuple(amounts))
    found = read_opening(write(filled), "b", holders=HOLDERS, others=OTHERS)
    assert found.problems == ()
    assert found.accounts == {"551": eur("1"), "160": eur("-2"), "499": eur("-2")}
    assert [owner.holder for owner in found.owners] == ["H1", "H2", "H3", "H4"]
    assert [one.name for one in found.suppliers] == ["'t Hof BV", "=SUM(A1)"]


def test_a_spreadsheet_computes_no_name():
    names = [row[2] for row in template("en").rows]
    assert names[-2:] == ["'t Hof BV", "'=SUM(A1)"]
