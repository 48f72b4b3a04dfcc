"""Closing a year while others post, settle and close: with real commits."""

from functools import partial
from uuid import uuid4

import pytest

from finance.errors import FinanceError
from finance.errors.books import EntryBooked
from finance.queries.result import closings, result_balances
from finance.services.own_entries import take_back_entry
from finance.services.works import end_works
from finance.services.year_end import close_fiscal_year
from koprogo.ledger.errors import LedgerError
from koprogo.ledger.models import Entry
from koprogo.ledger.queries import findings
from koprogo.tenancy import enter
from tests import cast
from tests.finance.books.making import (
    LAST,
    YEAR,
    a_settled_year,
    a_year,
    own,
    some_works,
)
from tests.together import outcomes


@pytest.fixture
def inside(own_database):
    return lambda: enter(cast.tenant().pk, by=None)


def at_once(*acts):
    """Run each act in its own thread, in Les Acacias; return what came out."""
    tenant_id = cast.tenant().pk

    def entered(act):
        with enter(tenant_id, by=None):
            act()

    return outcomes(
        [partial(entered, act) for act in acts], refusals=(FinanceError, LedgerError)
    )


def close():
    close_fiscal_year(year=YEAR, by=None)


def test_a_year_is_closed_once(inside):
    with inside():
        a_year()
        a_settled_year()
    assert at_once(close, close, close) == ["AlreadyClosed", "AlreadyClosed", "done"]
    with inside():
        assert closings(YEAR).count() == 1
        assert findings() == []


def test_an_entry_is_in_before_the_closing_or_refused(inside):
    """Whoever is late is refused; whatever is in is carried."""
    with inside():
        a_year()
        a_settled_year()

    def post():
        own(("58", "1.00"), ("551", "-1.00"), on=LAST)

    found = at_once(post, close, post, post)
    assert found.count("done") + found.count("YearClosed") == 4
    with inside():
        assert result_balances(on=LAST) == {}
        booked = Entry.objects.filter(source__startswith="own:").count()
        assert booked == found.count("done") - 1
        assert findings() == []


def test_the_same_form_sent_twice_at_once(inside):
    uuid = uuid4()

    def post():
        own(("58", "1.00"), ("551", "-1.00"), uuid=uuid)

    assert at_once(post, post) == [EntryBooked.__name__, "done"]


def test_an_entry_is_taken_back_once(inside):
    with inside():
        booked = own(("58", "1.00"), ("551", "-1.00"))
    act = partial(take_back_entry, booked, reason="Twice", by=None)
    assert at_once(act, act) == ["EntryTakenBack", "done"]


def test_works_are_ended_once(inside):
    with inside():
        roof = some_works()
    act = partial(end_works, roof, decision="Refund", due_on=LAST, by=None)
    assert at_once(act, act) == ["WorksEnded", "done"]
    with inside():
        assert findings() == []
