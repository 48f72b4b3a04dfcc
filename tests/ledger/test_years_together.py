"""Posting and closing at the same moment, with real commits."""

from collections import Counter
from threading import Event
from time import monotonic

from koprogo.ledger.errors import AlreadyClosed, YearClosed
from koprogo.ledger.models import Entry, FiscalYear
from koprogo.ledger.queries import verify
from koprogo.tenancy import enter
from tests.ledger.books import close_year, open_year, post, reopen_year
from tests.sql import changed, rows
from tests.together import PATIENCE, at_once, outcomes

WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


def somebody_waits():
    """Come back when a lock of ours keeps somebody waiting."""
    deadline = monotonic() + PATIENCE
    while rows(WAITING) == [(0,)]:
        assert monotonic() < deadline


def inside(tenant_id, act):
    def run(*_which):
        with enter(tenant_id, by=None):
            act()

    return run


def test_an_entry_is_in_before_the_closing_or_refused(tenant_id):
    """Four people post while one closes, again and again."""
    refusals = (YearClosed, AlreadyClosed)
    with enter(tenant_id, by=None):
        open_year(2026)
    found = Counter()
    for _time in range(5):
        posters = [inside(tenant_id, post)] * 4
        closer = inside(tenant_id, lambda: close_year(2026))
        found.update(outcomes([*posters, closer], refusals=refusals))
        with enter(tenant_id, by=None):
            closed = FiscalYear.objects.get()
            assert not Entry.objects.filter(posted_at__gt=closed.closed_at).exists()
            assert verify() == []
            reopen_year(2026)
    with enter(tenant_id, by=None):
        posted = Entry.objects.count()
    assert (found["done"], found["YearClosed"]) == (posted + 5, 20 - posted)


def test_a_year_is_closed_once(tenant_id):
    with enter(tenant_id, by=None):
        open_year(2026)
    closers = [inside(tenant_id, lambda: close_year(2026))] * 3
    assert outcomes(closers, refusals=AlreadyClosed) == [
        "AlreadyClosed",
        "AlreadyClosed",
        "done",
    ]


def test_a_closing_that_takes_no_lock_of_the_journals_is_waited_for(tenant_id):
    """Somebody closes with SQL: the poster saw the year open, and is refused."""
    with enter(tenant_id, by=None):
        open_year(2026)
    closed = Event()

    def close():
        with enter(tenant_id, by=None):
            changed("UPDATE ledger_fiscalyear SET closed_at = now()")
            closed.set()
            somebody_waits()

    def late():
        assert closed.wait(timeout=PATIENCE)
        with enter(tenant_id, by=None):
            post()

    acts = [close, late]
    assert outcomes(acts, refusals=YearClosed) == ["YearClosed", "done"]
    with enter(tenant_id, by=None):
        assert Entry.objects.count() == 0


def test_opening_a_year_waits_for_whoever_posts(tenant_id):
    """The entry of another year is there by then: the opening does not overlook it."""
    posted, refused = Event(), []

    def early():
        with enter(tenant_id, by=None):
            post(year=2025)
            posted.set()
            somebody_waits()

    def open_it():
        assert posted.wait(timeout=PATIENCE)
        try:
            with enter(tenant_id, by=None):
                open_year(2026)
        except Exception as error:
            refused.append(type(error).__name__)

    at_once(2, lambda which: [early, open_it][which]())
    assert refused == ["YearDoesNotFit"]
