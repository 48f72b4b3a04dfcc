"""What too few members were there for is decided by a second meeting (CSA 9:21)."""

import pytest

from governance.convening import Problem
from governance.errors.convocations import (
    CannotConvene,
    FollowedAlready,
    NotAdjourned,
    TooSoonAfter,
)
from governance.queries.meeting import meeting_of
from governance.services import meeting as services
from governance.services.convocations import convene
from governance.services.sessions import plan_second_session
from tests.governance.asbl.making import (
    AGAINST,
    FOR,
    after,
    come,
    decided,
    decided_in_secret,
    item,
    listed,
    opened,
    proxy,
    refusals,
)
from tests.governance.holding.log import refusal

pytestmark = pytest.mark.usefixtures("asbl")
FIRST = 15  # days from today


def missed():
    """A meeting of seven of twelve: it decides, but for its statutes."""
    assembly = opened("asbl-ordinary", "asbl-statutes", "asbl-exclusion", present=7)
    decided(item(assembly, 1), **{FOR: 7})
    decided(item(assembly, 2), **{FOR: 7})
    decided(item(assembly, 3), **{FOR: 3, AGAINST: 4})
    services.close_meeting(assembly, by=None)
    assembly.refresh_from_db()
    return assembly


def second_of(first, *, days=15):
    return plan_second_session(first, starts_at=after(FIRST + days), by=None)


def test_it_has_only_what_too_few_were_there_for():
    second = second_of(missed())
    assert [(one.subject, one.title_fr) for one in second.items.all()] == [
        ("asbl-statutes", "asbl-statutes")
    ]
    assert (second.session, second.is_convened) == (2, False)


@pytest.mark.parametrize(
    ("votes", "adopted"),
    [({FOR: 2, AGAINST: 1}, True), ({FOR: 1, AGAINST: 1}, False), ({FOR: 3}, True)],
)
def test_three_of_twelve_decide_then_by_the_same_majority(votes, adopted):
    second = listed(convene(second_of(missed()), by=None))
    come(second, 1, 2, 3)
    services.open_meeting(second, by=None)
    result = decided(item(second), **votes)
    assert (result.presence, result.adopted) == (None, adopted)


def test_in_secret_too():
    first = opened("asbl-statutes", present=7, secret=["asbl-statutes"])
    result = decided_in_secret(item(first), **{FOR: 6, AGAINST: 1})
    assert (result.presence_reached, result.adopted) == (False, False)
    services.close_meeting(first, by=None)
    second = listed(convene(second_of(first), by=None))
    come(second, 1, 2, 3)
    services.open_meeting(second, by=None)
    result = decided_in_secret(item(second), **{FOR: 2, AGAINST: 1})
    assert (result.presence_reached, result.adopted) == (None, True)


def test_it_comes_fifteen_days_later_at_the_soonest():
    first = missed()
    with pytest.raises(TooSoonAfter):
        second_of(first, days=14)
    assert second_of(first, days=15).session == 2
    with pytest.raises(FollowedAlready):
        second_of(first, days=30)


def test_nobody_is_convened_to_one_that_was_moved_forward():
    second = second_of(missed())
    second.starts_at = after(FIRST + 14)
    second.save()
    with pytest.raises(CannotConvene) as refused:
        convene(second, by=None)
    assert [one.problem for one in refused.value.args[0]] == [Problem.TOO_SOON]


def test_the_proxies_of_the_first_hold_for_it():
    first = opened("asbl-statutes", present=3)
    for principal in (10, 11, 12):
        proxy(first, principal, holder=1)
    decided(item(first), **{FOR: 3})
    services.close_meeting(first, by=None)
    first.refresh_from_db()
    second = listed(convene(second_of(first), by=None))
    assert refusals(second) == [None, None, None]
    come(second, 1)
    assert len(meeting_of(second).represented) == 4


def test_there_is_none_where_enough_were_there():
    """What was rejected by its votes stays rejected."""
    first = opened("asbl-ordinary", "asbl-statutes", present=8)
    decided(item(first, 2), **{FOR: 1, AGAINST: 7})
    with pytest.raises(NotAdjourned):
        second_of(first)  # it still sits
    services.close_meeting(first, by=None)
    first.refresh_from_db()
    with pytest.raises(NotAdjourned):
        second_of(first)


def test_a_meeting_of_members_is_never_adjourned_for_a_quorum():
    assert refusal(services.adjourn, opened("asbl-ordinary", present=1)) == "has-quorum"
