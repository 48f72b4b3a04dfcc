import logging

from celery import shared_task

from koprogo import slots
from koprogo.audit.models import AuditEvent
from koprogo.jobs.services import DONE, step
from koprogo.ledger import alerts, queries
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

logger = logging.getLogger(__name__)


@shared_task(name="ledger.verify_all")
def verify_all() -> int:
    """Check the books of every tenant, one transaction each; return the findings.

    What is wrong is logged, noted in the tenant's history, and told to the operators.
    """
    found = []
    for tenant in Tenant.objects.order_by("pk"):
        with enter(tenant.pk, by=None, read_only=True):
            findings = queries.findings()
        for finding in findings:
            logger.error("ledger of tenant %s: %s", tenant.pk, finding)
        if findings:
            with enter(tenant.pk, by=None):
                alerts.raise_alarm(tenant, findings)
        found += findings
    for tell in slots.checked:
        tell("books", found)
    return len(found)


@step(alerts.ALARM)
def tell_operators(job, *, event):
    alerts.tell_operators(AuditEvent.objects.get(pk=event), job.tenant)
    return DONE
