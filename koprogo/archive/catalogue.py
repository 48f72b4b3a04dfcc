"""Which tables an archive has, in the order in which their rows can come back.

Read from Django's models: what a field is, its type says. What it does not say, apps
declare (slots.ArchiveRows).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from graphlib import TopologicalSorter

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import AutoField, Field, QuerySet
from django.utils.module_loading import autodiscover_modules

from koprogo import slots
from koprogo.slots import ArchiveRows
from koprogo.tenancy.models import Tenant, TenantRow

__all__ = ["Column", "Role", "Table", "tables", "tenant_models"]


class Role(Enum):
    """What the value of a column is, and so how it travels."""

    PLAIN = auto()
    ID = auto()
    KEY = auto()
    PERSON = auto()


class Undeclared(LookupError):
    """A model whose way nobody declared: a relation that leads out of the tenant."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``target``: the label of the model that a key points to."""

    field: Field
    role: Role
    target: str = ""

    @property
    def name(self) -> str:
        return self.field.name


@dataclass(frozen=True)
class Table:
    """The rows of one model."""

    model: type[TenantRow]
    rule: ArchiveRows

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def path(self) -> str:
        """Where its rows lie, without the end of the name."""
        return f"data/{self.model._meta.label_lower}"

    @cached_property
    def columns(self) -> list[Column]:
        """The columns that travel: not the tenant, not what the database computes."""
        return [
            self._column(field)
            for field in self.model._meta.local_concrete_fields
            if not field.generated
            and field.related_model is not Tenant
            and field.name not in self.rule.left_out
        ]

    @property
    def needed(self) -> set[str]:
        """The labels of the models whose rows must be there before its own."""
        later = {self.rule.frozen_by, *self.rule.frozen_with}
        found = {
            column.target
            for column in self.columns
            if column.role is Role.KEY and column.name not in later
        }
        return found - {self.label}

    def rows(self) -> QuerySet:
        """Return its rows in the tenant entered, but those that hold somebody's code."""
        found = self.model.objects.order_by(*self.rule.order)
        for label, secret in slots.archive_secrets:
            if label == self.label:
                found = found.exclude(secret())
        return found

    def _column(self, field: Field) -> Column:
        if field.name in self.rule.relations:
            return Column(field, Role.KEY, self.rule.relations[field.name])
        if not field.is_relation:
            own = isinstance(field, AutoField)
            return Column(field, Role.ID if own else Role.PLAIN)
        target = field.related_model
        if target is get_user_model():
            return Column(field, Role.PERSON)
        if not issubclass(target, TenantRow):
            raise Undeclared(f"{self.label}.{field.name} leads out of the tenant")
        return Column(field, Role.KEY, target._meta.label)


def tenant_models() -> list[type[TenantRow]]:
    return [model for model in apps.get_models() if issubclass(model, TenantRow)]


def tables() -> list[Table]:
    """Return the tables of an archive: each stands after what its rows point to.

    What points to a row that is frozen with its parts stands after these parts too: the
    database lets nothing stand on an entry that is not posted.
    """
    autodiscover_modules("handover")
    found = {
        model._meta.label: Table(model, _rule(model))
        for model in tenant_models()
        if model._meta.label not in slots.archive_stays
    }
    order = TopologicalSorter(
        {label: _before(table, found) for label, table in found.items()}
    )
    return [found[label] for label in order.static_order()]


def _rule(model: type[TenantRow]) -> ArchiveRows:
    return slots.archive_rows.get(model._meta.label, ArchiveRows())


def _before(table: Table, found: dict[str, Table]) -> Sequence[str]:
    """Sorted: the order is the same on every run."""
    parts = {
        part
        for label in table.needed
        for part in found[label].rule.parts
        if table.label not in found[label].rule.parts
    }
    return sorted(table.needed | parts)
