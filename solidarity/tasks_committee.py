"""What the committee's calendar does by itself, each day."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.services.committee import alerting, offers, sessions

__all__ = ["alert_committee", "follow_committee"]


@shared_task(name="solidarity.follow_committee")
def follow_committee() -> bool:
    """Prepare the sessions, let old offers lapse, and tell of deadlines."""
    now = timezone.now()
    for tenant_id in _fund():
        with enter(tenant_id, by=None):
            sessions.prepare_sessions(now)
        with enter(tenant_id, by=None):
            offers.lapse_offers(timezone.localdate(now))
        with enter(tenant_id, by=None):
            alerting.alert(now)
            return True
    return False


@shared_task(name="solidarity.alert_committee")
def alert_committee() -> int:
    """Tell of deadlines: often, for what is urgent. Each stage is told once."""
    for tenant_id in _fund():
        with enter(tenant_id, by=None):
            return alerting.alert(timezone.now())
    return 0


def _fund() -> list[int]:
    """Return the fund, where the ASBL runs the platform."""
    if not settings.ASBL_PLATFORM:
        return []
    rows = Tenant.objects.filter(kind=Tenant.Kind.FUND)
    return list(rows.values_list("pk", flat=True))
