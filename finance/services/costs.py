"""Costs are written with the entry that books them, and turned round with its mirror."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from buildings.models import AllocationKey, Lot
from buildings.queries import versions_in_force
from buildings.services import freeze_versions
from finance.errors import KeyNotInForce
from finance.models import Basis, Cost, InvoiceLine, MeterGroup, Works
from koprogo.ledger.models import Account, Entry


@dataclass(frozen=True, slots=True)
class CostDraft:
    """A cost to be: EUR (debit minus credit) on an account, and what divides it.

    ``since``/``until``: the period covered, half-open, or none of its own.
    """

    account: str
    amount: Decimal
    label: str
    basis: str = Basis.KEY
    key: AllocationKey | None = None
    meters: MeterGroup | None = None
    lot: Lot | None = None
    since: date | None = None
    until: date | None = None
    occupant_percent: int = 0
    withdrawal: bool = False
    works: Works | None = None
    line: InvoiceLine | None = None


def write_costs(entry: Entry, drafts: Sequence[CostDraft]) -> list[Cost]:
    """Keep what a posted entry costs whom: a constant number of statements.

    The version of each key is the one of the day of the entry, and is frozen.

    Raises:
        KeyNotInForce: a key has no version on that day.
    """
    keys = {draft.key.pk for draft in drafts if draft.key is not None}
    versions = versions_in_force(keys, on=entry.date)
    for draft in drafts:
        if draft.key is not None and draft.key.pk not in versions:
            raise KeyNotInForce(draft.key)
    freeze_versions([version.pk for version in versions.values()])
    codes = {draft.account for draft in drafts}
    accounts = dict(Account.objects.filter(code__in=codes).values_list("code", "pk"))
    return Cost.objects.bulk_create(
        Cost(
            entry=entry,
            position=position,
            account_id=accounts[draft.account],
            amount=draft.amount,
            label=draft.label,
            basis=draft.basis,
            key=draft.key,
            version=versions[draft.key.pk] if draft.key else None,
            meters=draft.meters,
            lot=draft.lot,
            since=draft.since,
            until=draft.until,
            occupant_percent=draft.occupant_percent,
            withdrawal=draft.withdrawal,
            works=draft.works,
            line=draft.line,
        )
        for position, draft in enumerate(drafts, start=1)
    )


def turn_costs(entry: Entry, mirror: Entry) -> list[Cost]:
    """Write for the mirror of an entry what undoes its costs."""
    turned = list(entry.costs.order_by("position"))
    for cost in turned:
        cost.pk, cost.uuid = None, Cost._meta.get_field("uuid").get_default()
        cost.entry, cost.amount = mirror, -cost.amount
        cost._state.adding = True
    return Cost.objects.bulk_create(turned)
