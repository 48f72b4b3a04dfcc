"""Two clicks, and both sides at the same moment, with real transactions."""

from functools import partial

import pytest

from finance.errors import FinanceError
from finance.models import Contest, ContestAnswer
from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from tests import cast
from tests.finance.contests import making
from tests.together import outcomes


def at_once(*acts):
    tenant_id = cast.tenant().pk

    def entered(act):
        with enter(tenant_id, by=None):
            act()

    return outcomes([partial(entered, act) for act in acts], refusals=FinanceError)


@pytest.fixture
def inside(own_database):
    return partial(enter, cast.tenant().pk, by=None)


def test_two_clicks_open_one_file(inside):
    with inside():
        line, document = making.call_line(), making.charge_document()
    act = partial(making.contest_call, line)
    assert at_once(act, act, act) == ["AlreadyContested"] * 2 + ["done"]
    act = partial(making.on_charges, document)
    assert at_once(act, act) == ["AlreadyContested", "done"]
    with inside():
        assert Contest.objects.count() == Delivery.objects.count() == 2


def test_closing_and_replying_at_once(inside):
    """Either the reply came first, or it is refused: nothing follows the end."""
    with inside():
        contest = making.on_a_call()
    found = at_once(partial(making.close, contest), partial(making.reply, contest))
    assert found[-1] == "done"
    with inside():
        answers = list(contest.answers.values_list("by_syndic", flat=True))
        assert answers == ([True] if found[0] == "ContestClosed" else [False, True])


def test_closing_and_withdrawing_at_once(inside):
    with inside():
        contest = making.on_a_call()
    found = at_once(partial(making.close, contest), partial(making.withdraw, contest))
    assert found == ["ContestClosed", "done"]
    with inside():
        closed = Contest.objects.get()
        by_syndic = closed.outcome == "explained"
        assert ContestAnswer.objects.count() == int(by_syndic)
