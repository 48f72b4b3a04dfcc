"""A year is settled: what is charged, what is given back, and what the books say after."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from finance import services
from finance.errors.charge_statements import (
    StatementCancelled,
    StatementNotPosted,
)
from finance.models import AccountCharge, ChargeCost, ChargeDocument, Cost
from finance.queries import settlements
from finance.services.charge_statements import (
    cancel_statement,
)
from koprogo.ledger.models import Entry
from koprogo.ledger.queries import account_balances, party_balances, verify
from tests import cast
from tests.finance.charge_statements.books import (
    DEED,
    INSURANCE,
    JULY,
    SINCE,
    UNTIL,
    WITHDRAWAL,
    cost,
    documents,
    drafted,
    eur,
    ordinary_result,
    parts,
    posted,
    provisions,
    sold,
    somebody,
)
from tests.finance.factories import payment

DAY = timedelta(days=1)


def balance(holding):
    found = party_balances(["4101"], parties=[holding.party_id])
    return found.get(holding.party_id, eur("0.00"))


def test_a_year_of_the_three(acacias):
    """A 500, B 300, C 200: 1,000.01 by shares; the cent left over goes to A."""
    provisions("900.00")
    cleaning = cost("1000.01")
    statement = posted()
    assert parts(statement, cleaning) == {
        ("A", "H1"): 50_001,
        ("B", "H2"): 30_000,
        ("C", "H3"): 20_000,
        ("K", "H1"): 0,
    }
    assert documents(statement) == {
        "H1": ("500.01", "450.00", "50.01"),
        "H2": ("300.00", "270.00", "30.00"),
        "H3": ("200.00", "180.00", "20.00"),
    }
    assert {code: balance(cast.holding(code)) for code in ("H1", "H2", "H3")} == {
        "H1": eur("500.01"),
        "H2": eur("300.00"),
        "H3": eur("200.00"),
    }
    assert ordinary_result() == 0
    assert verify() == []


def test_the_entry_says_holder_lot_and_both_sides(acacias):
    provisions("900.00")
    cost("1000.00")
    entry = posted().entry
    assert (entry.date, entry.year, entry.journal.code, entry.text) == (
        date(2025, 12, 31),
        2025,
        "misc",
        "Charges 2025",
    )
    lots = {cast.lot(code).pk: code for code in "ABCK"}
    rows = entry.lines.order_by("pk").values_list(
        "account__code", "unit_id", "debit", "credit"
    )
    assert [
        (code, lots.get(unit), str(debit), str(credit))
        for code, unit, debit, credit in rows
    ] == [
        ("4101", "A", "500.00", "0.00"),
        ("4101", "B", "300.00", "0.00"),
        ("4101", "C", "200.00", "0.00"),
        ("701", None, "0.00", "1000.00"),
        ("4101", "A", "0.00", "450.00"),
        ("4101", "B", "0.00", "270.00"),
        ("4101", "C", "0.00", "180.00"),
        ("701", None, "900.00", "0.00"),
    ]


def test_the_balance_is_a_due_of_the_account(acacias):
    provisions("900.00")
    cost("1000.00")
    payment("H1", "450.00")
    statement = posted()
    h1 = cast.holding("H1")
    document = statement.documents.get(holding=h1)
    assert (document.charge.kind, document.charge.working, document.charge.due_on) == (
        AccountCharge.Kind.STATEMENT,
        eur("50.00"),
        statement.due_on,
    )
    items = settlements([h1.pk])[h1.pk].items
    assert [(item.due.working, item.open) for item in items] == [
        (eur("450.00"), eur("0.00")),
        (eur("50.00"), eur("50.00")),
    ]


def test_what_was_called_too_much_comes_back(acacias):
    provisions("2000.00")
    cost("1000.00")
    payment("H1", "1000.00")
    posted()
    h1 = cast.holding("H1")
    assert settlements([h1.pk])[h1.pk].credit == eur("500.00")
    assert balance(h1) == eur("-500.00")


def test_a_holder_who_owes_nothing_more_gets_no_charge(acacias):
    provisions("1000.00")
    cost("1000.00")
    statement = posted()
    charges = statement.documents.values_list("balance", "charge")
    assert set(charges) == {(eur("0.00"), None)}
    assert not AccountCharge.objects.exists()
    assert ordinary_result() == 0


def test_a_sale_in_the_middle(acacias):
    """Clara sells B on 1 October: 273 days are hers, 92 the buyer's."""
    provisions("1000.00")
    cleaning, late = cost("1000.00"), cost("365.00", since=JULY, until=UNTIL)
    private = cost("60.00", on=DEED, lot=cast.lot("B"), basis="lot", label="Lock")
    buyer = sold(to=somebody())
    statement = posted()
    found = parts(statement, cleaning)
    assert (found["B", "H2"], found["B", buyer.code]) == (22_438, 7_562)
    found = parts(statement, late)
    assert (found["B", "H2"], found["B", buyer.code]) == (5_475, 5_475)
    found = parts(statement, private)
    assert (found["B", "H2"], found["B", buyer.code]) == (0, 6_000)
    # The seller was called for the whole year.
    assert documents(statement)["H2"] == ("279.13", "300.00", "-20.87")
    assert documents(statement)[buyer.code] == ("190.37", "0.00", "190.37")
    assert statement.documents.get(holding=buyer).private == eur("60.00")
    assert ordinary_result() == 0


def test_who_sold_before_the_period_gets_his_provisions_back(acacias):
    cost("1000.00")
    provisions("1000.00", on=date(2025, 1, 10))
    buyer = sold(to=somebody(), on=date(2025, 1, 11))
    statement = posted(since=date(2025, 2, 1))
    assert "H2" not in documents(statement)
    assert buyer.code in documents(statement)
    earlier = posted(until=date(2025, 2, 1), title="January")
    assert documents(earlier)["H2"] == ("0.00", "300.00", "-300.00")


def test_credit_notes_withdrawals_and_income(acacias):
    provisions("1000.00")
    cost("1000.00")
    cost("-100.03")
    cost("500.00", account="6103008")
    cost("-500.00", account=WITHDRAWAL, withdrawal=True, label="From the reserve")
    cost("-30.00", account="7500000", label="Interest")
    statement = posted()
    assert documents(statement)["H1"] == ("434.99", "500.00", "-65.01")
    assert ordinary_result() == 0


def test_the_occupant_bears_his_percentage(acacias):
    cost("1000.00", occupant_percent=100)
    cost("100.00", account=INSURANCE)
    provisions("1100.00")
    statement = posted()
    document = statement.documents.get(holding=cast.holding("H1"))
    assert (document.costs, document.occupant) == (eur("550.00"), eur("500.00"))


def test_works_of_their_own_are_left_out(acacias):
    from finance.models import Works

    works = Works.objects.create(title="Roof", decision="Voted", decided_on=SINCE)
    cost("9000.00", account="671", works=works)
    cost("100.00")
    statement = posted()
    assert documents(statement)["H1"] == ("50.00", "0.00", "50.00")
    assert ordinary_result() == 0


def test_four_quarters_make_a_year(acacias):
    """One key version each; all of it is settled, nothing twice."""
    bounds = [SINCE, date(2025, 4, 1), JULY, DEED, UNTIL]
    for number, day in enumerate(bounds[:-1]):
        provisions("250.00", on=day)
        cost(f"{200 + number}.07", on=day + 10 * DAY)
    cost("-7.77", on=date(2025, 5, 5))
    for since, until in pairwise(bounds):
        posted(since=since, until=until, title=f"From {since}")
        assert ordinary_result(since, until) == 0
    assert ChargeCost.objects.count() == Cost.objects.count() == 5
    assert ordinary_result() == 0
    owed = sum(ChargeDocument.objects.values_list("balance", flat=True))
    assert owed == eur("806.28") - eur("7.77") - eur("1000.00") + eur("0.00")


def test_a_call_cancelled_after_the_settlement_is_given_back_by_the_next(acacias):
    """It was deducted in the first quarter; its mirror lies in the second."""
    call = provisions("100.00", on=date(2025, 3, 1))
    cost("100.00", on=date(2025, 3, 1))
    first = posted(until=date(2025, 4, 1), title="Q1")
    assert documents(first)["H1"] == ("50.00", "50.00", "0.00")
    services.cancel_call(call, by=None, on=date(2025, 4, 2))
    second = posted(since=date(2025, 4, 1), until=JULY, title="Q2")
    assert documents(second)["H1"] == ("0.00", "-50.00", "50.00")
    assert ordinary_result() == 0
    assert balance(cast.holding("H1")) == eur("50.00")


def test_cancel_and_do_it_again(acacias, sophie):
    provisions("900.00")
    cost("1000.00")
    statement = posted()
    cancelled = cancel_statement(statement, by=sophie)
    mirror = Entry.objects.get(reverses=cancelled.entry)
    assert (mirror.date, mirror.year) == (date(2025, 12, 31), 2025)
    assert not AccountCharge.objects.standing().exists()
    assert balance(cast.holding("H1")) == eur("450.00")
    cost("1.00")  # its days take costs again
    again = posted(title="Charges 2025, corrected")
    assert documents(again)["H1"] == ("500.50", "450.00", "50.50")
    assert ordinary_result() == 0
    assert account_balances("701")["701"] == eur("-1001.00")
    with pytest.raises(StatementCancelled):
        cancel_statement(cancelled, by=None)


def test_a_draft_is_not_cancelled(acacias):
    with pytest.raises(StatementNotPosted):
        cancel_statement(drafted(), by=None)


def test_sums(acacias):
    provisions("777.77")
    amounts = ["333.33", "0.01", "-12.34", "1000.00"]
    for amount in amounts:
        cost(amount)
    statement = posted()
    rows = list(statement.documents.all())
    total = sum(map(eur, amounts))
    assert sum(one.costs for one in rows) == total
    assert sum(one.provisions for one in rows) == eur("777.77")
    assert sum(one.balance for one in rows) == total - eur("777.77")
