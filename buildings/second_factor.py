"""Whose roles ask for a second factor at the sign-in (platform.md §2)."""

from datetime import date

from django.utils import timezone

from buildings.models import FirmMember, Grant, Role

GRANTED = (Role.BOARD, Role.TREASURER, Role.COMMITTEE)


def since(user) -> date | None:
    """Return since when ``user`` holds such a role today: one statement."""
    today = timezone.localdate()
    syndic = FirmMember.objects.on(today).filter(user=user, role=Role.MANAGER)
    granted = Grant.objects.on(today).filter(user=user, role__in=GRANTED)
    return min(
        syndic.values_list("since", flat=True).union(
            granted.values_list("since", flat=True)
        ),
        default=None,
    )
