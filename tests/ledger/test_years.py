"""Fiscal years: opened, closed in their order, reopened from the last on."""

from datetime import date

import pytest

from koprogo.audit.models import AuditEvent
from koprogo.ledger import queries, services
from koprogo.ledger.errors import (
    AlreadyClosed,
    DateOutsideYear,
    EarlierYearOpen,
    LaterYearClosed,
    NoReason,
    NotClosed,
    YearClosed,
    YearDoesNotFit,
    YearExists,
    YearNotOpened,
    YearTooLong,
)
from koprogo.ledger.models import Entry, FiscalYear
from tests import cast
from tests.ledger.books import DAY, close_year, mirror, open_year, post, reopen_year

NEW_YEAR = date(2027, 1, 1)


def told():
    """Return what the history says about years: action and values."""
    events = AuditEvent.objects.filter(action__startswith="year.").order_by("pk")
    return list(events.values_list("action", "data"))


def test_a_year_is_opened_closed_and_reopened(books):
    omar = cast.user("omar")
    opened = services.open_year(since=date(2025, 7, 1), until=date(2026, 7, 1), by=omar)
    assert (str(opened), opened.is_closed) == ("2025", False)
    closed = services.close_year(year=2025, by=omar)
    assert (closed.is_closed, closed.closed_by) == (True, omar)
    days = {"since": "2025-07-01", "last_day": "2026-06-30"}
    reopened = services.reopen_year(year=2025, reason=" A late invoice ", by=omar)
    assert (reopened.is_closed, reopened.closed_by) == (False, None)
    assert told() == [
        ("year.opened", days),
        ("year.closed", days),
        (
            "year.reopened",
            days
            | {"reason": "A late invoice", "closed_at": closed.closed_at.isoformat()},
        ),
    ]


@pytest.mark.parametrize(
    ("since", "until", "error"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), YearTooLong),
        (date(2026, 1, 1), date(2025, 1, 1), YearTooLong),
        (date(2026, 1, 1), date(2028, 1, 2), YearTooLong),
        (date(2025, 1, 1), date(2026, 1, 1), YearExists),
        (date(2025, 12, 31), date(2026, 12, 31), YearExists),
        (date(2024, 7, 1), date(2025, 7, 2), YearExists),
    ],
)
def test_what_is_no_new_year_is_refused(books, since, until, error):
    open_year(2025, date(2025, 7, 1), date(2026, 1, 1))
    with pytest.raises(error):
        services.open_year(since=since, until=until, by=None)
    assert FiscalYear.objects.count() == 1


def test_a_year_lasts_24_months_at_most(books):
    services.open_year(since=date(2026, 1, 1), until=date(2028, 1, 1), by=None)
    services.open_year(since=date(2028, 1, 1), until=date(2029, 1, 1), by=None)
    assert [str(year) for year in FiscalYear.objects.all()] == ["2026", "2028"]


@pytest.mark.parametrize(
    ("year", "day"), [(2026, date(2025, 12, 31)), (2026, NEW_YEAR), (2025, DAY)]
)
def test_a_year_is_not_opened_around_entries_of_another(books, year, day):
    post(year=year, day=day)
    with pytest.raises(YearDoesNotFit):
        open_year(2026)


def test_a_year_is_opened_around_its_own_entries(books):
    post(day=date(2026, 1, 1))
    post(day=date(2026, 12, 31))
    post(year=2027, day=NEW_YEAR)
    assert str(open_year(2026)) == "2026"


# Posting


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2026, date(2025, 12, 31)),
        (2026, NEW_YEAR),
        (2025, date(2026, 1, 1)),
        (2025, date(2026, 12, 31)),
    ],
)
def test_a_year_takes_entries_of_its_own_days(books, year, day):
    open_year(2026)
    post(day=date(2026, 1, 1))
    post(day=date(2026, 12, 31))
    post(year=2025, day=date(2025, 12, 31))  # nobody opened that one
    with pytest.raises(DateOutsideYear, match=str(year)):
        post(year=year, day=day)
    assert Entry.objects.count() == 3


def test_a_closed_year_takes_no_entry(books):
    open_year(2026)
    entry = post()
    close_year(2026)
    with pytest.raises(YearClosed, match="2026"):
        post()
    with pytest.raises(YearClosed):
        mirror(entry)
    assert str(mirror(entry, year=2027, day=NEW_YEAR)) == "misc 2027-1"
    reopen_year(2026)
    assert str(post()) == "misc 2026-2"


def test_an_opened_year_says_which_days_are_its_own(books):
    long = open_year(2026, date(2026, 1, 1), date(2027, 7, 1))
    found = [
        queries.opened_year(day)
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2027, 6, 30))
    ]
    assert found == [None, long, long]
    assert queries.opened_year(date(2027, 7, 1)) is None


# Closing


def test_only_an_opened_year_is_closed_and_once(books):
    with pytest.raises(YearNotOpened):
        close_year(2026)
    open_year(2026)
    close_year(2026)
    with pytest.raises(AlreadyClosed):
        close_year(2026)


def test_years_are_closed_in_their_order_and_reopened_from_the_last_on(books):
    open_year(2025)
    open_year(2026)
    with pytest.raises(EarlierYearOpen):
        close_year(2026)
    close_year(2025)
    close_year(2026)
    with pytest.raises(LaterYearClosed):
        reopen_year(2025)
    reopen_year(2026)
    reopen_year(2025)
    with pytest.raises(NotClosed):
        reopen_year(2025)
    assert FiscalYear.objects.filter(closed_at=None).count() == 2


def test_a_year_is_reopened_for_a_reason(books):
    open_year(2026)
    close_year(2026)
    with pytest.raises(NoReason):
        reopen_year(2026, reason=" ")
    assert FiscalYear.objects.get().is_closed
