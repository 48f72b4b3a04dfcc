import logging

from celery import shared_task
from django.db import DatabaseError

from koprogo import slots
from koprogo.audit import queries, services
from koprogo.audit.models import Unsealed
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

logger = logging.getLogger(__name__)


@shared_task(name="audit.seal_all")
def seal_all() -> int:
    """Seal what waits in every tenant, one transaction a seal; return how many seals.

    A tenant in which nothing happened is not even looked at; one that cannot be sealed
    does not keep the others waiting.
    """
    seals = 0
    waiting = Unsealed.objects.order_by("tenant").values_list("tenant", flat=True)
    for tenant in waiting.distinct():
        try:
            while _seal(tenant):
                seals += 1
        except DatabaseError:
            logger.exception("audit of tenant %s cannot be sealed", tenant)
        _follow(tenant)
    return seals


def _seal(tenant: int):
    with enter(tenant, by=None):
        return services.seal()


def _follow(tenant: int) -> None:
    """Do what comes after a seal; it never keeps another tenant from being sealed."""
    for follow in slots.after_seal:
        try:
            follow(tenant)
        except Exception:
            logger.exception("%s of tenant %s failed", follow.__name__, tenant)


@shared_task(name="audit.verify_all")
def verify_all() -> int:
    """Check the chain of every tenant, one transaction each; return how many break."""
    broken = []
    for tenant in Tenant.objects.order_by("pk"):
        with enter(tenant.pk, by=None, read_only=True):
            verdict = queries.verify()
        if verdict.broken:
            broken.append(slots.Finding("history", str(tenant.pk)))
            logger.error("audit of tenant %s: %s", tenant.pk, verdict.broken)
    for tell in slots.checked:
        tell("history", broken)
    return len(broken)
