"""The reports of the demo: made, reviewed by one person and published by another."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import override

from koprogo.accounts.models import User
from koprogo.jobs.services import DONE, Outcome, enqueue
from koprogo.slots import DecisionRef
from koprogo.tenancy import current_tenant_id
from transparency.models import Report
from transparency.services.reports import (
    approve_yearly,
    publish_report,
    review_report,
)

#: the worker's: a report is made in some seconds, and there are more than a dozen
PUBLISHING = "transparency.publish_demo"
AGAIN = timedelta(seconds=20)
LANGUAGES = 4


def play(users: Mapping[str, User]) -> None:
    """Have all reports published once they are made, but the latest of a quarter."""
    drafts = Report.objects.order_by("year", "quarter", "pk")
    latest = drafts.filter(kind=Report.Kind.QUARTER).last()
    for report in drafts.exclude(pk=latest.pk):
        enqueue(
            PUBLISHING,
            tenant_id=current_tenant_id(),
            by=None,
            report_id=report.pk,
            reviewer=users["amelie"].pk,
            publisher=users["karim"].pk,
        )


def publish(report_id: int, *, reviewer: int, publisher: int) -> Outcome | timedelta:
    """Review and publish a report, or wait until its documents are made."""
    report = Report.objects.get(pk=report_id)
    if report.documents.count() < LANGUAGES:
        return AGAIN
    people = User.objects.in_bulk([reviewer, publisher])
    if report.kind == Report.Kind.YEAR:
        with override("fr"):
            _approve(report, by=people[reviewer])
    review_report(report, by=people[reviewer])
    publish_report(report, by=people[publisher])
    return DONE


def _approve(report: Report, *, by: User) -> None:
    year = report.year
    decided = DecisionRef(
        uuid5(NAMESPACE_URL, f"accounts {year}"),
        f"Assemblée générale {year + 1}, décision 2 : comptes {year}",
        date(year + 1, 3, 15),
    )
    approve_yearly(report, decision=decided, by=by)
