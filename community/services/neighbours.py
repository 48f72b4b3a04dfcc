"""Who takes part, by which name, and with whom he wants nothing to do.

None of it is in the history of the building, which the syndic reads.
"""

from collections.abc import Sequence

from django.db import transaction

from buildings.services.changes import write_changes
from community.errors.neighbours import NotOneself, TakesPart
from community.models import Block, Neighbour

__all__ = ["block", "change_profile", "join", "unblock"]


@transaction.atomic
def join(
    *, name: str, where: str, about: str, is_listed: bool, mails: Sequence[str], by
) -> Neighbour:
    """Take part from now on, by a name that one chooses; who left comes back.

    Raises:
        TakesPart: he does already; a second click changes nothing.
    """
    said = {
        "name": name,
        "where": where,
        "about": about,
        "is_listed": is_listed,
        "mails": list(mails),
    }
    me, is_new = Neighbour.objects.get_or_create(user=by, defaults=said)
    if is_new:
        return me
    found = Neighbour.objects.select_for_update().get(pk=me.pk)
    if found.left_at is None:
        raise TakesPart(found)
    write_changes(found, **said, left_at=None)
    return found


@transaction.atomic
def change_profile(me: Neighbour, *, by, **said) -> Neighbour:
    """Let the others see one's own name and words otherwise, from now on."""
    found = Neighbour.objects.select_for_update().get(pk=me.pk)
    write_changes(found, **said)
    return found


@transaction.atomic
def block(other: Neighbour, *, me: Neighbour, by) -> Block:
    """Have nothing to do with somebody; he does not learn it. Twice is once.

    Raises:
        NotOneself: see there.
    """
    if other == me:
        raise NotOneself(me)
    row, _new = Block.objects.get_or_create(neighbour=me, blocked=other)
    return row


@transaction.atomic
def unblock(row: Block, *, by) -> None:
    """See each other again."""
    row.delete()
