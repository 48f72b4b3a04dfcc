"""A lot exempted by a judgment (art. 3.92 §9): the others bear its part, to the cent."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from buildings.mailings import letters_of
from buildings.services.letters import make_letters as order_letters
from finance.models import Cost
from finance.services.charge_statements import compute_statement
from finance.services.invoice_posting import cancel_invoice
from koprogo.jobs.services import run_all
from tests import cast
from tests.buildings.pages import inside, text
from tests.finance.charge_statements.books import (
    JULY,
    SINCE,
    UNTIL,
    cost,
    documents,
    drafted,
    ordinary_result,
    parts,
    posted,
    sold,
    somebody,
)
from tests.finance.charge_statements.meters import metered, read
from tests.finance.charge_statements.test_letters import text_of
from tests.finance.charge_statements.test_queries import row, shown
from tests.finance.invoices.making import JUDGMENT, a_line, every, exempting
from tests.finance.invoices.making import posted as invoice_posted
from tests.finance.letters import furnish
from tests.finance.pages import url


def costs_of(invoice):
    return list(Cost.objects.filter(line__invoice=invoice).order_by("pk"))


def test_the_others_bear_the_part_of_an_exempted_lot(acacias):
    """500 and 200 of the 1,000 shares are left: 71.43 and 28.57."""
    invoice = invoice_posted(exempting("B"), a_line("10.00"), date=JULY)
    statement = posted()
    first, second = costs_of(invoice)
    assert parts(statement, first) == {
        ("A", "H1"): 7_143,
        ("B", "H2"): 0,
        ("C", "H3"): 2_857,
        ("K", "H1"): 0,
    }
    assert parts(statement, second)["B", "H2"] == 300
    assert documents(statement) == {
        "H1": ("76.43", "0.00", "76.43"),
        "H2": ("3.00", "0.00", "3.00"),
        "H3": ("30.57", "0.00", "30.57"),
    }
    assert ordinary_result() == 0


def test_what_takes_it_back_leaves_it_out_too(acacias):
    invoice = invoice_posted(exempting("B"), date=JULY)
    cancel_invoice(invoice, by=None)
    credit = invoice_posted(exempting("B"), number="2", kind="credit_note", date=JULY)
    cost("10.00")
    statement = posted()
    first, mirror, back = [*costs_of(invoice), *costs_of(credit)]
    assert parts(statement, mirror) == {
        piece: -cents for piece, cents in parts(statement, first).items()
    }
    assert parts(statement, back) == parts(statement, mirror)


def test_each_period_of_a_spread_cost_leaves_it_out(acacias):
    every(3)
    line = exempting("B", amount="100.01", since=SINCE, until=UNTIL)
    invoice = invoice_posted(line, date=SINCE)
    statement = posted()
    found = [parts(statement, one) for one in costs_of(invoice)]
    assert len(found) == 4
    assert [one["B", "H2"] for one in found] == [0, 0, 0, 0]
    assert sum(sum(one.values()) for one in found) == 10_001


def test_the_reserve_gives_back_to_all_who_paid_into_it(acacias):
    """Else an exempted owner would have paid for it by way of the reserve."""
    invoice = invoice_posted(exempting("B", from_reserve=True), date=JULY)
    statement = posted()
    spent, withdrawn = costs_of(invoice)
    assert parts(statement, spent)["B", "H2"] == 0
    assert parts(statement, withdrawn) == {
        ("A", "H1"): -5_000,
        ("B", "H2"): -3_000,
        ("C", "H3"): -2_000,
        ("K", "H1"): 0,
    }
    assert [str(sums[0]) for sums in documents(statement).values()] == [
        "21.43",
        "-30.00",
        "8.57",
    ]
    steps = [
        (line.exempt, *row(line.steps[0])[4:7])
        for line in shown(statement, cast.holding("H1")).lines
    ]
    assert steps == [(1, 500, 700, "71.4285"), (0, 500, 1000, "-50.0000")]


def test_consumption_of_an_exempted_lot_is_left_out(acacias):
    water = metered("A", "B", "C")
    read(water, SINCE, A="0", B="0", C="0")
    read(water, UNTIL, A="30", B="50", C="20")
    line = exempting("B", key=None, basis="meters", meters=water)
    invoice = invoice_posted(line, date=JULY)
    statement = posted()
    [metered_cost] = costs_of(invoice)
    assert parts(statement, metered_cost)["A", "H1"] == 6_000
    [found] = shown(statement, cast.holding("H3")).lines
    assert row(found.steps[0])[4:6] == (20_000, 50_000)
    assert found.exempt == 1


def test_a_sale_of_an_exempted_lot_changes_nothing(acacias):
    invoice = invoice_posted(exempting("B"), date=JULY)
    buyer = sold(to=somebody())
    statement = posted()
    [one] = costs_of(invoice)
    found = parts(statement, one)
    assert (found["B", "H2"], found["B", buyer.code]) == (0, 0)
    assert found["A", "H1"] == 7_143


def test_the_explanation_names_own_lots_only(acacias):
    """Omar holds A and K, Clara B, and C by a sale."""
    sold("C", to=cast.holding("H2"), on=SINCE)
    invoice_posted(exempting("B"), date=JULY)
    statement = posted()
    [clara] = shown(statement, cast.holding("H2")).lines
    assert (clara.exempt, [lot.code for lot in clara.own_exempt]) == (1, ["B"])
    assert [lot.code for lot, *_parts in clara.lots] == ["C"]
    [omar] = shown(statement, cast.holding("H1")).lines
    assert (omar.exempt, omar.own_exempt) == (1, [])
    assert row(omar.steps[0])[3:9] == (
        "100.00",
        500,
        700,
        "71.4285",
        True,
        "71.43",
    )


SAID = f"1 lot is exempted by a judgment ({JUDGMENT}): the others bear its part."


@pytest.fixture
def statement(db):
    with inside():
        invoice_posted(exempting("B"), a_line("10.00"), date=JULY)
        return posted()


@pytest.mark.parametrize(
    ("who", "holding", "told", "own"),
    [("omar", "H1", True, False), ("clara", "H2", False, False)],
)
def test_a_co_owner_reads_why_and_not_who(sign_in, statement, who, holding, told, own):
    with inside():
        document = statement.documents.get(holding__code=holding)
    page = text(sign_in(who).get(url("charge-document", document.uuid)))
    assert (SAID in page, "Of yours:" in page) == (told, own)


def test_who_has_an_exempted_lot_and_another_reads_which(sign_in, db):
    with inside():
        sold("C", to=cast.holding("H2"), on=SINCE)
        invoice_posted(exempting("B"), date=JULY)
        document = posted().documents.get(holding__code="H2")
    page = text(sign_in("clara").get(url("charge-document", document.uuid)))
    assert f"{SAID} Of yours: B" in page


def test_the_letter_explains_it_too(acacias):
    furnish()
    invoice_posted(exempting("B"), a_line("10.00"), date=JULY)
    statement = posted()
    order_letters(statement, by=None)
    run_all()
    letter = letters_of(statement).get(document__holding__code="H1")
    second = text_of(letter.file)[1]
    assert ("× 500 ÷ 700" in second, second.count(JUDGMENT)) == (True, 1)


def test_more_exemptions_need_no_more_statements(acacias):
    def needed(year):
        since, until = date(year, 1, 1), date(year + 1, 1, 1)
        for number in range(year - 2022):
            line = exempting("B", amount=str(100 + number))
            invoice_posted(line, number=f"{year}/{number}", date=since)
        statement = drafted(since=since, until=until, title=str(year))
        with CaptureQueriesContext(connection) as asked:
            compute_statement(statement, by=None)
        return len(asked)

    assert needed(2023) == needed(2025)
