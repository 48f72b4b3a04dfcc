"""Later work of the ASBL: each step enters its tenant and calls one service."""

from datetime import date

from celery import shared_task
from django.utils import timezone

from koprogo.jobs.services import DONE, MORE, step
from koprogo.tenancy import enter
from transparency.demo import reports as demo_reports
from transparency.models import PriceStep
from transparency.queries.platform import asbl_ids
from transparency.services import (
    bank_files,
    contributions,
    goals,
    publishing,
    reports,
    tariffs,
    telling,
)


@step("transparency.tell_price")
def tell_price(job, step, after=0):
    found = PriceStep.objects.select_related("schedule").get(uuid=step)
    told = telling.tell_price(found, after=after, by=job.by)
    job.done += told.many
    job.total = max(job.total, job.done)
    job.arguments = job.arguments | {"after": told.last}
    return told.outcome


@step(contributions.BILLING)
def bill_month(job, until):
    """Write a batch of what the oldest month lacks; a month that was missed comes too."""
    written = contributions.bill_missing(on=date.fromisoformat(until), by=job.by)
    job.done += written
    job.total = max(job.total, job.done)
    return MORE if written else DONE


@step(bank_files.FORGETTING)
def forget_bank_file(job, file):
    return bank_files.forget_bank_file(job, file=file) or DONE


@shared_task(name="transparency.bill")
def bill() -> bool:
    """Have the contributions written that months up to today lack."""
    for tenant_id in asbl_ids():
        with enter(tenant_id, by=None):
            today = timezone.localdate()
            return contributions.bill_later(on=today, by=None) is not None
    return False


@shared_task(name="transparency.cross")
def cross() -> bool:
    """Lower the price if a bound is reached by whoever began today."""
    for tenant_id in asbl_ids():
        with enter(tenant_id, by=None):
            today = timezone.localdate()
            return tariffs.cross_if_reached(today=today, by=None) is not None
    return False


@step(publishing.PUBLISHING)
def publish_soon(job):
    publishing.publish()
    return DONE


@step(reports.MAKING)
def make_report(job, report_id):
    return reports.make_document(report_id, job)


@step(demo_reports.PUBLISHING)
def publish_demo(job, report_id, reviewer, publisher):
    return demo_reports.publish(report_id, reviewer=reviewer, publisher=publisher)


@shared_task(name="transparency.publish")
def publish() -> bool:
    """Publish the figures, also when nobody changed one: checks and days pass."""
    for tenant_id in asbl_ids():
        with enter(tenant_id, by=None):
            return publishing.publish()
    return False


@shared_task(name="transparency.draft_reports")
def draft_reports() -> int:
    """Draft the reports of closed quarters that have none; return how many."""
    for tenant_id in asbl_ids():
        with enter(tenant_id, by=None):
            return len(reports.draft_due())
    return 0


@shared_task(name="transparency.measure")
def measure() -> int:
    """Fill in the goals that the platform measures; return how many changed."""
    for tenant_id in asbl_ids():
        with enter(tenant_id, by=None):
            return goals.measure(now=timezone.now())
    return 0
