"""The numbers of the terms that an assembly may change, each by its name.

A name is "loan.highest", "household.single" or "heavy_ratio". What a version of the
terms differs in from the founders' is written by these names, numbers as text. Amounts
are EUR, ratios parts of 1, rates per cent a year. Pure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from solidarity.scoring import Household
from solidarity.terms import DEFAULT_TERMS, Kind, KindTerms, Terms

Values = Mapping[str, Decimal]

HOUSEHOLD = "household"


class Unit(StrEnum):
    EUR = "eur"
    MONTHS = "months"
    YEARS = "years"
    RATIO = "ratio"
    PERCENT = "percent"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Bounds:
    least: Decimal
    most: Decimal


#: what makes sense of each unit, whatever an assembly decides
BOUNDS: Mapping[Unit, Bounds] = MappingProxyType(
    {
        Unit.EUR: Bounds(Decimal("0.01"), Decimal(1_000_000)),
        Unit.MONTHS: Bounds(Decimal(1), Decimal(360)),
        Unit.YEARS: Bounds(Decimal(0), Decimal(50)),
        Unit.RATIO: Bounds(Decimal("0.01"), Decimal(1)),
        Unit.PERCENT: Bounds(Decimal(0), Decimal(10)),
        Unit.COUNT: Bounds(Decimal(1), Decimal(20)),
    }
)
WHOLE = {Unit.MONTHS, Unit.YEARS, Unit.COUNT}

_UNITS = {
    "lowest": Unit.EUR,
    "highest": Unit.EUR,
    "ceiling": Unit.EUR,
    "months": Unit.MONTHS,
    "rates": Unit.PERCENT,
    "ratio_with_aid": Unit.RATIO,
    "instalment_of_income": Unit.RATIO,
    "years_between": Unit.YEARS,
}
_GENERAL = {
    "heavy_ratio": Unit.RATIO,
    "properties": Unit.COUNT,
    "asset_income": Unit.EUR,
    "won_part": Unit.RATIO,
}
#: pairs of which the first is not above the second
_ENDS = ("low", "high")


def unit_of(name: str) -> Unit:
    """Return what a number is counted in."""
    area, _dot, rest = name.partition(".")
    if area == HOUSEHOLD:
        return Unit.EUR
    return (
        _UNITS[rest.removesuffix("_low").removesuffix("_high")]
        if rest
        else (_GENERAL[area])
    )


def values_of(terms: Terms) -> dict[str, Decimal]:
    """Return every number of the terms, by name, in the order of the form."""
    found: dict[str, Decimal] = {}
    for kind in Kind:
        found |= {
            f"{kind}.{name}": value for name, value in _of_kind(kind, terms.kinds[kind])
        }
    found |= {
        f"{HOUSEHOLD}.{household}": terms.scale.ceilings[household]
        for household in Household
    }
    return found | {name: Decimal(getattr(terms, name)) for name in _GENERAL}


def _of_kind(kind: Kind, terms: KindTerms) -> Iterator[tuple[str, Decimal]]:
    """Yield the numbers that a kind has. A loan without interest stays without."""
    for name in _UNITS:
        value = getattr(terms, name)
        if value is None or (kind == Kind.LOAN and name == "rates"):
            continue
        if isinstance(value, tuple):
            yield from (
                (f"{name}_{end}", Decimal(one))
                for end, one in zip(_ENDS, value, strict=True)
            )
        else:
            yield name, Decimal(value)


NAMES = tuple(values_of(DEFAULT_TERMS))


def differing(values: Values, *, before: Values) -> dict[str, tuple[Decimal, Decimal]]:
    """Return what changes: from and to, by name."""
    return {
        name: (before[name], values[name])
        for name in NAMES
        if values[name] != before[name]
    }


def written(values: Values) -> dict[str, str]:
    """Return what differs from the founders' terms, as it is kept."""
    changes = differing(values, before=values_of(DEFAULT_TERMS))
    return {name: str(to) for name, (_before, to) in changes.items()}


def read(kept: Mapping[str, str]) -> Terms:
    """Return the terms of a version; what it does not name is as it was founded."""
    values = values_of(DEFAULT_TERMS) | {
        name: Decimal(text) for name, text in kept.items()
    }
    kinds = {kind: _kind(kind, values) for kind in Kind}
    scale = replace(
        DEFAULT_TERMS.scale,
        ceilings=MappingProxyType(
            {one: values[f"{HOUSEHOLD}.{one}"] for one in Household}
        ),
    )
    return replace(
        DEFAULT_TERMS,
        kinds=MappingProxyType(kinds),
        scale=scale,
        heavy_ratio=values["heavy_ratio"],
        properties=int(values["properties"]),
        asset_income=values["asset_income"],
        won_part=values["won_part"],
    )


def _kind(kind: Kind, values: Values) -> KindTerms:
    first = DEFAULT_TERMS.kinds[kind]
    changes: dict[str, object] = {}
    for one in fields(KindTerms):
        name = f"{kind}.{one.name}"
        if name in values:
            changes[one.name] = _number(name, values[name])
        elif f"{name}_low" in values:
            changes[one.name] = tuple(
                _number(f"{name}_{end}", values[f"{name}_{end}"]) for end in _ENDS
            )
    return replace(first, **changes)  # type: ignore[arg-type]


def _number(name: str, value: Decimal) -> Decimal | int:
    return int(value) if unit_of(name) in WHOLE else value


# What no assembly can mean


class Wrong(StrEnum):
    BOUNDS = "bounds"
    WHOLE = "whole"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a number; ``other``: the one that it is not above."""

    name: str
    why: Wrong
    other: str = ""


def problems(values: Values) -> list[Problem]:
    """Return what makes no sense: nothing, of terms that can be in force."""
    found = [
        Problem(name, why) for name in NAMES if (why := _wrong(name, values[name]))
    ]
    return found + [
        Problem(high, Wrong.ORDER, low)
        for low, high in _pairs()
        if values[low] > values[high]
    ]


def _wrong(name: str, value: Decimal) -> Wrong | None:
    unit = unit_of(name)
    bounds = BOUNDS[unit]
    if not bounds.least <= value <= bounds.most:
        return Wrong.BOUNDS
    if unit in WHOLE and value != value.to_integral_value():
        return Wrong.WHOLE
    return None


def _pairs() -> Iterator[tuple[str, str]]:
    for name in NAMES:
        if name.endswith(".lowest"):
            yield name, name.removesuffix("lowest") + "highest"
        if name.endswith("_low"):
            yield name, name.removesuffix("low") + "high"
