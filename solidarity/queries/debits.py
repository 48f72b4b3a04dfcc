"""Direct debits of the fund: what may be collected on a day, and what was."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from solidarity.instalments import Instalment
from solidarity.models import Aid, Debit, DebitBatch, FundAccount, PlanLine
from solidarity.queries.loans import Standing, standings

__all__ = [
    "Candidate",
    "Collector",
    "batch_list",
    "batch_state",
    "candidates",
    "collectable",
    "creditor",
    "debit_event",
    "debits_of",
    "with_mandate",
]


def debit_event(debit: Debit) -> str:
    """Return what the announcement of a debit is called in the outbox."""
    return f"fund-debit:{debit.uuid}"


@dataclass(frozen=True, slots=True)
class Collector:
    """For whom the bank collects: never in the name of the fund."""

    name: str
    iban: str
    kbo: str
    identifier: str


def creditor() -> Collector | None:
    """Return for whom the bank collects; None: it gave no identifier yet."""
    row = FundAccount.objects.first()
    if row is None or not row.creditor:
        return None
    return Collector(row.holder, row.iban, row.kbo, row.creditor)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be taken of one loan: its oldest instalment that is due, EUR."""

    aid: Aid
    line: PlanLine
    amount: Decimal
    is_first: bool


def with_mandate() -> QuerySet[Aid]:
    """Return the loans that come back by direct debit, of whom none is under way.

    ``was_used``: the mandate was, before.
    """
    debits = Debit.objects.filter(aid=OuterRef("pk"))
    live = debits.filter(state__in=Debit.LIVE)
    used = debits.filter(state__in=[Debit.State.COLLECTED, Debit.State.RETURNED])
    rows = Aid.objects.filter(state=Aid.State.RUNNING).exclude(mandate="")
    return rows.annotate(was_used=Exists(used)).filter(~Exists(live)).order_by("pk")


def candidates(aids: Collection[Aid], *, day: date) -> list[Candidate]:
    """Return what may be taken of loans (``with_mandate``) on a day: four statements.

    Of each its oldest instalment that is due: nobody pays two at once. What the bank
    returned before is not tried again, somebody speaks with the person first.
    """
    found = standings(aids)
    tried = set(
        Debit.objects.filter(aid__in=found, state__in=["collected", "returned"])
        .order_by()
        .values_list("line", flat=True)
    )
    rows = []
    for aid in aids:
        one = collectable(found.get(aid.pk), day, tried) if aid.pk in found else None
        if one is not None:
            line = found[aid.pk].lines[one.number]
            rows.append(Candidate(aid, line, one.amount, not aid.was_used))
    return rows


def collectable(
    standing: Standing | None, day: date, tried: set[int]
) -> Instalment | None:
    if standing is None:
        return None
    due = (one for one in standing.left if one.due <= day)
    return next(
        (one for one in due if standing.lines[one.number].pk not in tried), None
    )


# What was made


STATES = {
    "announced": ("info", _("Announced")),
    "ordered": ("warn", _("With the bank")),
    "collected": ("ok", _("Collected")),
    "stopped": ("plain", _("Stopped")),
}


def batch_list() -> QuerySet[DebitBatch]:
    """Return the batches, the latest first: ``total`` (EUR), ``many`` and ``live``."""
    wanted = ~Q(debits__state=Debit.State.STOPPED)
    return DebitBatch.objects.annotate(
        many=Count("debits", filter=wanted),
        total=Sum("debits__amount", filter=wanted, default=Decimal("0.00")),
        live=Count("debits", filter=Q(debits__state__in=Debit.LIVE)),
    ).order_by("-day", "-pk")


def batch_state(batch: DebitBatch) -> str:
    """``batch``: of ``batch_list``."""
    if batch.collected_at is not None:
        return "collected"
    if not batch.live:
        return "stopped"
    return "ordered" if batch.ordered_at is not None else "announced"


def debits_of(batch: DebitBatch) -> list[Debit]:
    """Return what a batch takes, by code: one statement."""
    rows = batch.debits.select_related("aid__request__applicant", "line", "repayment")
    return list(rows.order_by("aid__code"))
