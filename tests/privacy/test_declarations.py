"""Every field of every model is decided: personal, not personal, or ruled out by type."""

from collections import Counter

import pytest
from django.apps import apps
from django.db import models

from buildings.models import Lot, Owner
from koprogo.accounts.models import User
from koprogo.ledger.models import Entry
from koprogo.privacy.declarations import (
    Fate,
    Kind,
    is_ruled_out,
    not_personal,
    people,
    personal_fields,
)

FIELDS = {
    f"{model._meta.label}.{field.name}": field
    for model in apps.get_models(include_auto_created=True)
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
}
PERSONAL = [declared.name for declared in personal_fields()]


def test_every_field_is_decided():
    """Missing: declare it in <app>/privacy.py, in PERSONAL or in NOT_PERSONAL."""
    decided = {*PERSONAL, *not_personal()}
    undecided = [
        name
        for name, field in FIELDS.items()
        if name not in decided and not is_ruled_out(field)
    ]
    assert undecided == []


def test_nothing_is_decided_twice():
    assert [name for name, times in Counter(PERSONAL).items() if times > 1] == []
    assert sorted(set(PERSONAL) & set(not_personal())) == []


def test_every_declared_field_exists():
    assert sorted({*PERSONAL, *not_personal()} - set(FIELDS)) == []
    assert sorted(people() - {model._meta.label for model in apps.get_models()}) == []


def test_nothing_is_listed_that_its_type_rules_out():
    listed = not_personal()
    assert [name for name in listed if is_ruled_out(FIELDS[name])] == []
    assert all(listed.values())


@pytest.mark.parametrize(
    ("model", "name", "expected"),
    [
        (Owner, "last_name", False),
        (Owner, "language", True),  # a choice among words of ours
        (Owner, "user", False),  # a key to a person
        (Entry, "created_by", False),
        (Entry, "journal", True),
        (Entry, "date", True),
        (User, "is_active", True),
        (User, "uuid", True),
        (Lot, "primary", True),
        (Lot, "name", False),
    ],
)
def test_what_a_type_rules_out(model, name, expected):
    assert is_ruled_out(model._meta.get_field(name)) is expected


@pytest.mark.parametrize(
    "field",
    [
        models.CharField(max_length=5),
        models.TextField(),
        models.EmailField(),
        models.URLField(),
        models.JSONField(),
        models.BinaryField(),
        models.GenericIPAddressField(),
        models.FileField(),
    ],
)
def test_free_contents_are_never_ruled_out(field):
    assert is_ruled_out(field) is False


def test_a_processing_that_keeps_something_says_why():
    silent = {
        declared.processing.key
        for declared in personal_fields()
        if declared.fate == Fate.KEPT and not declared.processing.kept_because
    }
    assert silent == set()


def test_every_processing_is_one_and_every_kind_is_used():
    by_key = {}
    for declared in personal_fields():
        by_key.setdefault(declared.processing.key, set()).add(id(declared.processing))
    assert [key for key, found in by_key.items() if len(found) > 1] == []
    assert {declared.kind for declared in personal_fields()} == set(Kind)
