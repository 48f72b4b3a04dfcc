"""What the books need not keep for ever."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from buildings.services.forgetting import forget_runs
from finance.mailings import CALLS, CHARGES
from finance.models import ReminderLetter
from koprogo.documents import services as documents
from koprogo.notifications.models import Delivery
from koprogo.privacy.retention import in_each_tenant
from koprogo.privacy.terms import vouchers_since

__all__ = ["forget_charge_letters", "forget_letters", "forget_reminder_letters"]


@in_each_tenant
def forget_letters(now: datetime) -> int:
    """Delete the letters of a call, ZIPs and proof, once none of them must be kept."""
    return forget_runs(now, CALLS, files=["file"])


@in_each_tenant
def forget_charge_letters(now: datetime) -> int:
    """Delete the letters of a statement of charges and their annexes in the same way."""
    return forget_runs(now, CHARGES, files=["file", "annex"])


@in_each_tenant
def forget_reminder_letters(now: datetime) -> int:
    """Delete the letters of reminders, and their proof, once they need not be kept.

    They are kept like vouchers; what a reminder asked for stays in the books. The
    number of statements does not depend on the number of letters.
    """
    first = vouchers_since(timezone.localdate(now))
    recent = Q(made_at__date__gte=first) | Q(delivery__created_at__date__gte=first)
    old = ReminderLetter.objects.exclude(recent)
    kept = list(old.values_list("pk", "file", "delivery"))
    many, _by_model = ReminderLetter.objects.filter(
        pk__in=[row[0] for row in kept]
    ).delete()
    Delivery.objects.filter(pk__in=[row[2] for row in kept if row[2]]).delete()
    documents.erase({row[1] for row in kept})
    return many
