"""Who wrote with whom: one's own messages, and nobody else's."""

from dataclasses import dataclass

from django.db.models import Case, F, Q, QuerySet, When

from community.models import Message, Neighbour

__all__ = ["Talk", "messages_with", "talks", "unread"]

MOST = 100


@dataclass(frozen=True, slots=True)
class Talk:
    """With whom, the last message, and how many are new."""

    other: Neighbour
    last: Message
    new: int


def talks(me: Neighbour) -> list[Talk]:
    """Return one's conversations, the latest first; two statements."""
    own = Q(sender=me) | Q(receiver=me)
    last = (
        Message.objects.filter(own)
        .annotate(other=Case(When(sender=me, then=F("receiver")), default=F("sender")))
        .order_by("other", "-pk")
        .distinct("other")
        .select_related("sender", "receiver")
    )
    new: dict[int, int] = {}
    for sender in unread(me).values_list("sender", flat=True):
        new[sender] = new.get(sender, 0) + 1
    rows = [
        Talk(
            row.receiver if row.sender_id == me.pk else row.sender,
            row,
            new.get(row.sender_id, 0),
        )
        for row in last
    ]
    return sorted(rows, key=lambda talk: talk.last.pk, reverse=True)[:MOST]


def unread(me: Neighbour) -> QuerySet[Message]:
    """Return what was written to ``me`` and neither seen nor answered."""
    return Message.objects.filter(receiver=me, read_at=None)


def messages_with(other: Neighbour, *, me: Neighbour) -> list[Message]:
    """Return what both wrote to each other: the latest, the oldest of them first."""
    between = Q(sender=me, receiver=other) | Q(sender=other, receiver=me)
    rows = Message.objects.filter(between).select_related("post")
    return list(reversed(rows.order_by("-pk")[:MOST]))
