"""What is forgotten of a neighbour 30 days after he left.

His hours stay, under a name that says nothing: the accounts are 0 together only with
every line. Whoever comes back within these days finds what he wrote.
"""

from datetime import datetime, timedelta

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, Left, Upper

from community.models import (
    Ask,
    Block,
    Coming,
    Comment,
    Message,
    Neighbour,
    Post,
    Report,
    Reservation,
)
from community.models.posts import OF_THE_BUILDING
from community.services.forgetting import delete_posts
from koprogo.privacy.retention import in_each_tenant

__all__ = ["GRACE", "forget_who_left"]

GRACE = timedelta(days=30)
#: such as N-3F2A91: no name, and no two are mixed up in a statement of hours
PSEUDONYM = Concat(Value("N-"), Upper(Left(Cast("uuid", CharField()), 6)))


@in_each_tenant
def forget_who_left(now: datetime) -> int:
    """Forget name and words of those who left 30 days ago; return how many rows went.

    What others still need of them (a thing they have, an exchange of this year, a report)
    goes with it, on a later night.
    """
    gone = Neighbour.objects.filter(left_at__lte=now - GRACE)
    both = Q(sender__in=gone) | Q(receiver__in=gone)
    blocks = Q(neighbour__in=gone) | Q(blocked__in=gone)
    many = [
        _deleted(Message.objects.filter(both)),
        _deleted(Block.objects.filter(blocks)),
        _deleted(Coming.objects.filter(neighbour__in=gone)),
        _deleted(_asks(gone)),
        _forget_comments(gone, now),
        delete_posts(
            Post.objects.filter(author__in=gone).exclude(kind__in=OF_THE_BUILDING)
        ),
    ]
    named = Neighbour.objects.filter(left_at__lte=now - GRACE).exclude(name=PSEUDONYM)
    named.update(name=PSEUDONYM, where="", about="", is_listed=False, mails=[])
    return sum(many)


def _asks(gone: QuerySet[Neighbour]) -> QuerySet[Ask]:
    """Return what they wanted and never got."""
    got = Reservation.objects.filter(ask=OuterRef("pk"))
    return Ask.objects.filter(~Exists(got), neighbour__in=gone)


def _forget_comments(gone: QuerySet[Neighbour], now: datetime) -> int:
    """Delete what they said under posts; one that was reported loses its words only."""
    rows = Comment.objects.filter(author__in=gone)
    reported = Exists(Report.objects.filter(comment=OuterRef("pk")))
    rows.filter(reported).exclude(text="").update(text="", removed_at=now)
    return _deleted(rows.exclude(reported))


def _deleted(rows: QuerySet) -> int:
    many, _each = rows.delete()
    return many
