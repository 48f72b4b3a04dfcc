"""What a decision would cost whom: divided as a call for funds would divide it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from buildings.access import Access, Permission
from buildings.models import AllocationKey, Holding, KeyVersion, Lot
from buildings.queries import holders_on, key_parts, named_holdings
from finance.allocation import AllocationError, explain_all
from finance.charging.explanation import Step
from finance.division import HolderPart, Item, Unheld, divide
from finance.queries import holdings_of
from finance.queries.explanation import ExplainedStep
from governance.models import AgendaItem
from koprogo.money import from_cents, to_cents

ZERO = Decimal("0.00")
SHARES = AllocationKey.Kind.SHARES


@dataclass(frozen=True, slots=True)
class Divided:
    """The amount of a point, over the lots of a version of its key.

    ``holders``: what each holding bears, in the order of the deed.
    """

    item: AgendaItem
    key: AllocationKey
    parts: dict[int, int]
    holders: list[HolderPart]


def divide_items(items: Iterable[AgendaItem], *, on: date) -> dict[int, Divided]:
    """Divide the amounts of points (by primary key) over the holders of a day.

    As ``finance.queries.division_of`` does for a call, but a point that cannot be
    divided yet is left out: without an amount, by a key that is not in force, or with
    a lot that nobody holds.
    """
    priced = [item for item in items if item.amount]
    if not priced:
        return {}
    versions = _versions(priced, on)
    parts, holders = key_parts(versions), holders_on(on)
    found = {}
    for item in priced:
        version = _version_of(item, versions)
        if version is None:
            continue
        try:
            found[item.pk] = _divided(item, version.key, parts[version.pk], holders)
        except (Unheld, AllocationError):
            continue
    return found


def _versions(items: Iterable[AgendaItem], day: date) -> dict[int, KeyVersion]:
    """Return the versions of their keys on a day, and of the shares: no key is those."""
    named = Q(key__in={item.key_id for item in items if item.key_id})
    found = KeyVersion.objects.filter(named | Q(key__kind=SHARES)).in_force(day)
    return {version.key_id: version for version in found.select_related("key")}


def _version_of(item: AgendaItem, versions: dict[int, KeyVersion]) -> KeyVersion | None:
    if item.key_id:
        return versions.get(item.key_id)
    return next((v for v in versions.values() if v.key.kind == SHARES), None)


def _divided(item, key, parts: dict[int, int], holders: dict[int, int]) -> Divided:
    whole = Item(id=item.pk, amount=item.amount, for_reserve=False, parts=parts)
    return Divided(item, key, parts, divide([whole], holders))


# Mine


def own_parts(divided: dict[int, Divided], access: Access) -> dict[int, Decimal] | None:
    """Return what each point would cost this person (by primary key), EUR.

    None: he holds nothing.
    """
    mine = _mine(access) if divided else set()
    if not mine:
        return None
    return {
        pk: sum((h.total for h in one.holders if h.holding_id in mine), ZERO)
        for pk, one in divided.items()
    }


def _mine(access: Access) -> set[int]:
    if not access.allows(Permission.TAKE_PART):
        return set()
    return set(holdings_of(access).values_list("pk", flat=True))


def own_steps(divided: Divided, access: Access) -> list[ExplainedStep]:
    """Return the part of each lot of this person, with its arithmetic."""
    mine = _mine(access)
    own = [
        part.lot_id
        for holder in divided.holders
        if holder.holding_id in mine
        for part in holder.lots
    ]
    lots = Lot.objects.in_bulk(own)
    explained = explain_all(divided.item.amount, divided.parts)
    return [
        ExplainedStep(
            what=divided.item.title,
            lot=lots[lot_id],
            by=divided.key,
            step=_step(explained[lot_id]),
        )
        for lot_id in own
    ]


def _step(part) -> Step:
    cents = to_cents(part.amount)
    return Step(
        amount=part.amount,
        parts=part.share,
        total=part.total,
        exact=Decimal(cents * part.share * 100 // part.total).scaleb(-4),
        whole=from_cents(part.whole_cents),
        extra_cent=part.extra_cent,
        part=part.part,
    )


# Everybody's


@dataclass(frozen=True, slots=True)
class HolderCost:
    """What the lots of a holding bear of a point: parts of the key, EUR."""

    holding: Holding
    parts: int
    amount: Decimal


def cost_of_each(holders: Sequence[HolderPart]) -> list[HolderCost]:
    """Return what these account holders would pay, with their names: three statements."""
    keys = [holder.holding_id for holder in holders]
    named = {one.pk: one for one in named_holdings(Holding.objects.filter(pk__in=keys))}
    return [
        HolderCost(
            named[holder.holding_id],
            sum(part.parts for part in holder.lots),
            holder.total,
        )
        for holder in holders
    ]
