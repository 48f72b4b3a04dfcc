"""Contributions: one for each participation and month, whatever happens twice."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from finance.months import add_months
from koprogo.celery import app
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from koprogo.ledger.models import Entry
from koprogo.tenancy import enter
from tests import cast
from tests.transparency.books.making import approved, balance, closed, lines_of, sound
from tests.transparency.contributions.making import (
    JANUARY,
    MARCH,
    billed,
    member,
    reduced,
    using,
)
from tests.transparency.members import Way, crowd
from transparency import errors, tasks
from transparency.accounts import Result, cost_price, percent
from transparency.models import Contribution, PriceStep
from transparency.queries.books import income
from transparency.queries.contributions import balance_of
from transparency.services import contributions

D = Decimal


def test_a_participation_owes_the_price_in_force(asbl):
    row = member()
    assert billed(MARCH) == 1
    one = Contribution.objects.get()
    assert (one.price, one.base, one.add_ons, one.due) == (D(1), D(1), 0, D(1))
    assert (one.month, one.due_on) == (MARCH, date(2025, 3, 31))
    assert lines_of(one.entry) == {"400": D(1), "700": D(-1)}
    assert str(one.entry.date) == "2025-03-01"
    assert balance_of(row) == D(1)


def test_a_month_is_written_once(asbl):
    crowd(3, since=JANUARY)
    assert [billed(MARCH), billed(MARCH)] == [3, 0]
    assert Contribution.objects.count() == Entry.objects.count() == 3


def test_the_database_knows_a_month_once_too(asbl):
    member()
    billed(MARCH)
    one = Contribution.objects.get()
    one.pk = one.uuid = None
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.bulk_create([one])


def test_a_person_pays_his_own_price(asbl):
    member(kind="person", way=Way.SELF_HOSTED)
    billed(MARCH)
    assert lines_of(Entry.objects.get()) == {"400": D(1), "701": D(-1)}


def test_reductions_are_on_the_price_and_add_ons_are_paid_whole(asbl):
    row = member()
    reduced(row, "contributor")
    using(row, "ai")
    using(row, "iot")
    billed(MARCH)
    one = Contribution.objects.get()
    assert (one.base, one.add_ons, one.due) == (D("0.50"), D(3), D("3.50"))
    assert one.lines == [
        {"add_on": "ai", "price": "2.00"},
        {"add_on": "iot", "price": "1.00"},
    ]
    assert lines_of(one.entry) == {"400": D("3.50"), "700": D("-0.50"), "702": D(-3)}


def test_who_owes_nothing_has_no_entry(asbl):
    row = member()
    reduced(row, "maintainer")
    billed(MARCH)
    one = Contribution.objects.get()
    assert (one.due, one.entry) == (0, None)
    assert not Entry.objects.exists()


def test_a_maintainer_pays_his_add_ons(asbl):
    row = member()
    reduced(row, "maintainer")
    using(row, "anchoring")
    billed(MARCH)
    assert lines_of(Entry.objects.get()) == {"400": D(1), "702": D(-1)}


def test_what_ends_before_the_first_is_not_asked(asbl):
    row = member()
    reduced(row, "contributor", until=MARCH)
    using(row, "ai", until=MARCH)
    billed(date(2025, 2, 1), MARCH)
    dues = Contribution.objects.order_by("month").values_list("due", flat=True)
    assert list(dues) == [D("2.50"), D(1)]


@pytest.mark.parametrize(
    ("joined", "first"),
    [
        ("2025-03-01", "2025-03-01"),
        ("2025-03-15", "2025-04-01"),
        ("2025-03-31", "2025-04-01"),  # daylight saving begins on the 30th
        ("2025-02-28", "2025-03-01"),
    ],
)
def test_who_joins_in_a_month_owes_from_the_next_on(asbl, joined, first):
    member(since=date.fromisoformat(joined))
    billed(date(2025, 2, 1), MARCH, date(2025, 4, 1))
    months = Contribution.objects.order_by("month").values_list("month", flat=True)
    assert str(months[0]) == first


def test_who_hosts_itself_for_free_owes_nothing(asbl):
    member(way=Way.FREE)
    assert billed(MARCH) == 0


def test_months_end_when_they_end(asbl):
    member(since=date(2024, 1, 1))
    billed(date(2024, 2, 1), date(2024, 4, 1), date(2024, 12, 1), date(2025, 2, 1))
    days = Contribution.objects.order_by("month").values_list("due_on", flat=True)
    assert list(map(str, days)) == [
        "2024-02-29",
        "2024-04-30",
        "2024-12-31",
        "2025-02-28",
    ]


def test_a_price_that_falls_is_asked_from_its_day_on(asbl):
    member()
    founding = PriceStep.objects.get(audience="co_ownership")
    PriceStep.objects.create(
        audience="co_ownership",
        since=date(2025, 4, 1),
        price=D("0.80"),
        participants=500,
        cause="crossing",
        schedule=founding.schedule,
        tier=founding.schedule.tiers.get(from_participants=500),
    )
    billed(MARCH, date(2025, 4, 1))
    dues = Contribution.objects.order_by("month").values_list("due", flat=True)
    assert list(dues) == [D(1), D("0.80")]


@pytest.mark.parametrize(
    ("month", "error"),
    [(date(2019, 12, 1), errors.NoTariff), (date(2025, 3, 2), ValueError)],
)
def test_no_contribution_without_tariff_or_of_half_a_month(asbl, month, error):
    member(since=date(2019, 1, 1))
    with pytest.raises(error):
        billed(month)
    assert not Contribution.objects.exists()


def test_no_contribution_of_a_month_to_come(asbl):
    member()
    with pytest.raises(errors.MonthNotBegun):
        billed(add_months(timezone.localdate().replace(day=1), 1))


def test_no_contribution_of_a_closed_quarter(asbl):
    approved()
    closed(2025, 1)
    member()
    with pytest.raises(errors.QuarterClosed):
        billed(MARCH)


# Figures


def test_a_hundred_participants_at_one_euro(asbl):
    """transparency.md §3: costs of 1,140 € a year leave 60 €, 5 %."""
    crowd(100, since=date(2024, 1, 1))
    for month in range(1, 13):
        billed(date(2024, month, 1))
    approved(
        "1140.00",
        dated=date(2024, 1, 2),
        since=date(2024, 1, 1),
        until=date(2025, 1, 1),
    )
    year = income(since=date(2024, 1, 1), until=date(2025, 1, 1))
    assert year.result == Result(D("1200.00"), D("1140.00"))
    assert (year.result.surplus, percent(year.result.ratio)) == (D(60), D("5.00"))
    assert [one.surplus for one in year.result_by_month()] == [D(5)] * 12
    assert cost_price(year.result_by_month()[1].costs, 100) == D("0.95")
    assert sound()


@hypothesis(max_examples=15, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["none", "contributor", "maintainer"]),
            st.sets(st.sampled_from(["ai", "iot", "anchoring", "energy"])),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_whoever_contributes_the_books_balance(asbl, members):
    with transaction.atomic():
        for row, (kind, add_ons) in zip(
            crowd(len(members), since=JANUARY), members, strict=True
        ):
            if kind != "none":
                reduced(row, kind)
            for code in add_ons:
                using(row, code)
        billed(MARCH)
        written = list(Contribution.objects.all())
        total = sum(one.due for one in written)
        assert len(written) == len(members)
        for one in written:
            parts = sum(D(line["price"]) for line in one.lines)
            assert one.due == one.base + parts
            assert not one.entry or sum(lines_of(one.entry).values()) == 0
        assert balance("400") == total
        assert -sum(balance(code) for code in ("700", "702")) == total
        if all(kind == "none" for kind, _codes in members):
            assert -balance("700") == len(members) * D(1)
        transaction.set_rollback(True)


# Many, and by itself


def test_the_statements_do_not_grow(asbl):
    counts = []
    for many in (2, 40):
        crowd(many, since=JANUARY)
        with CaptureQueriesContext(connection) as seen:
            assert contributions.bill_batch(MARCH, by=None) == many
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_many_come_in_batches(asbl, monkeypatch):
    monkeypatch.setattr(contributions, "BATCH", 2)
    crowd(5, since=JANUARY)
    assert contributions.bill_batch(MARCH, by=None) == 2
    assert billed(MARCH) == 3


@pytest.fixture
def asbl_committed(own_database):
    """The ASBL in a database of its own, for jobs."""
    return lambda: enter(cast.tenant(cast.ASBL).pk, by=None)


def this_month():
    return timezone.localdate().replace(day=1)


def test_the_night_writes_what_is_missing_once(asbl_committed):
    """Also a month that was missed."""
    before = add_months(this_month(), -1)
    with asbl_committed():
        crowd(3, since=before)
    assert tasks.bill() is True
    assert tasks.bill() is True  # the same job
    assert Job.objects.filter(name=contributions.BILLING).count() == 1
    run_all()
    assert tasks.bill() is False
    job = Job.objects.get(name=contributions.BILLING)
    assert (job.done, job.total, job.is_open) == (6, 6, False)
    with asbl_committed():
        months = Contribution.objects.values_list("month", flat=True)
        assert sorted(months) == [before] * 3 + [this_month()] * 3
        assert Entry.objects.count() == 6


def test_only_the_platform_of_the_asbl_writes_them(asbl_committed, settings):
    settings.ASBL_PLATFORM = False
    with asbl_committed():
        crowd(1, since=this_month())
    assert tasks.bill() is False


def test_it_runs_every_night_after_midnight_in_brussels():
    entry = app.conf.beat_schedule["write-contributions"]
    assert entry["task"] == "transparency.bill"
    assert (entry["schedule"]._orig_hour, entry["schedule"]._orig_minute) == ("0", "30")
    assert app.conf.timezone == "Europe/Brussels"
