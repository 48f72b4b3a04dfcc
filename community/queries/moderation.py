"""Reports: the queue of who answers them, and one's own."""

from django.db.models import Q, QuerySet

from community.models import Neighbour, Report

__all__ = ["concerning", "queue", "visible_to", "waiting"]

RELATED = (
    *("reporter", "post__author", "comment__author", "comment__post"),
    *("decided_by", "appeal_by"),
)


def queue() -> QuerySet[Report]:
    """Return what waits for an answer first, then the answered ones, latest first."""
    rows = Report.objects.select_related(*RELATED)
    waiting = Q(outcome="") | Q(appealed_at__isnull=False, appeal_outcome="")
    return rows.annotate(waits=waiting).order_by("-waits", "-pk")


def waiting() -> int:
    """Return how many wait for an answer."""
    return queue().filter(waits=True).count()


def visible_to(me: Neighbour) -> QuerySet[Report]:
    """Return the reports that ``me`` made, and those that took away what he wrote.

    Who reported something is not shown to who wrote it.
    """
    mine = Q(post__author=me) | Q(comment__author=me)
    taken_away = mine & Q(outcome=Report.Outcome.HIDDEN)
    rows = Report.objects.select_related(*RELATED)
    return rows.filter(Q(reporter=me) | taken_away)


def concerning(me: Neighbour) -> QuerySet[Report]:
    """Return what took away something of ``me``, the latest first."""
    return visible_to(me).exclude(reporter=me)
