"""The opening balances typed into their page: looked at, corrected, booked once."""

from datetime import timedelta
from decimal import Decimal

import pytest

from buildings import services as buildings
from buildings.models import Supplier
from finance.models import Opening
from finance.queries import balances
from koprogo.ledger.queries import account_balances
from tests import cast
from tests.buildings.pages import inside, said, text
from tests.finance.factories import opened, payment
from tests.finance.openings import TODAY, entries
from tests.finance.pages import errors, url


def uuid(code):
    with inside():
        return cast.holding(code).uuid


def sent(wish="look", **changes):
    """1,000.00 at the bank, Omar owes 310 + 50, and a working fund of 1,360.00."""
    data = {
        "wish": wish,
        "date": TODAY().isoformat(),
        "account-551": "1.000,00",
        "account-100": "1.360,00",
        f"working-{uuid('H1')}": "310",
        f"reserve-{uuid('H1')}": "50",
        "suppliers-TOTAL_FORMS": "2",
        "suppliers-INITIAL_FORMS": "0",
    }
    return data | {name.replace("__", "-"): text for name, text in changes.items()}


def test_what_is_looked_at_is_not_booked_yet(sign_in):
    page = sign_in("anna").post(url("opening-new"), sent())
    assert [(t.account, t.debit, t.credit) for _name, t in page.context["totals"]] == [
        ("100", 0, 1360),
        ("4100", 50, 0),
        ("4101", 310, 0),
        ("551", 1000, 0),
    ]
    assert "€1,360.00" in text(page)
    assert entries() == 0


def test_what_was_looked_at_is_booked(sign_in):
    client = sign_in("sophie")
    page = client.post(
        url("opening-new"),
        sent(
            suppliers__0__name="Ascenseurs SA",
            suppliers__0__owed="12,5",
            account__550="12,50",
        ),
    )
    data = dict(page.context["sent"])
    page = client.post(url("opening-new"), data | {"wish": "book"}, follow=True)
    assert said(page) == ["The opening balances are booked."]
    assert "Ascenseurs SA" in text(page)
    with inside():
        assert account_balances("551", "550", "440", "100") == {
            "551": Decimal("1000.00"),
            "550": Decimal("12.50"),
            "440": Decimal("-12.50"),
            "100": Decimal("-1360.00"),
        }
        holding = cast.holding("H1")
        assert balances([holding])[holding.pk] == Decimal("360.00")
        assert Supplier.objects.get().name == "Ascenseurs SA"
        assert Opening.objects.get().created_by == cast.user("sophie")


def test_what_was_looked_at_can_be_corrected(sign_in):
    client = sign_in("sophie")
    data = dict(client.post(url("opening-new"), sent()).context["sent"])
    page = client.post(url("opening-new"), data | {"wish": "correct"})
    assert errors(page) == {}
    assert 'value="1.000,00"' in text(page)


def test_a_double_click_books_once(sign_in):
    client = sign_in("sophie")
    for _click in range(2):
        page = client.post(url("opening-new"), sent("book"), follow=True)
    assert said(page)[-1] == "The books of this building have been opened already."
    assert entries() == 1


def test_somebody_else_was_faster(sign_in, monkeypatch):
    """The page found no opening; the service, a moment later, does."""
    with inside():
        opened(H1="1.00")
    monkeypatch.setattr("finance.views.opening.standing_opening", lambda: None)
    page = sign_in("sophie").post(url("opening-new"), sent("book"))
    assert page.status_code == 302
    assert entries() == 1


@pytest.mark.parametrize("wish", ["look", "book"])
def test_a_difference_is_shown_and_not_booked(sign_in, wish):
    page = sign_in("sophie").post(url("opening-new"), sent(wish, account__100="1.310"))
    assert "Write at most two decimals" in text(page)
    page = sign_in("sophie").post(url("opening-new"), sent(wish, account__100="1310"))
    assert errors(page) == {
        "__all__": [
            "Debit and credit differ by €50.00. Nothing is booked until they agree."
        ]
    }
    assert page.context["hints"] == [
        (
            "Omar Haddad, €50.00, is exactly the difference: perhaps it stands here twice, "
            "or what it was for is missing."
        ),
        (
            "There is more money and debt of owners than is explained: perhaps a fund is "
            "too low, an unpaid invoice of a supplier is missing, or an owner's credit."
        ),
    ]
    assert entries() == 0


def test_hints_name_accounts_and_suppliers(sign_in):
    data = sent(
        account__551="1010", suppliers__0__name="Lift", suppliers__0__owed="-5,00"
    )
    data["account-550"] = "5"
    page = sign_in("sophie").post(url("opening-new"), data | {"account-551": "1000"})
    assert page.context["hints"][:2] == [
        (
            "Savings account (reserve), €5.00: if this amount stands on the wrong side, "
            "everything is right."
        ),
        "Lift, €5.00: if this amount stands on the wrong side, everything is right.",
    ]


def test_nothing_at_all_is_not_booked(sign_in):
    data = {
        "date": TODAY(),
        "suppliers-TOTAL_FORMS": "0",
        "suppliers-INITIAL_FORMS": "0",
    }
    page = sign_in("sophie").post(url("opening-new"), data)
    assert errors(page) == {
        "__all__": ["All balances are zero: there is nothing to bring in."]
    }


@pytest.mark.parametrize("wish", ["look", "book"])
def test_a_day_is_refused_at_its_field(sign_in, wish):
    tomorrow = (TODAY() + timedelta(days=1)).isoformat()
    client = sign_in("sophie")
    page = client.post(url("opening-new"), sent(wish, date=tomorrow))
    assert errors(page) == {"date": ["This day has not come yet."]}
    with inside():
        payment("H1", "10.00", date=TODAY() - timedelta(days=1))
    page = client.post(url("opening-new"), sent(wish))
    [reason] = errors(page)["date"]
    assert reason.startswith("Something was booked on ")


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"account-100": "-1"}, "account-100", "The amount cannot be below zero."),
        ({"credit-499": "ten"}, "credit-499", "Write an amount such as 1234,50."),
        ({"account-551": "-99999999999"}, "account-551", "The amount is too large."),
    ],
)
def test_a_bad_amount_is_refused_at_its_field(sign_in, changes, field, message):
    page = sign_in("sophie").post(url("opening-new"), sent() | changes)
    assert errors(page) == {field: [message]}


def test_an_owner_does_not_owe_and_have_a_credit(sign_in):
    field = f"credit-{uuid('H1')}"
    page = sign_in("sophie").post(url("opening-new"), sent() | {field: "1"})
    assert errors(page) == {
        field: ["Either something is owed, or there is a credit: not both."]
    }


def test_an_amount_names_its_supplier_and_a_supplier_stands_once(sign_in):
    client = sign_in("sophie")
    page = client.post(url("opening-new"), sent(suppliers__0__owed="1"))
    assert page.context["suppliers"].errors[0] == {
        "name": ["Name the supplier, or leave the amount empty."]
    }
    twice = {"suppliers__0__name": "Lift", "suppliers__1__name": " LIFT "}
    page = client.post(url("opening-new"), sent(**twice))
    assert page.context["suppliers"].non_form_errors() == [
        "A supplier stands here twice."
    ]
    page = client.post(url("opening-new"), sent(suppliers__0__owed="ten"))
    assert page.context["suppliers"].errors[0] == {
        "owed": ["Write an amount such as 1234,50."]
    }


@pytest.mark.parametrize(("rows", "after"), [("2", 7), ("", 5), ("many", 5)])
def test_more_lines_for_suppliers(sign_in, rows, after):
    data = sent("more", suppliers__0__name="Lift") | {"suppliers-TOTAL_FORMS": rows}
    page = sign_in("sophie").post(url("opening-new"), data)
    assert len(page.context["suppliers"].forms) == after


def test_an_overdrawn_account_and_other_accounts(sign_in):
    data = sent(account__551="-100", debit__490="1.100,00")
    page = sign_in("sophie").post(url("opening-new"), data)
    totals = {t.account: (t.debit, t.credit) for _name, t in page.context["totals"]}
    assert (totals["551"], totals["490"]) == ((0, 100), (1100, 0))


def test_known_suppliers_stand_in_the_form(sign_in):
    with inside():
        buildings.create_supplier(name="Jardins", by=None)
    page = sign_in("sophie").get(url("opening-new"))
    assert [form.initial for form in page.context["suppliers"].forms][:2] == [
        {"name": "Jardins"},
        {},
    ]
