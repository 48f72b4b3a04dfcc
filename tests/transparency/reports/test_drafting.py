"""Which reports are drafted, when, and of what: each once, over years."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from koprogo.celery import app
from koprogo.documents.models import File
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from koprogo.notifications.models import Delivery
from tests.transparency.books.making import approved
from tests.transparency.members import crowd
from tests.transparency.publishing.making import at, billed, close, ran
from tests.transparency.reports.making import (
    LANGUAGES,
    drafted,
    quarter,
    second_board_member,
    with_documents,
)
from transparency import tasks
from transparency.models import Report
from transparency.public.derivation import derive
from transparency.public.figures import Figures
from transparency.public.stored import read
from transparency.public.tables import Tables
from transparency.queries.reports import due_reports, not_closed
from transparency.services.reports import draft_due


def periods():
    return sorted(f"{one.kind} {one.period}" for one in Report.objects.all())


def test_over_three_years_each_quarter_and_year_is_drafted_once(asbl):
    """With a leap day, both changes of the clocks, and every task run again."""
    ran(since=date(2023, 1, 1), months=36)
    for year in (2023, 2024, 2025):
        for number in (1, 2, 3, 4):
            close(year, number)
            draft_due(now=at("2026-01-05 05:00"))
    draft_due(now=at("2026-01-05 05:00"))
    assert periods() == sorted(
        [
            *(f"quarter {y}-Q{q}" for y in (2023, 2024, 2025) for q in (1, 2, 3, 4)),
            *(f"year {y}" for y in (2023, 2024, 2025)),
        ]
    )
    leap = read(Figures, Report.objects.get(year=2024, quarter=1).figures)
    assert leap.last_month.since == "2024-03"
    assert [one.percent for one in leap.quarters if one.closed_on] == [
        Decimal("25.00")
    ] * 5


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2025-04-04 21:59", []),  # 23:59 in Belgium
        ("2025-04-04 22:00", ["2025-Q1"]),
        ("2025-04-05 04:00", ["2025-Q1"]),
        ("2026-11-01 12:00", ["2025-Q1"]),
    ],
)
def test_it_is_due_from_the_fifth_on(asbl, now, due):
    ran(months=3)
    close(2025, 1)
    Report.objects.all().delete()
    found = due_reports(today=timezone.localdate(at(now)))
    assert [f"{one.year}-Q{one.quarter}" for one in found] == due


def test_a_quarter_that_is_not_closed_waits_for_its_closing(asbl):
    ran(months=3)
    assert draft_due(now=at("2025-04-05 04:00")) == []
    assert [(one.year, one.number) for one in not_closed(today=date(2025, 4, 5))] == [
        (2025, 1)
    ]
    close(2025, 1)
    assert periods() == ["quarter 2025-Q1"]
    assert not_closed(today=date(2025, 4, 5)) == []


def test_beat_drafts_on_the_fifth_of_the_first_month_of_a_quarter():
    beat = app.conf.beat_schedule["draft-reports"]
    assert beat["task"] == tasks.draft_reports.name
    when = beat["schedule"]
    assert (when.day_of_month, when.month_of_year) == ({5}, {1, 4, 7, 10})
    assert (when.hour, when.minute) == ({6}, {0})


def test_what_came_later_is_not_in_it(asbl):
    ran(months=6)
    close(2025, 1)
    crowd(30, since=date(2025, 4, 2))
    [report] = Report.objects.all()
    tables, figures = read(Tables, report.tables), read(Figures, report.figures)
    assert {one.month for one in tables.costs} == {"2025-01", "2025-02", "2025-03"}
    assert {one.month for one in tables.revenue} <= {"2025-01", "2025-02", "2025-03"}
    assert [one.participants for one in tables.participants] == [12, 12, 12]
    assert figures.last_month.since == "2025-03"


def test_the_balance_sheet_is_that_of_the_last_day(asbl):
    ran(months=6)
    billed(date(2025, 6, 1))
    close(2025, 1)
    figures = read(Figures, Report.objects.get().figures)
    assert figures.assets == figures.liabilities == Decimal("36.00")


def test_its_figures_follow_from_its_tables(asbl):
    report = quarter()
    tables, figures = read(Tables, report.tables), read(Figures, report.figures)
    again = derive(tables, today=date(2025, 4, 1), as_of=figures.as_of)
    assert again.digest == figures.digest


def test_its_documents_are_made_with_progress_and_then_the_board_is_told(asbl):
    """Once each, in his language."""
    second_board_member(language="fr")
    report = quarter()
    run_all()
    assert [one.language for one in report.documents.order_by("pk")] == [*LANGUAGES]
    job = Job.objects.get(key=f"report:{report.uuid}")
    assert (job.done, job.total, job.is_open) == (4, 4, False)
    assert len({one.file.sha256 for one in report.documents.all()}) == 4
    mails = Delivery.objects.filter(event__startswith="report-ready")
    found = {one.address: one.language for one in mails}
    assert found == {"bo@example.org": "en", "bert@example.org": "fr"}
    body = mails.get(address="bo@example.org").body
    assert "Quarterly report 2025, quarter 1 (version 1)" in body


def test_run_again_nothing_is_doubled(asbl):
    report = with_documents(quarter())
    run_all()
    files, mails = File.objects.count(), Delivery.objects.count()
    Job.objects.filter(key=f"report:{report.uuid}").update(finished_at=None)
    run_all()
    assert drafted() == []
    assert (File.objects.count(), Delivery.objects.count()) == (files, mails)


def test_a_credit_after_the_closing_is_of_the_next_quarter(asbl):
    quarter()
    approved("3.00", since=date(2025, 2, 1), until=date(2025, 3, 1))
    tables = read(Tables, Report.objects.get().tables)
    assert sum(one.amount for one in tables.costs) == Decimal("27.00")
