"""What need not be kept of messages."""

from datetime import datetime

from django.utils import timezone

from koprogo.notifications.models import Delivery
from koprogo.privacy.retention import in_each_tenant
from koprogo.privacy.terms import vouchers_since

__all__ = ["forget_messages"]


@in_each_tenant
def forget_messages(now: datetime) -> int:
    """Delete messages, and the proof of them, with the vouchers of their year.

    What carries a file goes with it: whoever made the file deletes both.
    """
    first = vouchers_since(timezone.localdate(now))
    old = Delivery.objects.filter(attachment=None, created_at__date__lt=first)
    many, _by_model = old.delete()
    return many
