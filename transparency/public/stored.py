"""Figures and tables as they lie in the database: what ``figures.plain`` wrote. Pure."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from transparency.public.figures import plain

__all__ = ["plain", "read"]

T = TypeVar("T")


def read(kind: type[T], value: Mapping[str, object]) -> T:
    """Return the figures, the tables or a row of one that ``plain`` made ``value`` of.

    Names that it has no more are left out: another release wrote them.

    Raises:
        KeyError: one that it needs is missing.
    """
    about: Any = kind
    found = {
        name: _typed(hint, value[name])
        for name, hint in _hints(about).items()
        if name in value or name not in _with_default(about)
    }
    return kind(**found)


def _typed(hint: Any, value: Any) -> Any:
    """Return a value of JSON as the field of a dataclass has it."""
    if get_origin(hint) is Annotated:
        return _typed(get_args(hint)[0], value)
    if value is None:
        return None
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return tuple(_typed(inner, each) for each in value)
    kinds = [each for each in get_args(hint) if each is not NoneType]
    if kinds:  # X | None
        return _typed(kinds[0], value)
    if isinstance(hint, type) and is_dataclass(hint):
        return read(hint, value)
    if hint is Decimal:
        return Decimal(value)
    return date.fromisoformat(value) if hint is date else value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


@cache
def _with_default(kind: Any) -> frozenset[str]:
    """Return the fields that a value may lack."""
    return frozenset(each.name for each in fields(kind) if each.default is not MISSING)
