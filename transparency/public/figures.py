"""The figures of the public page: what each is, by which formula, from which tables.

Plain values: decimals, whole numbers, texts, days, or None where a figure cannot be or is
hidden. Amounts are EUR. Pure.
"""

import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Annotated, get_args, get_origin, get_type_hints

from transparency.public.cells import decimal_text, sha256
from transparency.public.months import Month, Quarter
from transparency.tariff import Tier


@dataclass(frozen=True, slots=True)
class By:
    """How a figure is found. ``tables``: those whose rows it comes from."""

    formula: str
    tables: tuple[str, ...] = ()


def _by(formula: str, *tables: str) -> By:
    return By(formula, tables)


@dataclass(frozen=True, slots=True)
class Standing:
    """A price of somebody, with its first day."""

    audience: str
    price: Decimal
    since: date


@dataclass(frozen=True, slots=True)
class Kind:
    """What one kind of cost or revenue amounts to."""

    kind: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class OfMonth:
    month: Month
    complete: Annotated[bool, _by("the month is over")]
    participants: Annotated[
        int | None, _by("of the month; None below five", "participants")
    ]
    price: Annotated[Decimal | None, _by("in force on its first day", "prices")]
    costs: Annotated[Decimal, _by("sum of the month", "costs")]
    revenue: Annotated[Decimal, _by("sum of the month", "revenue")]
    surplus: Annotated[Decimal, _by("revenue − costs", "revenue", "costs")]
    percent: Annotated[
        Decimal | None, _by("surplus / revenue × 100", "revenue", "costs")
    ]
    cost_price: Annotated[
        Decimal | None, _by("costs / participants", "costs", "participants")
    ]


@dataclass(frozen=True, slots=True)
class OfSpan:
    """Of several months, ``since`` and ``until`` included; both None: of none."""

    since: Month | None
    until: Month | None
    costs: Annotated[Decimal, _by("sum of the months", "costs")]
    costs_by_kind: Annotated[tuple[Kind, ...], _by("sums by kind", "costs")]
    revenue: Annotated[Decimal, _by("sum of the months", "revenue")]
    revenue_by_kind: Annotated[tuple[Kind, ...], _by("sums by kind", "revenue")]
    surplus: Annotated[Decimal, _by("revenue − costs", "revenue", "costs")]
    percent: Annotated[
        Decimal | None, _by("surplus / revenue × 100", "revenue", "costs")
    ]
    uptime: Annotated[
        Decimal | None,
        _by("minutes up / minutes possible × 100, rounded down", "footprint"),
    ]
    grams: Annotated[Decimal | None, _by("CO2 / requests, rounded up", "footprint")]


@dataclass(frozen=True, slots=True)
class OfQuarter:
    quarter: Quarter
    revenue: Annotated[Decimal, _by("sum of its months", "revenue")]
    costs: Annotated[Decimal, _by("sum of its months", "costs")]
    surplus: Annotated[Decimal, _by("revenue − costs", "revenue", "costs")]
    percent: Annotated[
        Decimal | None, _by("surplus / revenue × 100", "revenue", "costs")
    ]
    complete: Annotated[bool, _by("its last month is over")]
    closed_on: Annotated[
        date | None, _by("day on which it was closed, if complete", "quarters")
    ]


@dataclass(frozen=True, slots=True)
class Figures:
    as_of: Annotated[str, _by("when the tables were read")]
    today: Annotated[date, _by("the day then")]
    participants: Annotated[
        int | None, _by("of the running month; None below five", "participants")
    ]
    price: Annotated[
        Decimal | None, _by("of co-ownerships, last that has begun", "prices")
    ]
    prices: Annotated[
        tuple[Standing, ...], _by("of everybody, last that has begun", "prices")
    ]
    announced: Annotated[
        Standing | None, _by("of co-ownerships, last of those to begin", "prices")
    ]
    schedule: Annotated[tuple[Tier, ...], _by("that is in force", "grid")]
    voted: Annotated[bool, _by("it is one price that was voted", "grid")]
    next_tier: Annotated[
        Tier | None,
        _by(
            "first bound above the participants that is cheaper",
            *("grid", "participants", "prices"),
        ),
    ]
    missing: Annotated[
        int | None,
        _by("its bound − participants", "grid", "participants", "prices"),
    ]
    months: Annotated[
        tuple[OfMonth, ...],
        _by("from the first of a row on", "participants", "prices", "costs", "revenue"),
    ]
    quarters: Annotated[
        tuple[OfQuarter, ...],
        _by("from the first of a row on", "costs", "revenue", "quarters"),
    ]
    running: Annotated[
        OfSpan, _by("the running month", "costs", "revenue", "footprint")
    ]
    last_month: Annotated[
        OfSpan, _by("the month before", "costs", "revenue", "footprint")
    ]
    last_year: Annotated[
        OfSpan, _by("the twelve months before", "costs", "revenue", "footprint")
    ]
    this_year: Annotated[
        OfSpan,
        _by("complete months of the year", "costs", "revenue", "footprint"),
    ]
    cost_price: Annotated[
        Decimal | None, _by("of the month before", "costs", "participants")
    ]
    billed: Annotated[
        Decimal | None, _by("price on the first day of the month before", "prices")
    ]
    billed_above: Annotated[
        Decimal | None,
        _by("billed − cost price", "prices", "costs", "participants"),
    ]
    asks_members: Annotated[
        bool,
        _by(
            "the last two closed quarters follow each other, both above 25 %",
            *("costs", "revenue", "quarters"),
        ),
    ]
    reserve: Annotated[Decimal, _by("sum of all movements", "reserve")]
    reserve_target: Annotated[Decimal, _by("costs of the three months before", "costs")]
    reserve_lacks: Annotated[
        Decimal, _by("target − reserve, not below 0", "reserve", "costs")
    ]
    undivided: Annotated[
        Decimal,
        _by(
            "surplus of complete months − budget: reserve and fund, and what is left "
            "of other lines",
            *("revenue", "costs", "budget"),
        ),
    ]
    distributable: Annotated[
        Decimal,
        _by(
            "undivided − what the reserve lacks, not below 0",
            *("revenue", "costs", "budget", "reserve"),
        ),
    ]
    endowments: Annotated[Decimal, _by("sum", "endowments")]
    budget_voted: Annotated[Decimal, _by("sum of the amounts", "budget")]
    budget_spent: Annotated[Decimal, _by("sum of what was spent", "budget")]
    budget_left: Annotated[Decimal, _by("voted − spent", "budget")]
    assets: Annotated[Decimal, _by("sum of the side", "balance")]
    liabilities: Annotated[Decimal, _by("sum of the side", "balance")]
    checks: Annotated[int, _by("how many there are", "checks")]
    checks_sound: Annotated[int, _by("how many were sound", "checks")]

    def to_json(self) -> bytes:
        """Return the one form in JSON: names sorted, decimals as texts, UTF-8."""
        text = json.dumps(plain(self), sort_keys=True, ensure_ascii=False, indent=1)
        return f"{text}\n".encode()

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the JSON."""
        return sha256(self.to_json())


def plain(value: object) -> object:
    """Return a figure, or all of them, as JSON knows values."""
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return decimal_text(value)
    return value.isoformat() if isinstance(value, date) else value


def described(kind: type = Figures, before: str = "") -> dict[str, By]:
    """Return how each figure is found, by its path: ``months.cost_price``."""
    found = {}
    for name, hint in get_type_hints(kind, include_extras=True).items():
        if get_origin(hint) is not Annotated:
            continue
        value, by = get_args(hint)
        found[before + name] = by
        for inner in _classes_in(value):
            found.update(described(inner, f"{before}{name}."))
    return found


def _classes_in(value: object) -> list[type]:
    """Return the classes of figures in ``Kind``, ``Kind | None`` or a tuple of them."""
    parts = get_args(value) or (value,)
    known = [part for part in parts if part not in (NoneType, ...)]
    return [part for part in known if isinstance(part, type) and is_dataclass(part)]
