"""Later work of the public side of the fund: reports on the fifth after a quarter."""

from celery import shared_task

from koprogo.jobs.services import step
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.services import publishing, report_making


@step(report_making.MAKING)
def make_report(job, report_id):
    return report_making.make_document(report_id, job)


@shared_task(name="solidarity.make_reports")
def make_reports() -> int:
    """Make the reports that are due; twice makes none twice."""
    made = 0
    for tenant in Tenant.objects.filter(kind=Tenant.Kind.FUND):
        with enter(tenant.pk, by=None):
            made += len(publishing.make_due())
    return made
