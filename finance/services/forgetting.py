"""What the books need not keep for ever."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from finance.models import CallLetter, LetterRun
from koprogo.documents import services as documents
from koprogo.notifications.models import Delivery
from koprogo.privacy.retention import in_each_tenant
from koprogo.privacy.terms import vouchers_since

__all__ = ["forget_letters"]


@in_each_tenant
def forget_letters(now: datetime) -> int:
    """Delete the letters of a call, ZIPs and proof, once none of them must be kept.

    They are kept like vouchers, from the day on which the last one was made or put on
    its way. The number of statements does not depend on the number of letters.
    """
    first = vouchers_since(timezone.localdate(now))
    recent = Q(made_at__date__gte=first) | Q(delivery__created_at__date__gte=first)
    needed = CallLetter.objects.filter(recent, document__call=OuterRef("call"))
    runs = LetterRun.objects.filter(~Exists(needed), started_at__date__lt=first)
    ended = list(runs.values_list("pk", "call", "zip", "post_zip"))
    letters = CallLetter.objects.filter(
        document__call__in=[call for _run, call, *_zips in ended]
    )
    kept = list(letters.values_list("pk", "file", "delivery"))
    many, _by_model = CallLetter.objects.filter(
        pk__in=[row[0] for row in kept]
    ).delete()
    Delivery.objects.filter(pk__in=[row[2] for row in kept if row[2]]).delete()
    LetterRun.objects.filter(pk__in=[row[0] for row in ended]).delete()
    files = {row[1] for row in kept} | {zipped for row in ended for zipped in row[2:]}
    documents.erase(files - {None})
    return many
