"""What a building is: reads across models."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Sum

from buildings.models import (
    Building,
    Holding,
    HoldingMember,
    KeyPart,
    KeyVersion,
    Lot,
    Ownership,
)

__all__ = [
    "Completeness",
    "completeness",
    "holders_on",
    "key_parts",
    "named_holdings",
    "versions_in_force",
]


@dataclass(frozen=True, slots=True)
class Completeness:
    """Why a building may not call funds yet; all empty when it may."""

    lots_total: int
    deed_total: int
    lots_without_holder: int
    has_kbo: bool
    has_working_iban: bool

    @property
    def adds_up(self) -> bool:
        return self.lots_total == self.deed_total

    @property
    def is_complete(self) -> bool:
        return (
            self.adds_up
            and not self.lots_without_holder
            and self.has_kbo
            and self.has_working_iban
        )


def completeness(building: Building, *, on: date) -> Completeness:
    """Tell whether funds may be called: lots add up to the deed, each has a holder."""
    held = Ownership.objects.on(on).values("lot_id")
    lots = Lot.objects.filter(shares__gt=0)
    return Completeness(
        lots_total=lots.aggregate(total=Sum("shares"))["total"] or 0,
        deed_total=building.deed_total,
        lots_without_holder=lots.exclude(pk__in=held).count(),
        has_kbo=bool(building.kbo),
        has_working_iban=bool(building.working_iban),
    )


def named_holdings(holdings=None):
    """Return holdings with their members and owners at hand: three statements."""
    queryset = Holding.objects.all() if holdings is None else holdings
    members = HoldingMember.objects.select_related("owner")
    return queryset.select_related("representative").prefetch_related(
        Prefetch("members", members)
    )


def holders_on(day: date) -> dict[int, int]:
    """Return the holding of each lot (primary keys) on ``day``."""
    return dict(Ownership.objects.on(day).values_list("lot_id", "holding_id"))


def versions_in_force(keys, *, on: date) -> dict[int, KeyVersion]:
    """Return the version of each key (by primary key of the key) on ``day``."""
    versions = KeyVersion.objects.filter(key__in=keys).in_force(on)
    return {version.key_id: version for version in versions}


def key_parts(versions: Mapping[int, KeyVersion]) -> dict[int, dict[int, int]]:
    """Return, by version, the parts of each lot in the order of the deed."""
    found: dict[int, dict[int, int]] = {version.pk: {} for version in versions.values()}
    rows = (
        KeyPart.objects.filter(version__in=found)
        .order_by("lot__position", "lot_id")
        .values_list("version_id", "lot_id", "parts")
    )
    for version_id, lot_id, parts in rows:
        found[version_id][lot_id] = parts
    return found
