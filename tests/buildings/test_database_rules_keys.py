"""What can never be true of an allocation key and its versions."""

from datetime import date

import pytest

from buildings.models import AllocationKey, KeyPart, KeyVersion
from koprogo.tenancy import enter
from tests import cast
from tests.sql import (
    ACCEPTED,
    changed,
    checked_as_at_commit,
    expecting,
    refused,
    refused_at_commit,
)

pytestmark = pytest.mark.usefixtures("scratch")

DAY = date(2030, 5, 1)


def version(key="lift", **fields):
    return KeyVersion.objects.create(
        **{
            "key": AllocationKey.objects.get(code=key),
            "valid_from": DAY,
            "total": 3,
            **fields,
        }
    )


def write_parts(version, **parts):
    KeyPart.objects.bulk_create(
        KeyPart(version=version, lot=cast.lot(code), parts=number)
        for code, number in parts.items()
    )


@pytest.fixture
def used():
    """A version of the lift key that a call has used."""
    written = version()
    write_parts(written, B=1, C=2)
    KeyVersion.objects.filter(pk=written.pk).update(frozen=True)
    return written


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"code": "garage", "name": "Garage"}, ACCEPTED),
        ({"code": "lift", "name": "Lift"}, "key_code"),
        ({"code": "s2", "name": "Shares", "kind": "shares"}, "key_one_of_shares"),
        ({"code": "x", "name": "X", "kind": "other"}, "key_kind_known"),
    ],
)
def test_key(fields, constraint):
    with expecting(constraint):
        AllocationKey.objects.create(**fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"valid_from": None}, "key_version_once"),
        ({"total": 0}, "key_total_positive"),
    ],
)
def test_version(fields, constraint):
    with refused(constraint):
        version(**fields)


def test_a_part_is_above_zero_and_stands_once():
    written = version()
    with refused("key_part_positive"):
        write_parts(written, B=0)
    write_parts(written, B=1)
    with refused("key_part_once"):
        write_parts(written, B=2)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"B": 1, "C": 2}, ACCEPTED),
        ({"B": 1, "C": 1}, "key: the parts sum to 2, not to 3"),
        ({"B": 1, "C": 3}, "key: the parts sum to 4, not to 3"),
        ({}, "key: the parts sum to <NULL>, not to 3"),
    ],
)
def test_the_parts_of_a_version_add_up(parts, message):
    with refused_at_commit(message) if message else checked_as_at_commit():
        write_parts(version(), **parts)


def test_the_parts_still_add_up_later():
    lift = KeyPart.objects.filter(version__key__code="lift")
    with refused_at_commit("key: the parts sum to 2, not to 3"):
        lift.filter(parts=1).delete()
    with refused_at_commit("key: the parts sum to 4, not to 3"):
        write_parts(KeyVersion.objects.get(key__code="lift"), A=1)
    with refused("rows of buildings_keypart are added and never changed"):
        lift.update(parts=2)
    with refused("key: a version is replaced, not changed"):
        KeyVersion.objects.filter(key__code="lift").update(total=4)
    with checked_as_at_commit():
        lift.filter(parts=1).delete()
        write_parts(KeyVersion.objects.get(key__code="lift"), A=1)


def test_parts_are_checked_in_their_own_tenant():
    version()
    with (
        enter(cast.tenant(cast.BELLEVUE).pk, by=None),
        refused_at_commit("key: the parts sum to <NULL>, not to 3"),
    ):
        pass


def test_a_version_that_no_call_has_used_can_go():
    with checked_as_at_commit():
        KeyPart.objects.filter(version__key__code="lift").delete()
        KeyVersion.objects.filter(key__code="lift").delete()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE buildings_keyversion SET frozen = false WHERE id = %s",
        "UPDATE buildings_keyversion SET valid_from = '2031-01-01' WHERE id = %s",
        "UPDATE buildings_keyversion SET total = 4 WHERE id = %s",
        "DELETE FROM buildings_keypart WHERE version_id = %s",
        "DELETE FROM buildings_keyversion WHERE id = %s",
    ],
)
def test_a_version_that_a_call_has_used_is_never_changed(used, statement):
    with refused("key: a version that a call has used is never changed"):
        changed(statement, [used.pk])


def test_the_parts_of_a_used_version_are_never_changed(used):
    with refused("key: a version that a call has used is never changed"):
        write_parts(used, A=1)
    with refused("rows of buildings_keypart are added and never changed"):
        used.parts.update(parts=5)
