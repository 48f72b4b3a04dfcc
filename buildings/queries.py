"""What a building is: reads across models."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import (
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, JSONObject

from buildings import see_as
from buildings.models import (
    Arrival,
    Building,
    Consent,
    Firm,
    Holding,
    HoldingMember,
    Invitation,
    KeyPart,
    KeyVersion,
    Lot,
    Mandate,
    Owner,
    Ownership,
)
from buildings.models.ownership import SortName
from koprogo.audit.models import AuditEvent
from koprogo.tenancy.models import Tenant

__all__ = [
    "Completeness",
    "HeldLot",
    "Registered",
    "address_of",
    "all_visible_periods",
    "completeness",
    "consents_to",
    "holders_on",
    "holding_owners",
    "holdings_of_owner",
    "holdings_with_lots",
    "invitations_of",
    "key_parts",
    "looks_at",
    "lot_list",
    "lots_in_versions",
    "lots_of_holding",
    "lots_without_holder",
    "named",
    "named_holdings",
    "owners_to_invite",
    "parts_of_lot",
    "periods_of_lot",
    "register",
    "running_mandate",
    "syndic_of",
    "versions_in_force",
    "visible_holdings",
    "visible_owners",
    "visible_periods",
    "writer_of",
]


@dataclass(frozen=True, slots=True)
class Completeness:
    """Why a building may not call funds yet, and who waits to be let in.

    ``lots``: how many, cellars included. ``arrivals``: who typed the code of the hall.
    """

    lots: int
    lots_total: int
    deed_total: int
    lots_without_holder: int
    arrivals: int
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
    """Tell whether funds may be called: lots add up to the deed, each has a holder.

    One statement: the overview, where much is asked, begins with it.
    """
    counted = JSONObject(
        lots=Count("pk"),
        total=Sum("shares"),
        without_holder=Count("pk", filter=_without_holder(on)),
    )
    waiting = Arrival.objects.waiting().filter(tenant=building.pk)
    lots, arrivals = Building.objects.values_list(
        Subquery(_together(Lot.objects.all(), counted)),
        Coalesce(Subquery(_together(waiting, Count("pk"))), 0),
    ).get()
    found = lots or {"lots": 0, "total": 0, "without_holder": 0}
    return Completeness(
        lots=found["lots"],
        lots_total=found["total"],
        deed_total=building.deed_total,
        lots_without_holder=found["without_holder"],
        arrivals=arrivals,
        has_kbo=bool(building.kbo),
        has_working_iban=bool(building.working_iban),
    )


def _together(rows: QuerySet, answer) -> QuerySet:
    return rows.order_by().values("tenant").annotate(answer=answer).values("answer")


def _without_holder(day: date) -> Q:
    held = Ownership.objects.on(day).filter(lot=OuterRef("pk"))
    return Q(shares__gt=0) & ~Exists(held)


def named_holdings(holdings=None):
    """Return holdings with their members and owners at hand: two statements."""
    queryset = Holding.objects.all() if holdings is None else holdings
    members = HoldingMember.objects.select_related("owner")
    return queryset.prefetch_related(Prefetch("members", members))


def holders_on(day: date) -> dict[int, int]:
    """Return the holding of each lot (primary keys) on ``day``."""
    return dict(Ownership.objects.on(day).values_list("lot_id", "holding_id"))


def versions_in_force(keys, *, on: date) -> dict[int, KeyVersion]:
    """Return the version of each key (by primary key of the key) on ``day``."""
    versions = KeyVersion.objects.filter(key__in=keys).in_force(on)
    return {version.key_id: version for version in versions}


def lots_in_versions(versions: Iterable[KeyVersion]) -> dict[int, int]:
    """Return, by version, how many lots have a part in it."""
    counted = (
        KeyPart.objects.filter(version__in=versions)
        .values("version_id")
        .annotate(lots=Count("pk"))
    )
    return dict(counted.values_list("version_id", "lots"))


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


def lot_list(*, on: date) -> QuerySet[Lot]:
    """Return the lots in the order of the deed.

    Each has ``running``: its period of ownership on that day, with the names at hand,
    or nothing. Three statements.
    """
    running = _with_names(Ownership.objects.on(on))
    return Lot.objects.prefetch_related(
        Prefetch("ownerships", running, to_attr="running")
    )


def lots_without_holder(*, on: date) -> QuerySet[Lot]:
    """Return the lots with shares that nobody holds on that day."""
    return lot_list(on=on).filter(_without_holder(on))


def periods_of_lot(lot: Lot) -> QuerySet[Ownership]:
    """Return who held a lot from when until when, the latest first."""
    return _with_names(lot.ownerships.order_by("-since"))


def visible_periods(lot: Lot, *, keeper: bool, on: date) -> QuerySet[Ownership]:
    """Return who holds a lot; who held it in the past, for who keeps the register."""
    return _for_keeper(periods_of_lot(lot), keeper=keeper, on=on)


def all_visible_periods(*, keeper: bool, on: date) -> QuerySet[Ownership]:
    """Return the same of all lots, in the order of the deed, the latest first."""
    periods = Ownership.objects.select_related("lot")
    periods = periods.order_by("lot__position", "lot", "-since")
    return _for_keeper(_with_names(periods), keeper=keeper, on=on)


def _for_keeper(
    periods: QuerySet[Ownership], *, keeper: bool, on: date
) -> QuerySet[Ownership]:
    return periods if keeper else periods.filter(Q(until=None) | Q(until__gt=on))


def _with_names(periods: QuerySet[Ownership]) -> QuerySet[Ownership]:
    members = HoldingMember.objects.select_related("owner")
    return periods.select_related("holding").prefetch_related(
        Prefetch("holding__members", members)
    )


def parts_of_lot(lot: Lot, *, on: date) -> QuerySet[KeyPart]:
    """Return what a lot bears in each key in force on that day."""
    versions = KeyVersion.objects.in_force(on).values("pk")
    return (
        KeyPart.objects.filter(lot=lot, version__in=versions)
        .select_related("version__key")
        .order_by("version__key__kind", "version__key__code")
    )


@dataclass(frozen=True, slots=True)
class HeldLot:
    """A lot that an owner holds. ``alone``: he has the full ownership of all of it."""

    lot: Lot
    alone: bool


@dataclass(frozen=True, slots=True)
class Registered:
    """A line of the register: an owner and his lots on a day (art. 3.89 §5)."""

    owner: Owner
    lots: list[HeldLot]

    @property
    def shares(self) -> int:
        """The shares of these lots; those of a lot with several holders are whole."""
        return sum(held.lot.shares for held in self.lots)


def holding_owners(*, on: date) -> QuerySet[Owner]:
    """Return the owners who hold a lot on that day, alone or with others."""
    held = Ownership.objects.on(on).filter(holding__members__owner=OuterRef("pk"))
    return Owner.objects.filter(Exists(held))


def holdings_of_owner(owner: Owner, *, on: date) -> QuerySet[Holding]:
    """Return his holdings with their members; ``running``: their lots on that day."""
    return holdings_with_lots(Holding.objects.filter(members__owner=owner), on=on)


def holdings_with_lots(holdings: QuerySet[Holding], *, on: date) -> QuerySet[Holding]:
    """Return holdings, by code, with members and owners; ``running``: lots that day."""
    return (
        named_holdings(holdings)
        .prefetch_related(Prefetch("ownerships", _with_lots(on), to_attr="running"))
        .order_by("code", "pk")
    )


def visible_holdings(*, keeper: bool, on: date) -> QuerySet[Holding]:
    """Return the holdings with a lot on that day; all, for who keeps the register."""
    if keeper:
        return Holding.objects.all()
    return Holding.objects.filter(pk__in=Ownership.objects.on(on).values("holding"))


def lots_of_holding(holding: Holding, *, on: date) -> QuerySet[Lot]:
    """Return the lots that a holding has on that day."""
    held = Ownership.objects.on(on).filter(holding=holding).values("lot")
    return Lot.objects.filter(pk__in=held)


def visible_owners(*, keeper: bool, on: date) -> QuerySet[Owner]:
    """Return who holds something on that day; all, for who keeps the register."""
    return Owner.objects.all() if keeper else holding_owners(on=on)


def named(owners: QuerySet[Owner], search: str) -> QuerySet[Owner]:
    """Return the owners whose name has all words of ``search``, accents aside."""
    for word in search.split():
        owners = owners.filter(sort_name__contains=SortName(Value(word), Value("")))
    return owners


def register(owners: QuerySet[Owner], *, on: date) -> list[Registered]:
    """Return the lines of the register for these owners: three statements."""
    memberships = HoldingMember.objects.select_related("holding").prefetch_related(
        Prefetch("holding__ownerships", _with_lots(on), to_attr="running")
    )
    found = owners.prefetch_related(Prefetch("memberships", memberships))
    return [Registered(owner, _held_lots(owner)) for owner in found]


def _with_lots(day: date) -> QuerySet[Ownership]:
    periods = Ownership.objects.on(day).select_related("lot")
    return periods.order_by("lot__position", "lot")


def _held_lots(owner: Owner) -> list[HeldLot]:
    held = [
        HeldLot(period.lot, alone=member.full == member.holding.parts)
        for member in owner.memberships.all()
        for period in member.holding.running
    ]
    return sorted(held, key=lambda one: one.lot.position)


def consents_to(purpose: str, *, of: str) -> Exists:
    """Whether the owner in the column ``of`` accepted this individually, explicitly and
    in writing (art. 3.87 §3). ``purpose``: of ``Consent.Purpose``.
    """
    given = Consent.objects.standing().filter(owner=OuterRef(of), purpose=purpose)
    return Exists(given)


def address_of(owner: Owner) -> str:
    """Return where he gets e-mail: as the register says, else where he signs in."""
    return owner.email or (owner.user.email if owner.user else "")


def syndic_of(tenant_id: int, *, on: date) -> Firm | None:
    """Return the firm whose mandate runs on that day, its logo at hand."""
    mandate = running_mandate(tenant_id, on=on)
    return mandate.firm if mandate else None


def writer_of(association: Building, *, on: date) -> Firm | None:
    """Return who writes in its name on that day: its syndic; the ASBL writes itself.

    None: no firm has a mandate.
    """
    if association.tenant.kind != Tenant.Kind.ASBL:
        return syndic_of(association.pk, on=on)
    return Firm(
        name=association.name,
        kbo=association.kbo,
        street=association.street,
        postal_code=association.postal_code,
        city=association.city,
    )


def running_mandate(tenant_id: int, *, on: date) -> Mandate | None:
    """Return the mandate that runs on that day, with its firm and the firm's logo."""
    running = Mandate.objects.on(on).filter(tenant=tenant_id)
    return running.select_related("firm__logo").first()


def invitations_of(building: Building) -> QuerySet[Invitation]:
    """Return the invitations to a building, the latest first."""
    return Invitation.objects.filter(tenant=building.pk)


def owners_to_invite(*, on: date, moment: datetime) -> QuerySet[Owner]:
    """Return who holds a lot on that day and has no account.

    ``invited_until``: when the invitation that is open at ``moment`` expires, or None.
    """
    open_ones = Invitation.objects.open(moment).filter(
        tenant=OuterRef("tenant"), owner_id=OuterRef("pk")
    )
    found = holding_owners(on=on).filter(user=None)
    return found.annotate(invited_until=Subquery(open_ones.values("expires_at")[:1]))


def looks_at(owner: Owner) -> QuerySet[AuditEvent]:
    """Return when somebody of the syndic's office saw the pages as this owner."""
    found = AuditEvent.objects.filter(
        action=see_as.STARTED, target=f"{owner._meta.label}:{owner.pk}"
    )
    return found.select_related("actor").order_by("-at", "-pk")
