"""Statements that follow each other, and what of a file is new."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.bank import camt053, reading
from finance.bank.chain import (
    Gap,
    Interleaved,
    Link,
    continues,
    gaps,
    in_order,
    is_in_the_way,
    missing,
    new_run,
)
from finance.bank.excerpts import excerpts
from finance.bank.leaves import Leaf, leaves
from tests.finance.banking.statements import (
    ELSEWHERE,
    RESERVE,
    coda,
    moved,
    statement,
)
from tests.finance.banking.statements import (
    camt053 as camt053_file,
)
from tests.worked_tables import worked_tables


def day(number):
    return date(2026, 3, number)


def link(first, last, opening, closing):
    return Link(day(first), day(last), Decimal(opening), Decimal(closing))


def leaf(number, amount):
    return Leaf(Decimal(amount), day(number), day(number))


def test_statements_of_one_day_follow_their_balances():
    one, two, three = link(5, 5, 0, 10), link(5, 5, 10, 7), link(5, 5, 7, 30)
    before = link(4, 4, 2, 0)
    assert in_order([three, one, before, two]) == [before, one, two, three]
    assert in_order([three, two, one]) == [one, two, three]
    assert in_order([]) == []


def test_a_statement_without_an_order_comes_as_it_came():
    """Each begins where the other ends: nothing says which was first."""
    there, back = link(5, 5, 0, 10), link(5, 5, 10, 0)
    assert in_order([there, back]) == [there, back]


def test_gaps():
    one, three = link(1, 5, 0, 10), link(8, 9, 25, 30)
    assert gaps([three, one]) == [Gap(one, three)]
    assert gaps([three, one])[0].difference == Decimal(15)
    assert gaps([one, link(6, 7, 10, 25), three]) == []


def test_what_continues():
    last = link(1, 5, 0, 10)
    assert continues(link(5, 6, 10, 12), last)
    assert continues(link(5, 6, 99, 12), None)
    assert not continues(link(4, 6, 10, 12), last)
    assert not continues(link(6, 6, 11, 12), last)


def test_what_is_missing():
    last = link(1, 5, 0, 10)
    assert missing(link(6, 7, 25, 30), last) == Decimal(15)
    assert missing(link(5, 7, 10, 30), last) == 0
    assert missing(link(2, 3, 25, 30), last) == 0
    assert missing(link(2, 3, 25, 30), None) == 0


@pytest.mark.parametrize(
    "row", worked_tables("rules/bank.md")["Worked table"], ids=lambda row: row["file"]
)
def test_the_worked_table(row):
    here = link(5, 10, "20.00", "30.00")
    new = link(int(row["from"]), int(row["to"]), row["opening"], row["closing"])
    if continues(new, here) or not is_in_the_way(new, [here]):
        lost = missing(new, here)
        assert row["what happens"] == f"taken, {lost} missing" if lost else "taken"
    else:
        assert row["what happens"] == "refused"


def test_nothing_is_in_the_way_of_the_first():
    assert not is_in_the_way(link(1, 2, 0, 1), [])


def test_the_new_part():
    told = [leaf(1, 10), leaf(2, 5)]
    fresh = [leaf(2, 3), leaf(4, -1)]
    run = new_run([*told, *fresh], [True, True, False, False], opening=Decimal(100))
    assert (run.leaves, run.opening, run.closing) == (
        tuple(fresh),
        Decimal(115),
        Decimal(117),
    )
    run = new_run([*fresh, leaf(4, 8)], [False, False, True], opening=Decimal(100))
    assert (run.opening, run.closing) == (Decimal(100), Decimal(102))


def test_known_movements_in_between_are_explained_by_nothing():
    with pytest.raises(Interleaved):
        new_run(
            [leaf(1, 1), leaf(2, 2), leaf(3, 3)],
            [False, True, False],
            opening=Decimal(0),
        )


@given(st.lists(st.booleans(), min_size=2, max_size=8).filter(lambda one: not all(one)))
def test_a_part_sums_to_what_lies_between_its_balances(known):
    every = [leaf(number, number) for number in range(1, len(known) + 1)]
    try:
        run = new_run(every, known, opening=Decimal(7))
    except Interleaved:
        return
    assert run.closing - run.opening == sum(one.amount for one in run.leaves)
    assert [one in run.leaves for one in every] == [not one for one in known]


# Cut into statements


def test_each_statement_stands_alone():
    own = statement(moved("1.00", message="one"), moved("-2.00"), number="1")
    other = statement(moved("3.00"), iban=ELSEWHERE, number="2")
    empty = statement(iban=RESERVE, opening="9.00", number="3")
    for write in (coda, camt053_file):
        data = write(own, other, empty)
        parts = excerpts(data)
        read = [reading.read(part) for part in parts]
        assert [one.account for [one] in read] == [own.account, ELSEWHERE, RESERVE]
        assert [leaves(one) for [one] in read] == [
            leaves(one) for one in reading.read(data)
        ]
        assert [b"one" in part for part in parts] == [True, False, False]


def test_a_file_of_one_statement_stays_as_it_is():
    for data in (coda(statement(moved("1.00"))), camt053_file(statement())):
        assert excerpts(data) == [data]


def test_statements_between_one_beginning_and_one_end():
    """A file may have one header and one end for several accounts."""
    own = statement(moved("1.00"), moved("-2.50"), number="1")
    other = statement(moved("3.00"), iban=ELSEWHERE, number="2")
    one, two = (coda(each).splitlines() for each in (own, other))
    records = [*one[1:-1], b"   ", *two[1:-1]]
    many = sum(line[:1] in (b"1", b"2", b"3", b"8") for line in records)
    end = b"9".ljust(16) + b"%06d%015d%015d" % (many, 2500, 4000)
    lines = [one[0], *records, end.ljust(127) + b"2"]
    data = b"\n".join(lines)
    parts = excerpts(data)
    assert [reading.read(part) for part in parts] == [
        [each] for each in reading.read(data)
    ]
    assert len(parts) == 2


def test_what_is_read_of_a_cut_camt_is_what_was_read():
    data = camt053_file(
        statement(moved("1.00"), number="1"), statement(number="2", opening="1.00")
    )
    assert [camt053.parse(part)[0] for part in excerpts(data)] == camt053.parse(data)
