import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.subjects import POINTS, Subject
from governance.unanimity import (
    DEEDS,
    Deed,
    Head,
    ImpossibleShares,
    Outcome,
    may_be_written,
    standing,
)
from tests.worked_tables import worked_tables

[WORKED] = worked_tables("rules/written-decision.md").values()
ANN, BOB = Head("ann", 600), Head("bob", 400)


def asked(heads=(ANN, BOB), total=1000, *, is_over=False, **answers):
    return standing(heads, answers, shares_total=total, is_over=is_over)


@pytest.mark.parametrize("row", WORKED, ids=lambda row: "/".join(row.values()))
def test_every_line_of_the_documentation(row):
    heads, answers = [], {}
    for column, answer in (("agreed", True), ("refused", False), ("waiting", None)):
        for shares in row[column].split():
            head = Head(str(len(heads)), int(shares))
            heads.append(head)
            if answer is not None:
                answers[head.id] = answer
    found = standing(
        heads, answers, shares_total=1000, is_over=row["last day over"] == "yes"
    )
    assert (found.outcome or "none") == row["outcome"]


def test_a_share_that_nobody_holds_prevents_it():
    found = asked((ANN, Head("bob", 399)), ann=True, bob=True)
    assert (found.outcome, found.is_possible) == (None, False)
    assert (found.shares_agreed, found.shares_total) == (999, 1000)


def test_a_lot_without_shares_has_an_owner_as_well():
    cellar = Head("cleo", 0)
    assert asked((ANN, BOB, cellar), ann=True, bob=True).outcome is None
    found = asked((ANN, BOB, cellar), ann=True, bob=True, cleo=True)
    assert (found.outcome, found.heads) == (Outcome.ADOPTED, 3)


def test_who_bought_meanwhile_agrees_as_well():
    heads = (ANN, Head("buyer", 400))
    found = asked(heads, ann=True, bob=True)
    assert (found.outcome, found.waiting) == (None, (heads[1],))
    assert asked(heads, ann=True, bob=True, buyer=True).outcome is Outcome.ADOPTED


def test_a_refusal_rejects_also_when_he_sold_since():
    assert asked((Head("ann", 1000),), ann=True, bob=False).outcome is Outcome.REJECTED


def test_a_lot_that_went_to_somebody_who_agreed():
    assert asked((Head("ann", 1000),), ann=True).outcome is Outcome.ADOPTED


def test_who_has_no_representative_cannot_answer():
    joint = Head("joint", 400, suspended=True)
    found = asked((ANN, joint), ann=True)
    assert (found.suspended, found.is_possible) == ((joint,), False)
    assert (found.outcome, found.shares_refused) == (None, 0)
    assert asked(bob=False).shares_refused == 400


def test_nobody_decides_nothing():
    assert asked((), 0).outcome is None


def test_more_shares_than_there_are():
    with pytest.raises(ImpossibleShares):
        asked((ANN, BOB), 999)


@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.sampled_from([None, True, False])), max_size=9
    ),
    st.integers(0, 3),
    st.booleans(),
)
def test_adopted_only_by_everybody_with_everything(rows, unheld, is_over):
    heads = [Head(str(number), shares) for number, (shares, _a) in enumerate(rows)]
    given_answers = {
        str(number): answer
        for number, (_shares, answer) in enumerate(rows)
        if answer is not None
    }
    total = sum(shares for shares, _answer in rows) + unheld
    found = standing(heads, given_answers, shares_total=total, is_over=is_over)
    everybody = bool(rows) and all(answer for _shares, answer in rows) and not unheld
    refused = any(answer is False for _shares, answer in rows)
    assert (found.outcome is Outcome.ADOPTED) == everybody
    assert (found.outcome is Outcome.REJECTED) == refused
    assert (found.outcome is Outcome.EXPIRED) == (
        is_over and not everybody and not refused
    )
    parts = [*found.agreed, *found.refused, *found.waiting]
    assert sorted(parts, key=heads.index) == heads


def test_what_needs_a_deed_is_not_decided_by_letter():
    assert [one for one in DEEDS if may_be_written(one)] == []
    assert DEEDS[Subject.SHARES] is Deed.STATUTES
    assert {one for one in POINTS if may_be_written(one)} == {
        one
        for one, point in POINTS.items()
        if point.rules and not one.of_asbl and one not in {*DEEDS, Subject.BUREAU}
    }
    assert may_be_written(Subject.WORKS)
    assert not may_be_written(Subject.INFORMATION)
    assert not may_be_written(Subject.ASBL_ORDINARY)
