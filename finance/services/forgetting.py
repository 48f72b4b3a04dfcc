"""What the books need not keep for ever."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from finance.mailings import CALLS, CHARGES, Mailing
from finance.models import ReminderLetter
from koprogo.documents import services as documents
from koprogo.notifications.models import Delivery
from koprogo.privacy.retention import in_each_tenant
from koprogo.privacy.terms import vouchers_since

__all__ = ["forget_charge_letters", "forget_letters", "forget_reminder_letters"]


@in_each_tenant
def forget_letters(now: datetime) -> int:
    """Delete the letters of a call, ZIPs and proof, once none of them must be kept.

    They are kept like vouchers, from the day on which the last one was made or put on
    its way. The number of statements does not depend on the number of letters.
    """
    return _forget_runs(now, CALLS, files=["file"])


@in_each_tenant
def forget_charge_letters(now: datetime) -> int:
    """Delete the letters of a statement of charges and their annexes in the same way."""
    return _forget_runs(now, CHARGES, files=["file", "annex"])


def _forget_runs(now: datetime, mailing: Mailing, *, files: list[str]) -> int:
    """Delete the letters of a thing with the run that made them: all, or none yet."""
    of, letters, runs = mailing.of, mailing.letter.objects, mailing.run.objects
    first = vouchers_since(timezone.localdate(now))
    recent = Q(made_at__date__gte=first) | Q(delivery__created_at__date__gte=first)
    needed = letters.filter(recent, **{f"document__{of}": OuterRef(of)})
    old = runs.filter(~Exists(needed), started_at__date__lt=first)
    ended = list(old.values_list("pk", of, "zip", "post_zip"))
    found = letters.filter(**{f"document__{of}__in": [row[1] for row in ended]})
    kept = list(found.values_list("pk", "delivery", *files))
    many, _by_model = letters.filter(pk__in=[row[0] for row in kept]).delete()
    Delivery.objects.filter(pk__in=[row[1] for row in kept if row[1]]).delete()
    runs.filter(pk__in=[row[0] for row in ended]).delete()
    gone = {file for row in (*kept, *ended) for file in row[2:]}
    documents.erase(gone - {None})
    return many


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
