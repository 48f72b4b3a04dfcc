"""The reports: which there are, which are due, and of what one is made."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from buildings.access import Permission
from buildings.models import Grant
from buildings.roles import ROLE_PERMISSIONS
from koprogo.accounts.models import User
from koprogo.tenancy import current_tenant_id
from transparency.models import Report
from transparency.months import quarter_days
from transparency.public import months
from transparency.public.derivation import derive
from transparency.public.figures import Figures
from transparency.public.months import Month, month_of
from transparency.public.tables import Tables, canonical
from transparency.queries.gathering import gather, moment
from transparency.queries.gathering_books import balance
from transparency.queries.quarters import QuarterRow, closed_quarters, quarter_rows

__all__ = [
    "Contents",
    "Due",
    "Steps",
    "contents_of",
    "due_reports",
    "making_key",
    "not_closed",
    "publishers",
    "report_list",
    "span_of",
    "steps_of",
]

Kind = Report.Kind
#: a quarter is reported from this day of the next month on
REPORTING_DAY = 5


@dataclass(frozen=True, slots=True)
class Due:
    """A report that is still to be made."""

    kind: str
    year: int
    quarter: int | None


def due_reports(*, today: date) -> list[Due]:
    """Return what no report tells yet of quarters that are closed; two statements.

    The accounts of a year follow its fourth quarter.
    """
    latest = today - timedelta(days=REPORTING_DAY - 1)
    told = set(Report.objects.values_list("kind", "year", "quarter"))
    wanted = []
    for quarter in closed_quarters().filter(until__lte=latest):
        wanted.append(Due(Kind.QUARTER, quarter.year, quarter.number))
        if quarter.number == 4:
            wanted.append(Due(Kind.YEAR, quarter.year, None))
    return [due for due in wanted if (due.kind, due.year, due.quarter) not in told]


def not_closed(*, today: date) -> list[QuarterRow]:
    """Return the quarters that are over and not closed: no report is made of them."""
    return [row for row in quarter_rows(on=today) if row.is_over and not row.closed]


def report_list() -> QuerySet[Report]:
    """Return all reports, the latest first, with their documents and who did what."""
    rows = Report.objects.select_related(
        "reviewed_by", "published_by", "replaces", "replaced_by"
    )
    return rows.prefetch_related("documents__file")


def span_of(report: Report | Due) -> tuple[date, date]:
    """Return the first day that it tells of, and that after the last."""
    if report.quarter is None:
        return date(report.year, 1, 1), date(report.year + 1, 1, 1)
    return quarter_days(report.year, report.quarter)


# What it is made of


@dataclass(frozen=True, slots=True)
class Contents:
    tables: Tables
    figures: Figures


def contents_of(report: Report | Due, *, now: datetime) -> Contents:
    """Return tables and figures as they stood when the last month was over.

    What came later is left out: rows of later months and days, and the balance sheet is
    that of the last day. Prices that were announced stay.
    """
    _since, until = span_of(report)
    last = months.later(month_of(until), -1)
    tables = replace(
        _until(gather(now), last),
        balance=tuple(balance(until - timedelta(days=1))),
    )
    figures = derive(tables, today=until, as_of=moment(now))
    return Contents(canonical(tables), figures)


#: tables that end with the last month, and the column that says when
_ENDING = {
    **dict.fromkeys(("participants", "costs", "revenue", "footprint"), "month"),
    **dict.fromkeys(("reserve", "endowments", "decisions"), "date"),
    "budget": "decided",
    "quarters": "quarter",
}


def _until(tables: Tables, last: Month) -> Tables:
    kept = {
        name: tuple(
            row for row in getattr(tables, name) if _month(getattr(row, column)) <= last
        )
        for name, column in _ENDING.items()
    }
    return replace(tables, **kept)


def _month(value: object) -> Month:
    """Return the month of a day, of a month, or the last one of a quarter."""
    if isinstance(value, date):
        return month_of(value)
    text = str(value)
    return months.months_of(months.Quarter(text))[-1] if "Q" in text else Month(text)


# Who works on it


def making_key(report: Report) -> str:
    """Return the key of the work that makes its documents."""
    return f"report:{report.uuid}"


def publishers(*, on: date) -> QuerySet[User]:
    """Return who may review and publish reports on a day."""
    roles = [
        role
        for role, rights in ROLE_PERMISSIONS.items()
        if Permission.PUBLISH_REPORTS in rights
    ]
    grants = Grant.objects.on(on).filter(tenant=current_tenant_id(), role__in=roles)
    people = User.objects.filter(pk__in=grants.values("user"), is_active=True)
    return people.order_by("pk")


@dataclass(frozen=True, slots=True)
class Steps:
    """What somebody of the board may do with a report now.

    ``make``: its documents are missing; ``publish``: he did not review it himself.
    ``decision``: the members must approve it first.
    """

    note: bool
    make: bool
    review: bool
    publish: bool
    correct: bool
    discard: bool
    decision: bool


def steps_of(report: Report, *, user) -> Steps:
    """Return what is open of a report of ``report_list``: no statement."""
    is_draft = not report.is_published
    is_made = len(report.documents.all()) == len(settings.LANGUAGES)
    is_reviewed = report.reviewed_at is not None
    undecided = report.kind == Kind.YEAR and not report.is_approved
    return Steps(
        note=is_draft and not report.is_approved,
        make=is_draft and not is_made,
        review=is_draft and is_made and not is_reviewed,
        publish=is_draft
        and is_reviewed
        and not undecided
        and report.reviewed_by_id != user.pk,
        correct=report.is_published and not hasattr(report, "replaced_by"),
        discard=is_draft and report.replaces_id is not None and not report.is_approved,
        decision=is_draft and undecided,
    )
