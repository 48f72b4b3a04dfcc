"""The opening balances as a table that is sent, and the table to fill in."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from buildings import services as buildings
from koprogo.ledger.queries import account_balances
from tests.buildings.pages import inside, said, text
from tests.finance.openings import TODAY, entries
from tests.finance.pages import errors, url


def upload(client, table, name="a.csv"):
    file = SimpleUploadedFile(name, table)
    data = {"date": TODAY().isoformat(), "tables": file}
    return client.post(url("opening-file"), data)


TABLE = b"""kind;code;name;owed charges;owed reserve;debit;credit
bank;551;;;;1.000,00;
account;499;;;;;5
account;490;;;;20;
fund;160;;;;;875
owner;H2;Clara;;;;50
owner;H1;;10;;;
supplier;;Lift;;;;100
"""


def test_a_table_is_looked_at_and_booked(sign_in):
    client = sign_in("sophie")
    page = upload(client, TABLE)
    assert page.context["suppliers"] == [("Lift", Decimal("100.00"), True)]
    data = dict(page.context["sent"]) | {"wish": "book"}
    assert said(client.post(url("opening-new"), data, follow=True)) == [
        "The opening balances are booked."
    ]
    with inside():
        assert account_balances("551", "499", "490", "160", "4101", "440") == {
            "551": Decimal("1000.00"),
            "499": Decimal("-5.00"),
            "490": Decimal("20.00"),
            "160": Decimal("-875.00"),
            "4101": Decimal("-40.00"),
            "440": Decimal("-100.00"),
        }
    page = upload(client, TABLE)
    assert errors(page) == {
        "__all__": ["The books of this building have been opened already."]
    }
    assert entries() == 1


def test_a_table_may_name_any_account_that_is_no_cost(sign_in):
    """The form has five of them: the others come with the table."""
    client = sign_in("sophie")
    table = TABLE.replace(b"account;499", b"account;444")
    data = dict(upload(client, table).context["sent"]) | {"wish": "correct"}
    assert "Invoices to receive: credit" in text(client.post(url("opening-new"), data))
    client.post(url("opening-new"), data | {"wish": "book"})
    with inside():
        assert account_balances("444") == {"444": Decimal("-5.00")}


def test_a_cost_is_no_opening_balance(sign_in):
    page = upload(sign_in("sophie"), TABLE.replace(b"account;499", b"account;6101000"))
    [(_where, sentence)] = page.context["problems"]
    assert sentence == (
        "“6101000” is not an account for this kind of line. Write one of: 100000, 12, "
        "14, 160000, 160001, 160002, 160003, 161000, 170, 171, 172, 1730, …."
    )


def test_the_mistakes_of_a_table_stand_at_their_lines(sign_in):
    page = upload(sign_in("sophie"), TABLE.replace(b"H2", b"H9"))
    assert page.context["problems"] == [
        (
            "a.csv, line 6, column “code”",
            (
                "“H9” has no account in this building: write the code or the name as in "
                "the table to download."
            ),
        )
    ]
    assert entries() == 0


def test_a_table_that_does_not_balance_fills_the_form(sign_in):
    page = upload(sign_in("sophie"), TABLE.replace(b"875", b"870"))
    assert list(errors(page)) == ["__all__"]
    assert 'value="870.00"' in text(page)


def test_more_suppliers_than_a_form_holds(sign_in):
    lines = b"".join(b"supplier;;S%d;;;;1\n" % n for n in range(501))
    page = upload(sign_in("sophie"), TABLE + lines)
    assert len(page.context["suppliers"].non_form_errors()) == 1


def test_a_file_is_needed_and_a_large_one_is_dropped(sign_in, settings):
    client = sign_in("sophie")
    page = client.post(url("opening-file"), {"date": TODAY().isoformat()})
    assert errors(page) == {"tables": ["This field is required."]}
    settings.UPLOAD_LIMIT_BYTES = 10
    page = upload(client, TABLE)
    assert list(errors(page)) == ["tables"]


@pytest.mark.parametrize("name", ["opening-csv", "opening-workbook"])
def test_the_table_to_fill_in_has_everybody_in_it(sign_in, name):
    with inside():
        buildings.create_supplier(name="Jardins", by=None)
    client = sign_in("sophie")
    answer = client.get(url(name))
    assert answer["Content-Disposition"].startswith("attachment")
    page = upload(client, answer.content, "filled.xlsx")
    assert errors(page) == {
        "__all__": ["All balances are zero: there is nothing to bring in."]
    }
    if name == "opening-csv":
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert lines[0] == ("kind;code;name;owed charges;owed reserve;debit;credit")
        assert "owner;H1;Omar Haddad;;;;" in lines
        assert lines[-1] == "supplier;;Jardins;;;;"
