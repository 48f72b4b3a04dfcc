"""Later work about loans: each step enters the fund and calls one service."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.services.arrears import tell_late

__all__ = ["late"]


@shared_task(name="solidarity.late")
def late() -> int:
    """Tell the committee of instalments that passed their day; return how many."""
    if not settings.ASBL_PLATFORM:
        return 0
    for tenant in Tenant.objects.filter(kind=Tenant.Kind.FUND):
        with enter(tenant.pk, by=None):
            return tell_late(on=timezone.localdate())
    return 0
