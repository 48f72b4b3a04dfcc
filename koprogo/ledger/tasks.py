import logging

from celery import shared_task

from koprogo.ledger import queries
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

logger = logging.getLogger(__name__)


@shared_task(name="ledger.verify_all")
def verify_all() -> int:
    """Check the books of every tenant, one transaction each; return the findings."""
    findings = 0
    for tenant in Tenant.objects.order_by("pk"):
        with enter(tenant.pk, by=None, read_only=True):
            for finding in queries.verify():
                findings += 1
                logger.error("ledger of tenant %s: %s", tenant.pk, finding)
    return findings
