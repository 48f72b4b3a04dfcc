"""What a building need not keep for ever."""

from datetime import datetime, timedelta

from django.db.models.functions import Coalesce

from buildings.models import Invitation

__all__ = ["forget_invitations"]

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
