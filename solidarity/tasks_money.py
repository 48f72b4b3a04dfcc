"""What happens every day without anybody: reminders to sign, and promises that lapse."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.services.agreements import lapse_unsigned, remind_unsigned


@shared_task(name="solidarity.unsigned")
def unsigned() -> int:
    """Remind whoever has not signed; take back what nobody signed. Returns how many."""
    if not settings.ASBL_PLATFORM:
        return 0
    now, lapsed = timezone.now(), 0
    for fund in Tenant.objects.filter(kind=Tenant.Kind.FUND):
        with enter(fund.pk, by=None):
            remind_unsigned(now=now)
            lapsed += lapse_unsigned(now=now)
    return lapsed
