"""What an import would change in the building entered. Reads only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.db.models import F

from buildings.importing.messages import placeholder_name
from buildings.importing.plan import Plan
from buildings.importing.rows import HoldingRow, LotRow, PersonRow
from buildings.models import (
    AllocationKey,
    Building,
    Holding,
    HoldingMember,
    KeyPart,
    KeyVersion,
    Lot,
    Owner,
    Ownership,
)
from buildings.periods import PeriodsOverlap, Span, merge

LOT_FIELDS = ("name", "kind", "floor", "entrance", "cadastral_number", "shares")
OWNER_FIELDS = (
    "kind",
    "last_name",
    "first_name",
    "kbo",
    "language",
    "email",
    "phone",
    "street",
    "postal_code",
    "city",
    "country",
    "channel",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One row: its code, its fields before (None: it is new) and after."""

    code: str
    before: dict | None
    after: dict

    @property
    def is_new(self) -> bool:
        return self.before is None


@dataclass(slots=True)
class Comparison:
    """What differs, by kind of row. ``conflicts``: (what, code) that forbid it."""

    lots: list[Change] = field(default_factory=list)
    keys: list[Change] = field(default_factory=list)
    owners: list[Change] = field(default_factory=list)
    holdings: list[Change] = field(default_factory=list)
    periods: list[Change] = field(default_factory=list)
    conflicts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (
            self.lots or self.keys or self.owners or self.holdings or self.periods
        )

    def sections(self) -> list[tuple[str, list[Change]]]:
        """Return (what, changes) in the order in which they are stored."""
        return [
            ("lots", self.lots),
            ("keys", self.keys),
            ("owners", self.owners),
            ("holdings", self.holdings),
            ("periods", self.periods),
        ]


def compare(plan: Plan) -> Comparison:
    """Compare a sound plan with the building entered: a constant number of statements.

    What the tables do not say (an empty cell, a missing table) stays as it is.
    """
    plan = _as_spelled(plan)
    found = Comparison()
    language = (Building.objects.get().languages or ["nl"])[0]
    found.lots = _changes(
        ((row.code, _lot(row)) for row in plan.lots),
        _present(Lot, LOT_FIELDS),
        defaults={"kind": Lot.Kind.OTHER.value, "shares": 0},
    )
    found.owners = _changes(
        ((row.code, _owner(row)) for row in plan.people),
        _present(Owner, OWNER_FIELDS),
        defaults={"language": language, "channel": "post", "country": "BE"},
    )
    _compare_keys(plan, found)
    _compare_holdings(plan.holdings, found)
    _compare_periods(plan, found)
    return found


def _as_spelled(plan: Plan) -> Plan:
    """Return ``plan`` with the codes as the building spells them: a1 is its A1."""
    lots, keys, owners, holdings = (
        {code.casefold(): code for code in model.objects.values_list("code", flat=True)}
        for model in (Lot, AllocationKey, Owner, Holding)
    )

    def spell(codes: dict[str, str], code: str) -> str:
        return codes.get(code.casefold(), code)

    return replace(
        plan,
        lots=tuple(
            replace(
                row,
                code=spell(lots, row.code),
                primary_code=spell(lots, row.primary_code),
            )
            for row in plan.lots
        ),
        keys=tuple(
            replace(
                row,
                code=spell(keys, row.code),
                parts={spell(lots, lot): part for lot, part in row.parts.items()},
            )
            for row in plan.keys
        ),
        people=tuple(replace(row, code=spell(owners, row.code)) for row in plan.people),
        holdings=tuple(
            replace(
                row,
                code=spell(holdings, row.code),
                members=tuple(
                    member._replace(owner_code=spell(owners, member.owner_code))
                    for member in row.members
                ),
                representative_code=spell(owners, row.representative_code),
            )
            for row in plan.holdings
        ),
        periods=tuple(
            replace(
                row,
                lot_code=spell(lots, row.lot_code),
                holding_code=spell(holdings, row.holding_code),
            )
            for row in plan.periods
        ),
    )


def _lot(row: LotRow) -> dict:
    fields = {name: getattr(row, name) for name in LOT_FIELDS}
    return {**fields, "kind": str(row.kind or ""), "primary": row.primary_code}


def _owner(row: PersonRow) -> dict:
    fields = {name: getattr(row, name) or "" for name in OWNER_FIELDS}
    fields |= {"kind": str(row.kind), "channel": str(row.channel or "")}
    if row.placeholder:
        fields["last_name"] = placeholder_name(row.code)
    return fields


def _present(model, names) -> dict[str, dict]:
    """Return the comparable fields of all rows, by code."""
    columns = ["primary__code"] if model is Lot else []
    rows = model.objects.values("code", *names, *columns)
    return {
        row.pop("code"): (
            {**row, "primary": row.pop("primary__code") or ""} if columns else row
        )
        for row in rows
    }


def _changes(
    wanted: Iterable[tuple[str, dict]],
    present: Mapping[str, dict],
    *,
    defaults: Mapping[str, str] | None = None,
) -> list[Change]:
    found = []
    for code, fields in wanted:
        said = {
            name: value for name, value in fields.items() if value not in {"", None}
        }
        old = present.get(code)
        if old is None:
            found.append(Change(code, None, {**(defaults or {}), **said}))
            continue
        after = {name: value for name, value in said.items() if value != old[name]}
        if after:
            before = {name: old[name] for name in after}
            found.append(Change(code, before, after))
    return found


def _compare_keys(plan: Plan, found: Comparison) -> None:
    keys = {key.code: key for key in AllocationKey.objects.all()}
    latest = _latest_parts()
    for row in plan.keys:
        parts, key = dict(row.parts), keys.get(row.code)
        if key is None:
            found.keys.append(
                Change(row.code, None, {"name": row.name, "parts": parts})
            )
        elif key.kind == AllocationKey.Kind.SHARES:
            found.conflicts.append(("key", row.code))
        elif latest.get(key.pk, {}) != parts:
            before = {"parts": latest.get(key.pk, {})}
            found.keys.append(Change(row.code, before, {"parts": parts}))


def _latest_parts() -> dict[int, dict[str, int]]:
    """Return the parts by code of lot of the last version of each key."""
    versions = KeyVersion.objects.order_by(
        "key_id", F("valid_from").desc(nulls_last=True)
    ).distinct("key_id")
    last = {version.key_id: version.pk for version in versions}
    found: dict[int, dict[str, int]] = {key_id: {} for key_id in last}
    rows = KeyPart.objects.filter(version__in=last.values()).values_list(
        "version__key_id", "lot__code", "parts"
    )
    for key_id, lot_code, parts in rows:
        found[key_id][lot_code] = parts
    return found


def _compare_holdings(rows: Iterable[HoldingRow], found: Comparison) -> None:
    members: dict[str, dict] = defaultdict(dict)
    for holding, owner, *rights in HoldingMember.objects.values_list(
        "holding__code", "owner__code", "full", "bare", "usufruct"
    ):
        members[holding][owner] = tuple(rights)
    present = {
        code: (parts, representative or "")
        for code, parts, representative in Holding.objects.values_list(
            "code", "parts", "representative__code"
        )
    }
    for row in rows:
        wanted = {member.owner_code: tuple(member[1:]) for member in row.members}
        if row.code not in present:
            after = {
                "parts": row.parts,
                "members": wanted,
                "representative": row.representative_code,
            }
            found.holdings.append(Change(row.code, None, after))
            continue
        parts, representative = present[row.code]
        if (parts, members[row.code]) != (row.parts, wanted):
            found.conflicts.append(("holding", row.code))
        elif row.representative_code not in {"", representative}:
            before = {"representative": representative}
            after = {"representative": row.representative_code}
            found.holdings.append(Change(row.code, before, after))


def _compare_periods(plan: Plan, found: Comparison) -> None:
    present: dict[str, list[Span]] = defaultdict(list)
    for lot, *span in Ownership.objects.values_list(
        "lot__code", "holding__code", "since", "until"
    ):
        present[lot].append(Span(*span))
    wanted: dict[str, list[Span]] = defaultdict(list)
    for row in plan.periods:
        wanted[row.lot_code].append(Span(row.holding_code, row.start, row.end))
    for lot, spans in wanted.items():
        try:
            merged = merge(present[lot], spans)
        except PeriodsOverlap:
            found.conflicts.append(("period", lot))
            continue
        old = {span.since: span for span in present[lot]}
        for span in merged:
            if old.get(span.since) != span:
                found.periods.append(_period(lot, old.get(span.since), span))


def _period(lot: str, old: Span | None, new: Span) -> Change:
    after = {"holding": new.holding, "since": new.since, "until": new.until}
    if old is None:
        return Change(lot, None, after)
    before = {"holding": old.holding, "since": old.since, "until": old.until}
    return Change(lot, before, after)
