"""Two decisions, or one twice, at the same moment: a division is adopted once."""

from functools import partial

from koprogo.ledger.models import Entry
from koprogo.tenancy import enter
from tests import cast
from tests.together import outcomes
from tests.transparency.allocations.making import decision, draft, proposed
from transparency.errors import TransparencyError
from transparency.models import Allocation, Endowment
from transparency.services.allocations import adopt_allocation, change_allocation


def inside():
    return enter(cast.tenant(cast.ASBL).pk, by=None)


def at_once(*acts):
    def act(each):
        with inside():
            each()

    return outcomes([partial(act, each) for each in acts], refusals=TransparencyError)


def booked_once():
    with inside():
        return (Entry.objects.count(), Endowment.objects.count()) == (2, 1)


def test_two_decisions_on_one_division(own_database):
    with inside():
        made = proposed()
    adopt = partial(adopt_allocation, made, by=None)
    done = at_once(
        partial(adopt, decision=decision(1)), partial(adopt, decision=decision(2))
    )
    assert done == ["AllocationStays", "done"]
    assert booked_once()


def test_one_decision_twice(own_database):
    with inside():
        made = proposed()
    adopt = partial(adopt_allocation, made, decision=decision(), by=None)
    assert at_once(adopt, adopt) == ["done", "done"]
    assert booked_once()


def test_one_decision_on_two_divisions(own_database):
    by = decision()
    with inside():
        pair = [proposed(title=title) for title in ("One", "Two")]
    acts = [partial(adopt_allocation, one, decision=by, by=None) for one in pair]
    assert at_once(*acts) == ["AdoptedAlready", "done"]
    assert booked_once()


def test_it_is_adopted_while_somebody_changes_it(own_database):
    """Either it was changed before, or it stays: never half of both."""
    with inside():
        made = proposed()
    done = at_once(
        partial(adopt_allocation, made, decision=decision(), by=None),
        partial(change_allocation, made, draft("10.00", "features 100"), by=None),
    )
    with inside():
        found = Allocation.objects.get()
        sums = sum(line.amount for line in found.lines.all())
    assert sums == found.amount
    assert done in (["done", "done"], ["AllocationStays", "done"])
