"""What need not be kept of messages."""

from datetime import datetime, timedelta

from koprogo.privacy.retention import in_each_tenant
from koprogo.webhooks.models import Webhook, WebhookDelivery

__all__ = ["forget_deliveries"]

KEPT_FOR = timedelta(days=30)


@in_each_tenant
def forget_deliveries(now: datetime) -> int:
    """Delete messages after 30 days, sent or not, and secrets that sign no more."""
    replaced = Webhook.objects.filter(old_secret_until__lte=now)
    replaced.update(old_secret="", old_secret_until=None)
    old = WebhookDelivery.objects.filter(created_at__lte=now - KEPT_FOR)
    many, _by_model = old.delete()
    return many
