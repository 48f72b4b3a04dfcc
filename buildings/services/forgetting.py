"""What a building need not keep for ever."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from buildings.models import Consent, Invitation, Ownership
from koprogo.privacy.retention import in_each_tenant
from koprogo.privacy.terms import VOUCHER_YEARS, years_before

__all__ = ["forget_consents", "forget_invitations"]

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
