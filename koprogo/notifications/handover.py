"""Messages that were sent travel as proof; nothing is sent a second time."""

from django.db.models import Q

from koprogo import slots
from koprogo.notifications.models import Delivery
from koprogo.slots import ArchiveRows


def _withdraw(row: dict[str, object]) -> None:
    """Let an e-mail that waits wait here no more: where it was written, it is sent."""
    email, waiting = Delivery.Channel.EMAIL, Delivery.State.WAITING
    if (row["channel"], row["state"]) == (email, waiting):
        row["state"] = Delivery.State.WITHDRAWN


slots.archive_rows["notifications.Delivery"] = ArchiveRows(settle=_withdraw)
slots.archive_secrets.append(("notifications.Delivery", lambda: Q(secret=True)))
