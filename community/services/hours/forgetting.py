"""What neighbours wrote to each other about hours goes a year after the exchange ended.

Who gave whom how long stays: the accounts are 0 together only with every line.
"""

from datetime import datetime, timedelta

from django.db.models import Q

from community.models import HoursExchange
from koprogo.privacy.retention import in_each_tenant

__all__ = ["forget_words"]

KEPT = timedelta(days=365)


@in_each_tenant
def forget_words(now: datetime) -> int:
    """Empty the words of what ended a year ago, and let its post go; how many."""
    past = HoursExchange.objects.filter(ended_at__lte=now - KEPT)
    rest = past.exclude(post=None, text="", answer="", dispute="", reasons="")
    wordy = rest.filter(Q(mirror_asked_by=None) | Q(mirror_asked_at__lte=now - KEPT))
    return wordy.update(post=None, text="", answer="", dispute="", reasons="")
