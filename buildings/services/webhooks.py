"""A webhook was paused by itself: those who manage it are told."""

from uuid import UUID

from django.utils import timezone

from buildings.models import Building, FirmMember, Role
from buildings.notices import webhook_paused
from buildings.services.invitations import sender
from koprogo.notifications.services import queue
from koprogo.tenancy.models import Tenant
from koprogo.webhooks.models import Webhook

__all__ = ["tell_managers"]


def tell_managers(webhook: Webhook, event: UUID) -> None:
    """Write to each syndic of the firm whose mandate runs, in his language."""
    building = Building.objects.select_related("tenant").first()
    if building is None or building.tenant.kind != Tenant.Kind.CO_OWNERSHIP:
        return  # the ASBL and its fund have no syndic
    who = sender(building, origin="", by=None)
    managers = (
        FirmMember.objects.on(timezone.localdate())
        .filter(firm=who.firm, role=Role.MANAGER)
        .select_related("user")
    )
    mails = [
        webhook_paused(
            member.user, webhook, event=f"webhook-paused:{event}", sender=who
        )
        for member in managers
    ]
    queue(mails, by=None)
