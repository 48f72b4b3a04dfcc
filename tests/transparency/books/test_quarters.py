"""Quarters: closed in their order, for good, with the balances at their end."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from koprogo.ledger.services import credit, debit, post
from tests import cast
from tests.transparency.books.making import approved, balance, closed, entered
from tests.transparency.contributions.making import MARCH, billed, member, paid
from tests.transparency.members import crowd
from transparency import errors
from transparency.models import Quarter
from transparency.months import (
    last_of_month,
    months_between,
    next_quarter,
    quarter_days,
    quarter_of,
)
from transparency.queries.quarters import first_open_day, next_to_close, quarter_rows

TODAY = timezone.localdate


def rows():
    return {f"{row.year}-{row.number}": row for row in quarter_rows(on=TODAY())}


def test_the_balances_at_its_end_are_kept(asbl):
    approved("100.00")
    approved(
        "7.00", dated=date(2025, 4, 1), since=date(2025, 4, 1), until=date(2025, 5, 1)
    )
    quarter = closed(2025, 1)
    assert quarter.figures == {"440": "-100.00", "6100": "100.00"}
    assert (quarter.closed_by, str(quarter.until)) == (cast.user("bo"), "2025-04-01")
    assert first_open_day() == date(2025, 4, 1)


def test_it_is_closed_once_and_never_changes(asbl):
    approved()
    quarter = closed(2025, 1)
    with pytest.raises(errors.QuarterAlreadyClosed):
        closed(2025, 1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Quarter.objects.filter(pk=quarter.pk).update(closed_at=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        Quarter.objects.filter(pk=quarter.pk).delete()


def test_quarters_follow_on_each_other(asbl):
    approved()
    assert next_to_close() == (2025, 1)
    for wrong in ((2024, 4), (2025, 2)):
        with pytest.raises(errors.NotNextQuarter):
            closed(*wrong)
    closed(2025, 1)
    assert next_to_close() == (2025, 2)
    closed(2025, 2)  # nothing is booked in it


def test_nothing_is_closed_before_anything_is_booked(asbl):
    assert next_to_close() is None
    with pytest.raises(errors.NotNextQuarter):
        closed(2025, 1)


def test_a_quarter_is_over_before_it_is_closed(asbl):
    today = TODAY()
    month = today.replace(day=1)
    approved(dated=today, since=month, until=last_of_month(today) + timedelta(days=1))
    with pytest.raises(errors.QuarterNotOver):
        closed(*quarter_of(today))


def test_the_database_refuses_its_days_whoever_posts(asbl):
    approved()
    closed(2025, 1)
    lines = [debit("550", Decimal(1)), credit("740", Decimal(1))]
    common = {
        "journal": "misc",
        "year": 2025,
        "text": "Late",
        "lines": lines,
        "by": None,
    }
    with (
        pytest.raises(IntegrityError, match="the quarter of 2025-03-31 is closed"),
        transaction.atomic(),
    ):
        post(date=date(2025, 3, 31), **common)
    post(date=date(2025, 4, 1), **common)


def test_contributions_of_its_months_are_written_before(asbl):
    member(since=MARCH)
    approved()
    assert rows()["2025-1"].unbilled == {MARCH: 1}
    assert not rows()["2025-1"].may_close
    with pytest.raises(errors.MonthsNotBilled):
        closed(2025, 1)
    billed(MARCH)
    assert rows()["2025-1"].may_close
    assert closed(2025, 1).figures["700"] == "-1.00"


def test_what_months_before_the_first_quarter_lack_is_told_with_it(asbl):
    member(since=date(2024, 12, 1))
    approved()
    assert rows()["2025-1"].waits_for == 4
    with pytest.raises(errors.MonthsNotBilled):
        closed(2025, 1)


def test_undecided_vouchers_are_told_and_hold_nothing_up(asbl):
    approved()
    entered(since=date(2025, 6, 1), until=date(2025, 8, 1), dated=date(2025, 3, 31))
    assert [rows()[f"2025-{n}"].undecided for n in (1, 2, 3, 4)] == [1, 1, 1, 0]
    closed(2025, 1)
    assert rows()["2025-1"].undecided == 0
    assert rows()["2025-1"].closed.closed_by == cast.user("bo")


def test_the_rows_run_to_this_quarter(asbl):
    approved()
    found = quarter_rows(on=TODAY())
    assert (found[0].year, found[0].number) == quarter_of(TODAY())
    assert (found[-1].year, found[-1].number) == (2025, 1)
    assert [row.is_next for row in found].count(True) == 1


def test_the_statements_do_not_grow_with_participations(asbl):
    approved()
    counts = []
    for many in (1, 30):
        crowd(many, since=MARCH)
        with CaptureQueriesContext(connection) as seen:
            quarter_rows(on=TODAY())
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_payment_of_a_closed_quarter_is_told_in_words(asbl):
    row = member(since=MARCH)
    billed(MARCH)
    closed(2025, 1)
    with pytest.raises(errors.QuarterClosed):
        paid(row, on=date(2025, 3, 31))
    assert balance("400") == 1


@pytest.mark.parametrize(
    ("day", "quarter", "days"),
    [
        ("2024-01-01", (2024, 1), ("2024-01-01", "2024-04-01")),
        ("2024-03-31", (2024, 1), ("2024-01-01", "2024-04-01")),
        ("2024-04-01", (2024, 2), ("2024-04-01", "2024-07-01")),
        ("2024-12-31", (2024, 4), ("2024-10-01", "2025-01-01")),
    ],
)
def test_quarters_of_the_calendar(day, quarter, days):
    assert quarter_of(date.fromisoformat(day)) == quarter
    assert quarter_days(*quarter) == tuple(map(date.fromisoformat, days))


def test_months_of_the_calendar():
    assert str(last_of_month(date(2024, 2, 5))) == "2024-02-29"
    assert str(last_of_month(date(2100, 2, 1))) == "2100-02-28"
    found = months_between(date(2024, 11, 2), date(2025, 2, 1))
    assert [str(month) for month in found] == ["2024-12-01", "2025-01-01"]
    assert next_quarter(2024, 4) == (2025, 1)
