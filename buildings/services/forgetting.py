"""What a building need not keep for ever."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from buildings.mailings import Mailing
from buildings.models import Arrival, Consent, HallCode, Invitation, Ownership
from koprogo.documents import services as documents
from koprogo.notifications.models import Delivery
from koprogo.privacy.retention import in_each_tenant
from koprogo.privacy.terms import VOUCHER_YEARS, vouchers_since, years_before

__all__ = [
    "forget_arrivals",
    "forget_consents",
    "forget_invitations",
    "forget_runs",
]

KEPT_FOR = timedelta(days=365)


def forget_invitations(now: datetime) -> int:
    """Delete invitations a year after they were accepted, withdrawn or have expired.

    A letter that still shows a code is erased first (``forget_expired_letters``).
    """
    ended = Coalesce("accepted_at", "revoked_at", "expires_at")
    old = Invitation.objects.alias(ended_at=ended).filter(
        letter_id=None, ended_at__lte=now - KEPT_FOR
    )
    many, _by_model = old.delete()
    return many


def forget_arrivals(now: datetime) -> int:
    """Delete who typed the code of a hall, a year after he was answered, or came.

    The codes go with the last of them, a year after they closed or have expired.
    """
    last = now - KEPT_FOR
    old = Arrival.objects.alias(ended_at=Coalesce("decided_at", "arrived_at"))
    arrivals, _by_model = old.filter(ended_at__lte=last).delete()
    typed = Arrival.objects.filter(code=OuterRef("pk"))
    codes = HallCode.objects.alias(ended_at=Coalesce("closed_at", "expires_at"))
    unused = codes.filter(~Exists(typed), letter_id=None, ended_at__lte=last)
    many, _by_model = unused.delete()
    return arrivals + many


@in_each_tenant
def forget_consents(now: datetime) -> int:
    """Delete consents seven years after the last day of their owner.

    He is an owner as long as he has a right in a lot, or represents those who have. Of
    somebody who never had one, seven years after he accepted.
    """
    last = years_before(timezone.localdate(now), VOUCHER_YEARS)
    his = Q(holding__members__owner=OuterRef("owner")) | Q(
        holding__representative=OuterRef("owner")
    )
    since_then = Ownership.objects.filter(his, Q(until=None) | Q(until__gt=last))
    old = Consent.objects.filter(~Exists(since_then), given_on__lte=last)
    many, _by_model = old.delete()
    return many


def forget_runs(now: datetime, mailing: Mailing, *, files: Sequence[str]) -> int:
    """Delete the letters of a thing with the run that made them: all, or none yet.

    They are kept like vouchers, from the day on which the last one was made or put on
    its way. In the tenant entered; ``files``: columns of a letter that hold its files.
    The number of statements does not depend on the number of letters.
    """
    of, letters, runs = mailing.of, mailing.letter.objects, mailing.run.objects
    first = vouchers_since(timezone.localdate(now))
    recent = Q(made_at__date__gte=first) | Q(delivery__created_at__date__gte=first)
    needed = letters.filter(recent, **{mailing.path: OuterRef(of)})
    old = runs.filter(~Exists(needed), started_at__date__lt=first)
    ended = list(old.values_list("pk", of, "zip", "post_zip"))
    found = letters.filter(**{f"{mailing.path}__in": [row[1] for row in ended]})
    kept = list(found.values_list("pk", "delivery", *files))
    many, _by_model = letters.filter(pk__in=[row[0] for row in kept]).delete()
    Delivery.objects.filter(pk__in=[row[1] for row in kept if row[1]]).delete()
    runs.filter(pk__in=[row[0] for row in ended]).delete()
    gone = {file for row in (*kept, *ended) for file in row[2:]}
    documents.erase(gone - {None})
    return many
