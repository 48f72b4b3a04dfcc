"""The open figures as JSON: each field is read from the dataclass that it comes from."""

from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from rest_framework import serializers

from transparency.public.derivation import WhatIf
from transparency.public.figures import By, Figures
from transparency.public.rows import About, Report

#: how a value is called; what is no other is text, decimals too
FIELDS: dict[object, type[serializers.Field]] = {
    bool: serializers.BooleanField,
    int: serializers.IntegerField,
    date: serializers.DateField,
}


@cache
def shape_of(kind: type, *, name: str) -> type[serializers.Serializer]:
    """Return the serializer of a dataclass, called ``Open…`` in the description."""
    fields = {
        field: _field(hint)
        for field, hint in get_type_hints(kind, include_extras=True).items()
    }
    about = {"__doc__": None, "__module__": __name__}
    return type(name, (serializers.Serializer,), {**fields, **about})


def _field(hint: Any, **described) -> serializers.Field:
    if get_origin(hint) is Annotated:
        value, about = get_args(hint)
        return _field(value, help_text=_said(about))
    if get_origin(hint) is tuple:
        return _of_many(get_args(hint)[0], **described)
    kinds = [each for each in get_args(hint) if each is not NoneType]
    if kinds:  # X | None
        return _field(kinds[0], allow_null=True, **described)
    if is_dataclass(hint):
        return shape_of(hint, name=f"Open{hint.__name__}")(**described)
    if hint is Decimal:
        text = f"{described.pop('help_text', '')}; a decimal as text".lstrip("; ")
        return serializers.CharField(help_text=text, **described)
    return FIELDS.get(hint, serializers.CharField)(**described)


def _of_many(hint: Any, **described) -> serializers.Field:
    if is_dataclass(hint):
        return shape_of(hint, name=f"Open{hint.__name__}")(many=True, **described)
    return serializers.ListField(child=_field(hint), **described)


def _said(about: By | About) -> str:
    return about.formula if isinstance(about, By) else about.text


OpenFigures = shape_of(Figures, name="OpenFigures")
Simulation = shape_of(WhatIf, name="OpenSimulation")
OpenReport = shape_of(Report, name="OpenReport")


class OpenReports(serializers.Serializer):
    reports = OpenReport(many=True)


class OpenColumn(serializers.Serializer):
    name = serializers.CharField()
    type = serializers.CharField(help_text="date, month, quarter, moment, integer, …")
    text = serializers.CharField(help_text="What a cell means.")
    required = serializers.BooleanField(help_text="Whether no cell of it is empty.")
    choices = serializers.ListField(child=serializers.CharField())
    group = serializers.BooleanField(
        help_text="It counts people or co-ownerships: below five it is null."
    )


class OpenTable(serializers.Serializer):
    name = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    key = serializers.ListField(
        child=serializers.CharField(), help_text="Columns that no two rows have alike."
    )
    columns = OpenColumn(many=True)
    csv = serializers.CharField(help_text="The address of the same rows as CSV.")


class OpenTables(serializers.Serializer):
    tables = OpenTable(many=True)


class OpenRows(OpenTable):
    rows = serializers.ListField(
        child=serializers.DictField(), help_text="By column; decimals are texts."
    )
