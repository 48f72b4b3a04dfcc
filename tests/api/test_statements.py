"""Statements of account by a program: as JSON, as a table, as PDF."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from buildings.models import Owner
from finance.fiscal_year import first_day_of_year
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import problem, wrong
from tests.api.test_tables import columns
from tests.buildings.mailbox import words_of
from tests.finance import factories

MINE = "account/statement/"


@pytest.fixture
def moved(acacias):
    """A call of 500.00 for H1, and a payment."""
    call = factories.issued(title="Provision Q1")
    factories.payment("H1", "120.50", communication="thanks")
    return call.documents.get(holding__code="H1")


def of_holder(code):
    return f"accounts/{cast.holding(code).uuid}/statement/"


def test_my_statement(program, moved):
    today = timezone.localdate()
    [shown] = program("omar").get(MINE).json()
    asked, paid = shown.pop("movements")
    assert (asked["text"], asked["debit"], asked["credit"], asked["balance"]) == (
        "Provision Q1",
        "500.00",
        None,
        "500.00",
    )
    assert asked["document"] == str(moved.uuid)
    assert (paid["text"], paid["credit"], paid["document"]) == (
        "Payment – thanks",
        "120.50",
        None,
    )
    assert (shown["opening"], shown["closing"]) == ("0.00", "379.50")
    assert shown["holding"]["code"] == "H1"
    assert shown["since"] == first_day_of_year(today, first_month=1).isoformat()
    assert shown["until"] == today.isoformat()
    assert program("sophie").get(of_holder("H1")).json()[0]["closing"] == "379.50"


def test_a_period(program, moved):
    before = timezone.localdate() - timedelta(days=1)
    asked = {"since": date(2024, 1, 1).isoformat(), "until": before.isoformat()}
    [shown] = program("omar").get(MINE, **asked).json()
    assert (shown["since"], shown["until"], shown["movements"]) == (
        asked["since"],
        asked["until"],
        [],
    )


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"since": "soon"}, "since"),
        ({"since": "2024-02-01", "until": "2024-01-31"}, "until"),
    ],
)
@pytest.mark.parametrize("path", [MINE, f"{MINE}pdf/"])
def test_a_period_that_is_none(program, path, asked, field):
    assert list(wrong(program("omar").get(path, **asked))) == [field]


def test_a_line_for_each_movement(program, moved):
    found = columns(
        program("sophie").get(of_holder("H1"), format="csv"),
        "holding.code",
        "opening",
        "movements.debit",
        "movements.credit",
        "movements.balance",
        "closing",
    )
    assert found == [
        ("H1", "0.00", "500.00", "", "500.00", "379.50"),
        ("H1", "0.00", "", "120.50", "379.50", "379.50"),
    ]


def test_an_account_without_movements_has_a_line(program, acacias):
    answer = program("omar").get(MINE, format="csv")
    found = columns(answer, "closing", "movements.balance")
    assert found == [("0.00", "")]


def test_the_statement_as_pdf(program, moved):
    for answer in (
        program("omar").get(f"{MINE}pdf/"),
        program("sophie").get(f"{of_holder('H1')}pdf/"),
    ):
        assert answer["Content-Type"] == "application/pdf"
        assert "379.50" in words_of(answer.getvalue())


def test_who_owns_nothing_has_none(program, acacias):
    """A member of the council who sold everything."""
    assert program("clara").get(MINE).status_code == 200
    clara = program("clara")
    with enter(cast.tenant().pk, by=None):
        Owner.objects.filter(user=cast.user("clara")).update(user=None)
    assert clara.get(MINE).json() == []
    assert problem(clara.get(f"{MINE}pdf/")) == (404, "not-found")


def test_a_holder_that_is_not_here(program, moved):
    path = f"accounts/{moved.uuid}/statement/"
    assert problem(program("sophie").get(path)) == (404, "not-found")
