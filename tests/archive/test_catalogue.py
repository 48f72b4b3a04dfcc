"""The order of the tables, and what nobody declared."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import models

from buildings.models import Mandate
from koprogo.archive.catalogue import Table, Undeclared, tables
from koprogo.archive.models import Archive
from koprogo.archive.package import Package
from koprogo.slots import ArchiveRows
from koprogo.tenancy.models import TenantRow


def test_each_table_stands_after_what_its_rows_need():
    labels = [table.label for table in tables()]
    early = [
        (table.label, needed)
        for table in tables()
        for needed in table.needed
        if labels.index(needed) > labels.index(table.label)
    ]
    assert early == []
    assert labels.index("ledger.Line") < labels.index("finance.Payment")


def test_the_order_is_the_same_every_time():
    assert [table.label for table in tables()] == [table.label for table in tables()]


def test_every_number_that_looks_like_a_key_is_declared():
    """A key that Django does not know would point to somebody else's row."""
    keys = {
        f"{table.label}.{column.name}"
        for table in tables()
        for column in table.columns
        if column.name.endswith("_id") and isinstance(column.field, models.IntegerField)
    }
    declared = {
        f"{table.label}.{name}" for table in tables() for name in table.rule.relations
    }
    assert keys == declared == {"ledger.Line.unit_id"}


def test_what_is_frozen_has_a_rule_that_names_its_fields():
    for table in tables():
        rule, names = table.rule, {column.name for column in table.columns}
        named = {*rule.frozen_with, *rule.given, *rule.relations, rule.together}
        assert named | {rule.frozen_by} <= names | {""}


def test_a_relation_that_leads_out_of_the_tenant_is_refused(monkeypatch):
    field = models.ForeignKey(Mandate, models.PROTECT)
    field.name = "mandate"
    monkeypatch.setattr(Archive._meta, "local_concrete_fields", [field], raising=False)
    with pytest.raises(Undeclared, match=r"archive\.Archive\.mandate"):
        list(Table(Archive, ArchiveRows()).columns)
    assert issubclass(Archive, TenantRow)


def test_a_file_stands_once():
    with ZipFile(BytesIO(), "w") as archive:
        package = Package(archive)
        package.add("a.txt", b"a")
        with pytest.raises(ValueError, match=r"a\.txt"):
            package.add("a.txt", b"b")


def test_an_archive_is_called_by_its_uuid():
    archive = Archive(tenant_id=1)
    assert str(archive) == str(archive.uuid)
