"""Who mediates between neighbours about hours, and between whom."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from community.models import Block, HoursExchange, HoursMediator, Neighbour

__all__ = ["disputes_for", "is_mediator", "mediators", "mediators_of", "own_offer"]


def mediators() -> QuerySet[HoursMediator]:
    """Return whom the council named, and who still does it and lives here."""
    return HoursMediator.objects.filter(
        named_at__isnull=False, ended_at=None, neighbour__left_at=None
    )


def mediators_of(exchange: HoursExchange) -> QuerySet[HoursMediator]:
    """Return who may decide it: no party, and nobody who avoids one of them."""
    parties = [exchange.giver_id, exchange.receiver_id]
    avoided = Block.objects.filter(
        Q(neighbour=OuterRef("neighbour"), blocked__in=parties)
        | Q(blocked=OuterRef("neighbour"), neighbour__in=parties)
    )
    return mediators().exclude(neighbour__in=parties).exclude(Exists(avoided))


def disputes_for(me: Neighbour) -> QuerySet[HoursExchange]:
    """Return what waits for a mediator and may be decided by this one."""
    if not is_mediator(me):
        return HoursExchange.objects.none()
    rows = HoursExchange.objects.filter(state="disputed")
    apart = (
        Neighbour.objects.filter(pk=me.pk).values("pk"),
        Block.objects.filter(neighbour=me).values("blocked"),
        Block.objects.filter(blocked=me).values("neighbour"),
    )
    for people in apart:
        rows = rows.exclude(Q(giver__in=people) | Q(receiver__in=people))
    return rows.order_by("disputed_at", "pk")


def is_mediator(me: Neighbour) -> bool:
    return mediators().filter(neighbour=me).exists()


def own_offer(me: Neighbour) -> HoursMediator | None:
    """Return that he is ready to mediate, or does; None: neither."""
    return HoursMediator.objects.filter(neighbour=me, ended_at=None).first()
