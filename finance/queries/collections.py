"""Mandates of account holders, what may be collected by them, and what was."""

from collections import defaultdict
from collections.abc import Collection as Keys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import (
    F,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
)
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from buildings.models import Holding, HoldingMember, Owner
from finance.arrears_plan import Instalment
from finance.bank.statement import NO_REASON
from finance.collecting import has_lapsed, is_in_transit, to_collect
from finance.models import (
    BankMovement,
    CollectedAmount,
    Collection,
    DebitMandate,
    MovementMatch,
    Payment,
)
from finance.queries.accounts import settlements
from finance.queries.lateness import running_plans, still_open
from koprogo.notifications.models import Delivery

ZERO = Decimal("0.00")


def collection_event(collection: Collection) -> str:
    """Return what the announcements of a collection are called in the outbox."""
    return f"collection:{collection.uuid}"


def mandate_list() -> QuerySet[DebitMandate]:
    """Return the mandates, those that run first, each with its holding and names.

    ``used_on``: the day of the last collection that was not given up; None: never.
    """
    members = HoldingMember.objects.select_related("owner").order_by("pk")
    standing = Q(collected__collection__given_up_at=None)
    return (
        DebitMandate.objects.select_related("holding__party", "holding__representative")
        .prefetch_related(Prefetch("holding__members", members))
        .annotate(used_on=Max("collected__collection__date", filter=standing))
        .order_by(F("revoked_on").desc(nulls_first=True), "holding__code", "pk")
    )


def running_mandates(holdings: Iterable[int]) -> list[DebitMandate]:
    """Return the mandates of these holdings (primary keys) that run: one statement."""
    found = DebitMandate.objects.filter(holding__in=list(holdings), revoked_on=None)
    return list(found.select_related("holding").order_by("holding__code"))


def with_mandates(holdings: QuerySet[Holding]) -> QuerySet[Holding]:
    """Return holdings with the mandate of each that runs; None where there is none.

    ``mandate_reference``, ``mandate_iban`` and ``mandate_signed_on``.
    """
    running = DebitMandate.objects.filter(holding=OuterRef("pk"), revoked_on=None)
    return holdings.annotate(
        mandate_reference=Subquery(running.values("reference")),
        mandate_iban=Subquery(running.values("iban")),
        mandate_signed_on=Subquery(running.values("signed_on")),
    )


class MandateState(TextChoices):
    RUNNING = "running", _("Running")
    LAPSED = "lapsed", _("Lapsed: not used for 36 months")
    REVOKED = "revoked", pgettext_lazy("mandate", "Revoked")


def mandate_state(mandate: DebitMandate, *, on: date) -> MandateState:
    """``mandate``: of ``mandate_list``."""
    if mandate.revoked_on is not None:
        return MandateState.REVOKED
    if has_lapsed(mandate.used_on or mandate.signed_on, on=on):
        return MandateState.LAPSED
    return MandateState.RUNNING


@dataclass(frozen=True, slots=True)
class Collectable:
    """What one mandate may take on a day, in EUR; ``first``: the first time."""

    mandate: DebitMandate
    amount: Decimal
    in_plan: bool

    @property
    def first(self) -> bool:
        return self.mandate.used_on is None


def collectables(
    mandates: Iterable[DebitMandate], *, on: date, today: date
) -> list[Collectable]:
    """Return what these mandates (of ``mandate_list``) may take: three statements.

    Only what is due by the day and not under way; nobody of whom that is nothing.
    """
    running = [
        one for one in mandates if mandate_state(one, on=on) == MandateState.RUNNING
    ]
    keys = [one.holding_id for one in running]
    settled = settlements(keys)
    plans = {
        plan.holding_id: [
            Instalment(one.due_on, one.amount) for one in plan.instalments.all()
        ]
        for plan in running_plans().filter(holding__in=keys)
    }
    in_transit = _in_transit(keys, today=today)
    found = [
        Collectable(
            one,
            to_collect(
                still_open(settled[one.holding_id]),
                on=on,
                plan=plans.get(one.holding_id, ()),
                in_transit=in_transit[one.holding_id],
            ),
            in_plan=one.holding_id in plans,
        )
        for one in running
    ]
    return [one for one in found if one.amount]


def _in_transit(holdings: Keys[int], *, today: date) -> dict[int, Decimal]:
    rows = CollectedAmount.objects.filter(
        mandate__holding__in=holdings, collection__given_up_at=None
    )
    sums: dict[int, Decimal] = defaultdict(Decimal)
    values = rows.values_list("mandate__holding", "collection__date", "amount")
    for holding, day, amount in values:
        if is_in_transit(day, today=today):
            sums[holding] += amount
    return sums


# What was collected


class CollectionState(TextChoices):
    """What became of a file of direct debits."""

    ANNOUNCED = "announced", _("Announced")
    COLLECTED = "collected", _("Collected")
    GIVEN_UP = "given_up", pgettext_lazy("file for the bank", "Given up")


@dataclass(frozen=True, slots=True)
class ShownAmount:
    """What is taken from one holding: how he was told, and whether it arrived.

    ``told``: the e-mails in the outbox; none: he has to be told by a letter.
    ``returned``: why the bank gave it back, a code of ISO 20022; None: it did not.
    """

    row: CollectedAmount
    told: Sequence[Delivery]
    is_received: bool
    returned: str | None = None

    @property
    def holding(self) -> Holding:
        return self.row.mandate.holding


@dataclass(frozen=True, slots=True)
class ShownCollection:
    """A file of direct debits with its sum (EUR) and number of debtors."""

    collection: Collection
    rows: Sequence[CollectedAmount]

    @property
    def total(self) -> Decimal:
        return sum((row.amount for row in self.rows), ZERO)

    @property
    def debtors(self) -> int:
        return len(self.rows)

    @property
    def state(self) -> CollectionState:
        if self.collection.given_up_at is not None:
            return CollectionState.GIVEN_UP
        if self.collection.date < timezone.localdate():
            return CollectionState.COLLECTED
        return CollectionState.ANNOUNCED


def collection_list() -> QuerySet[Collection]:
    """Return the collections, the latest first, each with its amounts at hand."""
    rows = CollectedAmount.objects.order_by("pk")
    return Collection.objects.prefetch_related(Prefetch("amounts", rows))


def shown_collections(found: Iterable[Collection]) -> list[ShownCollection]:
    """Return rows of ``collection_list`` with their sums: no further statement."""
    return [ShownCollection(one, list(one.amounts.all())) for one in found]


def amounts_of(collection: Collection) -> list[ShownAmount]:
    """Return what a collection takes from whom: six statements."""
    members = HoldingMember.objects.select_related("owner").order_by("pk")
    rows = list(
        collection.amounts.select_related("mandate__holding__representative")
        .prefetch_related(Prefetch("mandate__holding__members", members))
        .order_by("mandate__holding__code")
    )
    mails = Delivery.objects.filter(event=collection_event(collection))
    told = {one.recipient: one for one in mails}
    arrived, reasons = received(rows), returned(rows)
    return [
        ShownAmount(
            row,
            [
                told[recipient(owner)]
                for owner in people_of(row.mandate.holding)
                if recipient(owner) in told
            ],
            row.pk in arrived,
            None if row.pk in arrived else reasons.get(row.pk),
        )
        for row in rows
    ]


def people_of(holding: Holding) -> list[Owner]:
    """Return who of a holding is told: its representative, or else all of them."""
    if holding.representative is not None:
        return [holding.representative]
    return [member.owner for member in holding.members.all()]


def recipient(owner: Owner) -> str:
    """Return what the outbox calls him: who tells him something there."""
    return f"owner:{owner.uuid}"


def received(rows: Sequence[CollectedAmount]) -> set[int]:
    """Return which of these amounts the bank booked since their day: one statement."""
    payments = Payment.objects.standing().filter(
        holding__in={row.mandate.holding_id for row in rows},
        date__gte=min((row.collection.date for row in rows), default=date.max),
    )
    last = {
        (holding, amount): day
        for holding, amount, day in payments.order_by("date").values_list(
            "holding", "amount", "date"
        )
    }
    return {
        row.pk
        for row in rows
        if last.get((row.mandate.holding_id, row.amount), date.min)
        >= row.collection.date
    }


def returned(rows: Sequence[CollectedAmount]) -> dict[int, str]:
    """Return why the bank gave amounts back, since their day: two statements."""
    payments = Payment.objects.filter(
        holding__in={row.mandate.holding_id for row in rows},
        date__gte=min((row.collection.date for row in rows), default=date.max),
        entry__mirror__source__startswith=MovementMatch.TAKEN_BACK,
    )
    names = {
        f"{MovementMatch.CAME_BACK}{match}": (holding, amount)
        for match, holding, amount in payments.values_list(
            "match__uuid", "holding", "amount"
        )
    }
    movements = BankMovement.objects.filter(
        matches__entry__source__in=names, amount__lt=0
    )
    found = {
        names[source]: reason or NO_REASON
        for source, reason in movements.values_list(
            "matches__entry__source", "return_reason"
        )
    }
    keys = {row.pk: (row.mandate.holding_id, row.amount) for row in rows}
    return {pk: found[key] for pk, key in keys.items() if key in found}
