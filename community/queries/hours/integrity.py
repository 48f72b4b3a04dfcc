"""What can never be true of hours, recomputed from the legs without any trigger."""

from collections.abc import Iterator

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from community.models import HoursAccount, HoursExchange, HoursLeg, HoursTransfer
from koprogo.slots import Finding

__all__ = ["verify"]


def verify() -> list[Finding]:
    """Return what is wrong in the ledger of hours of the building entered.

    Two legs a transfer, together 0; every balance is the sum of its legs; a mirror is
    what it undoes, the other way round; an exchange counted what it says.
    """
    return [*_unbalanced(), *_misstated(), *_false_mirrors(), *_miscounted()]


def _unbalanced() -> Iterator[Finding]:
    rows = (
        HoursTransfer.objects.annotate(many=Count("legs"), total=Sum("legs__minutes"))
        .exclude(many=2, total=0)
        .order_by("pk")
    )
    return _found("hours-balance", rows)


def _misstated() -> Iterator[Finding]:
    rows = (
        HoursAccount.objects.annotate(total=Coalesce(Sum("legs__minutes"), 0))
        .exclude(balance=F("total"))
        .order_by("pk")
    )
    return (Finding("hours-account", str(row.pk)) for row in rows)


def _false_mirrors() -> Iterator[Finding]:
    """Find mirrors that leave something of what they undo, account by account."""
    leftovers = (
        HoursLeg.objects.filter(
            Q(transfer__mirror_of__isnull=False) | Q(transfer__mirror__isnull=False)
        )
        .annotate(undone=Coalesce("transfer__mirror_of_id", "transfer_id"))
        .values("undone", "account")
        .annotate(total=Sum("minutes"))
        .exclude(total=0)
        .values("undone")
    )
    wrong = Q(mirror_of__in=leftovers) | Q(mirror_of__mirror_of__isnull=False)
    return _found("hours-mirror", HoursTransfer.objects.filter(wrong).order_by("pk"))


def _miscounted() -> Iterator[Finding]:
    """Find exchanges whose transfer is not from whom, to whom and of as many minutes."""
    given = HoursLeg.objects.filter(
        transfer__exchange=OuterRef("pk"), transfer__kind="exchange", minutes__gt=0
    )
    received = HoursLeg.objects.filter(
        transfer__exchange=OuterRef("pk"), transfer__kind="exchange", minutes__lt=0
    )
    ended = HoursExchange.objects.annotate(
        counted=Coalesce(Subquery(given.values("minutes")[:1]), 0),
        from_whom=Subquery(given.values("account__neighbour")[:1]),
        to_whom=Subquery(received.values("account__neighbour")[:1]),
    )
    is_counted = Q(state__in=["confirmed", "mediated"])
    wrong = is_counted & (
        ~Q(counted=F("minutes"))
        | Q(minutes__gt=0) & (~Q(from_whom=F("giver")) | ~Q(to_whom=F("receiver")))
    )
    return _found(
        "hours-exchange", ended.filter(wrong | ~is_counted & Q(counted__gt=0))
    )


def _found(rule: str, rows) -> Iterator[Finding]:
    uuids = rows.order_by("pk").values_list("uuid", flat=True)
    return (Finding(rule, str(uuid)) for uuid in uuids)
