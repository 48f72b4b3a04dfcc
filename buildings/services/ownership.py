from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.db import transaction
from django.db.models import Max, Q

from buildings.errors import HoldingIncomplete, LotTaken, NotTheLatest
from buildings.models import (
    Building,
    Holding,
    HoldingMember,
    Lot,
    Owner,
    Ownership,
)
from buildings.services.changes import save_changes
from koprogo.audit.services import record
from koprogo.ledger.models import Party
from koprogo.tenancy import current_tenant_id

# The ten digits of a structured communication: five for the tenant, five for the
# account holder. It identifies within the association's bank account.
HOLDERS_PER_TENANT = 100_000


@dataclass(frozen=True, slots=True)
class Member:
    """One holder's rights, as numerators over the holding's parts."""

    owner: Owner
    full: int = 0
    bare: int = 0
    usufruct: int = 0


@transaction.atomic
def create_owner(*, by, code: str = "", **fields) -> Owner:
    """Add a person or a company to the register; without a code it gets a free one."""
    Building.objects.select_for_update().get()
    owner = Owner.objects.create(code=code or _free_code(Owner, "P"), **fields)
    record("owner.created", target=owner, by=by, code=owner.code)
    return owner


@transaction.atomic
def update_owner(owner: Owner, *, by, **fields) -> Owner:
    owner = Owner.objects.select_for_update().get(pk=owner.pk)
    return save_changes(owner, by=by, action="owner.changed", **fields)


@transaction.atomic
def create_holding(
    *,
    members: Sequence[Member],
    by,
    code: str = "",
    parts: int = 1,
    representative: Owner | None = None,
) -> Holding:
    """Create an account holder: one owner, or co-holders who are jointly liable.

    Without a code it gets a free one.

    Raises:
        HoldingIncomplete: full + bare or full + usufruct is not ``parts``.
    """
    bare = sum(member.full + member.bare for member in members)
    usufruct = sum(member.full + member.usufruct for member in members)
    if bare != parts or usufruct != parts:
        raise HoldingIncomplete(bare, usufruct, parts)
    party = create_parties(1)[0]
    holding = Holding.objects.create(
        code=code or _free_code(Holding, "H"),
        parts=parts,
        party=party,
        representative=members[0].owner if len(members) == 1 else representative,
    )
    HoldingMember.objects.bulk_create(
        HoldingMember(
            holding=holding,
            owner=member.owner,
            full=member.full,
            bare=member.bare,
            usufruct=member.usufruct,
        )
        for member in members
    )
    record("holding.created", target=holding, by=by, code=holding.code)
    return holding


def _free_code(model, letter: str) -> str:
    """Return the first of P1, P2 … that no row has. The caller locks the building."""
    taken = set(
        model.objects.filter(code__startswith=letter).values_list("code", flat=True)
    )
    return next(code for n in count(1) if (code := f"{letter}{n}") not in taken)


def create_parties(number: int) -> list[Party]:
    """Give ``number`` account holders their accounts and permanent references."""
    Building.objects.select_for_update().get()
    first = current_tenant_id() % HOLDERS_PER_TENANT * HOLDERS_PER_TENANT
    last = Party.objects.aggregate(last=Max("reference_base"))["last"] or first
    return Party.objects.bulk_create(
        Party(reference_base=last + step) for step in range(1, number + 1)
    )


@transaction.atomic
def set_representative(holding: Holding, *, representative: Owner, by) -> Holding:
    """Record whom the holders named, in writing, as their one representative."""
    holding = Holding.objects.select_for_update().get(pk=holding.pk)
    return save_changes(
        holding,
        by=by,
        action="holding.representative_named",
        representative=representative,
    )


@transaction.atomic
def hand_over_lot(lot: Lot, *, holding: Holding, since: date, by) -> Ownership:
    """Give a lot to a holding from ``since`` on; whoever held it until then stops.

    The buyer has the day of the deed.

    Raises:
        LotTaken: a period begins on that day or later already.
    """
    Building.objects.select_for_update().get()
    periods = Ownership.objects.filter(lot=lot)
    if periods.filter(Q(since__gte=since) | Q(until__gt=since)).exists():
        raise LotTaken(lot)
    periods.filter(until=None).update(until=since)
    period = Ownership.objects.create(lot=lot, holding=holding, since=since)
    record("lot.handed_over", target=lot, by=by, to=holding.code, since=str(since))
    return period


@transaction.atomic
def undo_hand_over(lot: Lot, *, since: date, by) -> None:
    """Take back the latest change of owner, that of the day ``since``: a mistake.

    Whoever held the lot until that day holds it again. Calls keep the debtors they
    were issued to.

    Raises:
        NotTheLatest: the lot's latest period does not begin on that day.
    """
    Building.objects.select_for_update().get()
    periods = Ownership.objects.filter(lot=lot)
    latest = periods.select_related("holding").last()
    if latest is None or latest.since != since:
        raise NotTheLatest(lot)
    latest.delete()
    periods.filter(until=since).update(until=None)
    record(
        "lot.hand_over_undone",
        target=lot,
        by=by,
        to=latest.holding.code,
        since=str(since),
    )
