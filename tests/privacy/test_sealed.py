"""Copies at rest: nobody reads them but through their row, whole and in order."""

from base64 import b64encode
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage

from koprogo.encryption import Undecipherable
from koprogo.privacy import copies
from koprogo.privacy.models import DataCopy
from koprogo.privacy.sealed import (
    MORE,
    PIECE,
    new_key,
    renew_encryption,
    seal,
    unseal,
)
from tests import cast
from tests.privacy.copied import copy

NAME = "people/one.zip"
SIZES = [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 7]


def a_copy() -> DataCopy:
    uuid = uuid4()
    return DataCopy(uuid=uuid, key=new_key(uuid), parts=1)


def closed(row, data=b"all that is known") -> bytes:
    kept = BytesIO()
    seal(BytesIO(data), kept, row, name=NAME)
    return kept.read()


def opened(kept: bytes, row, *, name=NAME) -> bytes:
    data = BytesIO()
    unseal(BytesIO(kept), data, row, name=name)
    return data.read()


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_opens(size):
    row, data = a_copy(), bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    kept = closed(row, data)
    assert size < 16 or data not in kept  # one letter may stand anywhere by chance
    assert opened(kept, row) == data


def test_what_was_cut_or_turned_around_does_not_open():
    row = a_copy()
    kept, piece = closed(row, b"a" * (3 * PIECE)), PIECE + MORE
    for wrong in (
        b"",
        kept[:-1],
        kept[:piece],
        kept[: 2 * piece],
        kept[piece:],
        kept[piece : 2 * piece] + kept[:piece] + kept[2 * piece :],
        kept + kept[:piece],
    ):
        with pytest.raises(Undecipherable):
            opened(wrong, row)


def test_it_opens_in_its_row_and_under_its_name_only():
    row, other = a_copy(), a_copy()
    kept = closed(row)
    with pytest.raises(Undecipherable):
        opened(kept, other)
    with pytest.raises(Undecipherable):
        opened(kept, row, name="people/other.zip")
    other.key = row.key
    with pytest.raises(Undecipherable):
        opened(kept, other)


def test_the_storage_holds_nothing_that_can_be_read(db):
    made = copy("omar")
    with default_storage.open(f"people/{made.uuid}.zip") as stored:
        kept = stored.read()
    assert not kept.startswith(b"PK")
    assert b"omar" not in kept
    with copies.open_copy(made) as whole:
        assert whole.read(2) == b"PK"


def test_the_keys_are_wrapped_anew(db, settings):
    made = copy("omar")
    old = settings.ENCRYPTION_KEYS
    new = f"new:{b64encode(b'n' * 32).decode()}"
    settings.ENCRYPTION_KEYS = f"{new},{old}"
    assert (renew_encryption(), renew_encryption()) == (1, 0)
    settings.ENCRYPTION_KEYS = new
    made.refresh_from_db()
    with copies.open_copy(made) as whole:
        assert whole.read(2) == b"PK"


def test_a_copy_from_before_it_was_sealed_is_asked_anew(db):
    made = copy("omar")
    DataCopy.objects.update(key="")
    assert copies.copy_of(cast.user("omar"), now=made.made_at) is None
    assert copies.ask_copy(by=cast.user("omar")).pk != made.pk
