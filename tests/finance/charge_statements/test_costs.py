"""What the bases and the signs of costs do in a statement; what its refusals say."""

from datetime import date

import pytest

from buildings import services as buildings
from buildings.models import Supplier
from buildings.services.letters import make_letters as order_letters
from finance.allocation import NothingToShare
from finance.charging.costs import AmountsDiffer, OutsideStatement
from finance.errors import FinanceError
from finance.errors.charge_statements import CannotDivide, StatementPosted
from finance.models import Basis, Cost, FixedAmount, Invoice, InvoiceLine
from finance.refusals.charge_statements import sentence
from finance.services import charge_computing
from finance.services.charge_statements import compute_statement, post_statement
from finance.services.costs import turn_costs
from koprogo.jobs.models import Job
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Account
from tests import cast
from tests.finance.charge_statements.books import (
    DEED,
    JULY,
    SINCE,
    UNTIL,
    booked,
    computed,
    cost,
    documents,
    drafted,
    eur,
    key,
    ordinary_result,
    parts,
    posted,
    provisions,
    sold,
    somebody,
)
from tests.finance.charge_statements.meters import metered, read
from tests.finance.invoices.making import a_line, every
from tests.finance.invoices.making import posted as invoice_posted
from tests.finance.letters import furnish


def fixed_line(amount, **by_lot):
    supplier = Supplier.objects.first() or buildings.create_supplier(name="S", by=None)
    invoice = Invoice.objects.create(
        supplier=supplier, number=str(Invoice.objects.count()), date=JULY, total=10
    )
    line = InvoiceLine.objects.create(
        invoice=invoice,
        position=1,
        label="Keys",
        account=Account.objects.get(code="6105000"),
        amount=eur(amount),
        basis=Basis.FIXED,
    )
    for lot, part in by_lot.items():
        FixedAmount.objects.create(line=line, lot=cast.lot(lot), amount=eur(part))
    return line


def mirrored(row, on):
    entry = row.entry
    mirror = ledger.mirror(entry, year=2025, date=on, text="Mirror", by=None)
    [turned] = turn_costs(entry, mirror)
    return turned


def test_fixed_amounts_and_what_takes_them_back(acacias):
    """A credit note and a mirror turn the amounts of the line round."""
    line = fixed_line("30.00", A="20.00", B="5.00", K="5.00")
    first = cost("30.00", basis=Basis.FIXED, line=line)
    credit = cost("-30.00", basis=Basis.FIXED, line=line)
    again = cost("30.00", basis=Basis.FIXED, line=line)
    statement = posted()
    assert parts(statement, first) == parts(statement, again)
    assert parts(statement, first) == {
        ("A", "H1"): 2_000,
        ("B", "H2"): 500,
        ("C", "H3"): 0,
        ("K", "H1"): 500,
    }
    assert parts(statement, credit)["A", "H1"] == -2_000
    assert documents(statement)["H1"] == ("25.00", "0.00", "25.00")
    assert ordinary_result() == 0


def test_fixed_amounts_that_are_not_the_cost(acacias):
    """It covers no part of the line's period that would say what of them it is."""
    line = fixed_line("30.00", A="30.00")
    cost("20.00", basis=Basis.FIXED, line=line)
    with pytest.raises(CannotDivide) as refused:
        computed()
    assert isinstance(refused.value.reason, AmountsDiffer)
    assert sentence(refused.value) == (
        "“Cleaning” of 01/07/2025 (€20.00) cannot be divided: the fixed amounts do not "
        "sum to the cost."
    )


def test_fixed_amounts_of_a_line_that_covers_two_statements(acacias):
    """Each statement takes its days; together the lots bear what the invoice says."""
    by_lot = {"A": "33.34", "B": "-3.33", "K": "70.00"}
    fixed = {cast.lot(code): eur(amount) for code, amount in by_lot.items()}
    line = a_line("100.01", basis="fixed", fixed=fixed, since=SINCE, until=UNTIL)
    every(3)
    invoice = invoice_posted(line, date=SINCE)
    quarters = Cost.objects.filter(line__invoice=invoice).order_by("since")
    statements = [
        posted(since=SINCE, until=JULY, title="First"),
        posted(since=JULY, until=UNTIL, title="Second"),
    ]
    found = [parts(statements[0], one) for one in quarters[:2]]
    found += [parts(statements[1], one) for one in quarters[2:]]
    assert [sum(one.values()) for one in found] == [2466, 2493, 2521, 2521]
    assert [one["K", "H1"] for one in found] == [1726, 1745, 1764, 1765]
    together = {
        code: sum(one[code, holding] for one in found)
        for code, holding in (("A", "H1"), ("B", "H2"), ("C", "H3"), ("K", "H1"))
    }
    assert together == {"A": 3334, "B": -333, "C": 0, "K": 7000}


def test_what_takes_a_private_cost_back_is_for_who_bore_it(acacias):
    private = cost("60.00", basis=Basis.LOT, lot=cast.lot("B"))
    mirror = mirrored(private, on=date(2025, 11, 1))
    buyer = sold(to=somebody())
    late = cost("10.00", basis=Basis.LOT, lot=cast.lot("B"), on=DEED)
    statement = posted()
    assert parts(statement, private)["B", "H2"] == 6_000
    assert parts(statement, mirror)["B", "H2"] == -6_000
    assert parts(statement, late)["B", buyer.code] == 1_000


def test_a_private_cost_of_an_earlier_statement_is_for_who_holds_the_lot_now(acacias):
    private = cost("60.00", basis=Basis.LOT, lot=cast.lot("B"), on=SINCE)
    cost("1.00", on=SINCE)
    posted(until=JULY, title="First")
    mirror = mirrored(private, on=DEED)
    buyer = sold(to=somebody())
    statement = posted(since=JULY, title="Second")
    assert parts(statement, mirror)["B", buyer.code] == -6_000


def test_meters_that_counted_nothing(acacias):
    water = metered("A")
    read(water, SINCE, A="5")
    read(water, UNTIL, A="5")
    cost("20.00", basis=Basis.METERS, meters=water, label="Water")
    with pytest.raises(CannotDivide) as refused:
        computed()
    assert isinstance(refused.value.reason, NothingToShare)
    assert sentence(refused.value).endswith(
        "no lot has a part in it, or nothing was used."
    )


def test_a_day_outside_the_statement(acacias):
    """It cannot come out of the books; the rule says it all the same."""
    row = cost("1.00")
    error = CannotDivide(row, OutsideStatement(UNTIL))
    assert sentence(error).endswith("01/01/2026 is no day of this statement.")


def test_what_the_books_have_too_much_is_said(acacias):
    booked("6105000", eur("5.00"))
    with pytest.raises(FinanceError) as refused:
        computed()
    assert sentence(refused.value) == (
        "€5.00 of the costs booked in this period do not say who bears them. Correct the "
        "entry that booked them."
    )
    cost("-5.00", key=key())
    booked("6105000", eur("-5.00"))
    booked("701", eur("-7.00"))
    cost("5.00")
    with pytest.raises(FinanceError) as refused:
        computed(title="Again")
    assert sentence(refused.value).startswith(
        "€7.00 of the provisions booked in this period were called by no call for funds"
    )


def test_a_closed_year_is_said(acacias):
    cost("10.00")
    statement = computed()
    ledger.open_year(since=SINCE, until=UNTIL, by=None)
    ledger.close_year(year=2025, by=None)
    with pytest.raises(FinanceError) as refused:
        post_statement(statement, by=None)
    assert sentence(refused.value) == "The fiscal year 2025 is closed: reopen it first."


def test_a_posted_statement_is_not_left_to_the_worker(acacias, monkeypatch):
    monkeypatch.setattr(charge_computing, "MOST_AT_ONCE", 3)
    cost("10.00")
    statement = posted()
    with pytest.raises(StatementPosted):
        charge_computing.start_computing(statement, by=None)
    assert not Job.objects.exists()


def test_letters_are_ordered_once(acacias):
    furnish()
    cost("10.00")
    statement = posted()
    order_letters(statement, by=None)
    order_letters(statement, by=None)
    assert Job.objects.count() == 1


def test_a_year_without_any_cost_gives_the_provisions_back(acacias):
    provisions("100.00")
    statement = compute_statement(drafted(), by=None)
    assert documents(post_statement(statement, by=None))["H1"] == (
        "0.00",
        "50.00",
        "-50.00",
    )
    assert not Cost.objects.exists()
