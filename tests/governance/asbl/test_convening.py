"""The members of the ASBL are convened: its own subjects, and fifteen days."""

import pytest

from governance.convening import Problem
from governance.errors.convocations import CannotConvene
from governance.models import Assembly
from governance.queries.roll import frozen_roll
from governance.services.convocations import convene
from tests.governance.asbl.making import convened, listed, prepared

pytestmark = pytest.mark.usefixtures("asbl")


def test_each_point_needs_what_the_table_says_and_who_must_be_there():
    assembly = listed(
        convened(
            "asbl-ordinary",
            "asbl-election",
            "asbl-information",
            "asbl-exclusion",
            "asbl-statutes",
            "asbl-purpose",
            "asbl-dissolution",
        )
    )
    assert [
        (item.majority and str(item.majority), item.presence)
        for item in frozen_roll(assembly).items
    ] == [
        ("absolute", None),
        ("absolute", None),
        (None, None),
        ("two-thirds", None),
        ("two-thirds", (2, 3)),
        ("four-fifths", (2, 3)),
        ("four-fifths", (2, 3)),
    ]


def test_an_ordinary_one_begins_without_the_agenda_of_a_building():
    assembly = prepared(kind=Assembly.Kind.ORDINARY)
    assert assembly.items.count() == 0


@pytest.mark.parametrize("urgency", ["", "The roof leaks"])
def test_fourteen_days_are_too_few_however_urgent(urgency):
    """The Code knows no urgency for an association (CSA 9:14)."""
    with pytest.raises(CannotConvene) as refused:
        convene(prepared("asbl-ordinary", days=14), urgency=urgency, by=None)
    [late] = refused.value.args[0]
    assert late.problem is Problem.LATE


def test_fifteen_days_are_enough():
    assert convened("asbl-ordinary", days=15).is_convened


def test_without_an_agenda_nobody_is_convened():
    with pytest.raises(CannotConvene) as refused:
        convene(prepared(), by=None)
    assert [one.problem for one in refused.value.args[0]] == [Problem.EMPTY]
