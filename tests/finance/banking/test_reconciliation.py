"""Whether the books say of the bank what the bank says."""

from decimal import Decimal

from finance.models import BankMovement, MovementMatch
from finance.movement_parts import HolderPart
from finance.opening import Balances
from finance.queries.integrity import findings
from finance.queries.reconciliation import bank_states, in_transit
from finance.services import open_balances
from finance.services.bank_matching import match_movement, undo_match
from tests.finance.banking.statements import (
    ago,
    imported,
    moved,
    statement,
    vcs,
)
from tests.finance.factories import payment


def eur(amount):
    return Decimal(amount)


def figures(state):
    return [
        (one.statement.number, one.ledger, one.in_transit, one.difference, one.missing)
        for one in state.statements
    ]


def test_before_the_first_statement_the_books_speak(acacias):
    payment("H1", "20.00")
    state = bank_states()["551"]
    assert (state.last, state.first, state.since, state.gaps) == (None, None, None, [])
    assert (state.ledger, state.begun_differently) == (eur("20.00"), False)
    assert str(state.label) == "Working account"
    assert in_transit("551").count() == 0


def test_all_agrees(acacias):
    open_balances(
        Balances({"551": eur("1000.00"), "100": eur("-1000.00")}),
        date=ago(9),
        by=None,
    )
    imported(statement(moved("5.00", on=ago(9)), opening="1000.00", number="1"))
    imported(statement(moved("-3.00", on=ago(5)), opening="1005.00", number="2"))
    state = bank_states()["551"]
    assert figures(state) == [
        ("2", eur("1002.00"), 0, 0, 0),
        ("1", eur("1005.00"), 0, 0, 0),
    ]
    assert (state.last.is_sound, state.since) == (True, ago(9))
    assert list(findings()) == []


def test_a_typed_payment_is_in_transit_until_the_bank_shows_it(acacias):
    imported(statement(moved("5.00", on=ago(9)), number="1"))
    payment("H1", "40.00", date=ago(6))
    imported(statement(moved("-3.00", on=ago(5)), opening="5.00", number="2"))
    state = bank_states()["551"]
    assert figures(state) == [
        ("2", eur("42.00"), eur("40.00"), 0, 0),
        ("1", eur("5.00"), 0, 0, 0),
    ]
    [entry] = in_transit("551")
    assert (entry.amount, entry.is_payment) == (eur("40.00"), True)
    imported(
        statement(moved("40.00", on=ago(4), vcs=vcs("H1")), opening="2.00", number="3")
    )
    assert figures(bank_states()["551"])[0] == ("3", eur("42.00"), 0, 0, 0)
    assert in_transit("551").count() == 0


def test_what_cancels_is_not_in_transit(acacias):
    imported(
        statement(moved("40.00", vcs=vcs("H1")), moved("7.00", name="X"), number="1")
    )
    undo_match(MovementMatch.objects.get(), by=None)
    typed = payment("H2", "7.00")
    movement = BankMovement.objects.get(amount=7)
    part = HolderPart(typed.holding, eur("7.00"))
    match_movement(movement, [part], by=None)
    assert in_transit("551").count() == 0
    assert figures(bank_states()["551"]) == [("1", eur("47.00"), 0, 0, 0)]


def test_a_missing_statement_is_a_difference_until_it_comes(acacias):
    imported(statement(moved("10.00", on=ago(6)), number="1"))
    imported(statement(moved("7.00", on=ago(2)), opening="15.00", number="3"))
    state = bank_states()["551"]
    assert figures(state)[0] == ("3", eur("17.00"), 0, eur("-5.00"), eur("5.00"))
    assert [one.statement.number for one in state.gaps] == ["3"]
    assert state.since is None
    imported(statement(moved("5.00", on=ago(4)), opening="10.00", number="2"))
    assert figures(bank_states()["551"]) == [
        ("3", eur("22.00"), 0, 0, 0),
        ("2", eur("15.00"), 0, 0, 0),
        ("1", eur("10.00"), 0, 0, 0),
    ]


def test_books_that_began_with_another_balance(acacias):
    imported(statement(moved("10.00"), opening="300.00", number="1"))
    state = bank_states()["551"]
    assert figures(state) == [("1", eur("10.00"), 0, eur("-300.00"), 0)]
    assert (state.begun_differently, state.begun_with) == (True, 0)


def test_an_empty_first_statement(acacias):
    imported(statement(opening="0.00", number="1"))
    assert figures(bank_states()["551"]) == [("1", 0, 0, 0, 0)]
    assert in_transit("551").count() == 0


def test_the_statements_do_not_cost_more(acacias, django_assert_num_queries):
    for number in range(3):
        day = ago(9 - number)
        imported(
            statement(moved("1.00", on=day), opening=f"{number}.00", number=str(number))
        )
    with django_assert_num_queries(2):
        assert len(bank_states()["551"].statements) == 3
