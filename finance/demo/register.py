"""Writes a whole building from its tables: lots, owners, holdings, keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from buildings import services
from buildings.models import Building, Holding, Lot, Owner
from koprogo.accounts.models import User
from koprogo.tenancy import enter

SINCE = date(2021, 3, 1)


@dataclass(frozen=True, slots=True)
class LotRow:
    """A lot with its first holder; ``belongs_to`` is the flat of a cellar or garage."""

    code: str
    kind: Lot.Kind
    name: str
    floor: str
    shares: int
    holder: str
    belongs_to: str = ""


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """An owner; ``user`` is the key of the person who signs in as this owner."""

    code: str
    last_name: str
    first_name: str = ""
    language: str = "fr"
    email: str = ""
    user: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SharedRow:
    """Co-holders: (owner, full, bare, usufruct) over ``parts``."""

    code: str
    parts: int
    members: Sequence[tuple[str, int, int, int]]
    representative: str = ""


@dataclass(frozen=True, slots=True)
class KeyRow:
    code: str
    name: str
    parts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Tables:
    """All of a building. ``deed`` are the arguments of ``create_building``."""

    deed: Mapping[str, object]
    lots: Sequence[LotRow]
    owners: Sequence[OwnerRow]
    shared: Sequence[SharedRow] = ()
    keys: Sequence[KeyRow] = ()


def write(tables: Tables, *, users: Mapping[str, User], by: User) -> Building:
    """Create the building of these tables through the services, as ``by``."""
    building = services.create_building(**tables.deed, by=by)
    home = {name: tables.deed[name] for name in ("street", "postal_code", "city")}
    with enter(building.pk, by=by):
        owners = {row.code: _owner(row, home, users, by) for row in tables.owners}
        holdings = _holdings(tables, owners, by)
        lots = _lots(tables.lots, holdings, by)
        for key in tables.keys:
            parts = {lots[code].pk: number for code, number in key.parts.items()}
            services.create_key(code=key.code, name=key.name, parts=parts, by=by)
    return building


def sell(codes: Sequence[str], *, to: str, since: date, by: User) -> None:
    """Hand lots over to the holding ``to``, in the building entered."""
    buyer = Holding.objects.get(code=to)
    for lot in Lot.objects.filter(code__in=codes):
        services.hand_over_lot(lot, holding=buyer, since=since, by=by)


def _owner(row: OwnerRow, home, users, by) -> Owner:
    channel = Owner.Channel.EMAIL if row.email else Owner.Channel.POST
    owner = services.create_owner(
        code=row.code,
        last_name=row.last_name,
        first_name=row.first_name,
        language=row.language,
        email=row.email,
        channel=channel,
        by=by,
        **home | row.fields,
    )
    if row.user:
        services.link_owner(owner, user=users[row.user], since=SINCE, by=by)
    return owner


def _holdings(tables: Tables, owners, by) -> dict[str, Holding]:
    """Create the shared holdings, and one for each owner who holds alone."""
    found = {}
    for row in tables.shared:
        found[row.code] = services.create_holding(
            code=row.code,
            parts=row.parts,
            members=[
                services.Member(owners[code], full=full, bare=bare, usufruct=usufruct)
                for code, full, bare, usufruct in row.members
            ],
            representative=owners.get(row.representative),
            by=by,
        )
    sharing = {code for row in tables.shared for code, *_rights in row.members}
    for code, owner in owners.items():
        if code not in sharing:
            members = [services.Member(owner, full=1)]
            found[code] = services.create_holding(code=code, members=members, by=by)
    return found


def _lots(rows: Sequence[LotRow], holdings, by) -> dict[str, Lot]:
    lots: dict[str, Lot] = {}
    for row in rows:
        lots[row.code] = lot = services.create_lot(
            code=row.code,
            name=row.name,
            kind=row.kind,
            floor=row.floor,
            shares=row.shares,
            primary=lots.get(row.belongs_to),
            by=by,
        )
        services.hand_over_lot(lot, holding=holdings[row.holder], since=SINCE, by=by)
    return lots
