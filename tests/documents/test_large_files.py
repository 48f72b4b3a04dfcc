"""Many megabytes are packed, kept and sent piece by piece: memory stays small."""

import os
import tracemalloc
from contextlib import contextmanager

import pytest
from django.urls import reverse

from buildings.models import Owner
from buildings.services import letters
from finance.models import CallLetter, LetterRun
from koprogo import slots
from koprogo.documents.http import attachment
from koprogo.documents.models import File
from koprogo.documents.services import store
from koprogo.privacy import copies
from koprogo.slots import PersonalData, PersonalFile
from koprogo.tenancy import enter
from koprogo.ui.downloads import send_file
from tests import cast
from tests.buildings.mailbox import paper_invitation
from tests.finance import letters as letters_of
from tests.finance.factories import issued
from tests.privacy.copied import copy

LETTER = 4 * 1024 * 1024
# One of them at a time, and what else a page or a job needs: never all three.
ONE = 5 * LETTER // 2
PIECE = LETTER // 4


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }


@contextmanager
def at_most(limit):
    """No more than so many bytes are taken at any moment of the block."""
    tracemalloc.start()
    try:
        yield
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < limit


def size_sent(answer):
    """Send an answer to nobody; return how many bytes it has."""
    size = sum(len(piece) for piece in answer)
    if answer.file_to_stream:  # the test client closes what it was given by itself
        answer.file_to_stream.close()
    return size


def large():
    data = os.urandom(LETTER)
    return store(data, name="l.pdf", content_type="application/pdf", by=None)


def test_the_measure_sees_what_is_taken():
    with pytest.raises(AssertionError), at_most(PIECE):
        os.urandom(PIECE)


def test_letters_of_a_call(acacias):
    call = issued()
    letters_of.rows(call)
    for letter in CallLetter.objects.all():
        letter.file = large()
        letter.save()
    with at_most(ONE):
        letters.make_some(call, by=None)
    zipped = File.objects.get(pk=LetterRun.objects.get().zip_id)
    assert zipped.size > 3 * LETTER
    with at_most(PIECE):
        assert size_sent(attachment(zipped)) == zipped.size


def test_letters_with_codes(sign_in):
    with enter(cast.tenant().pk, by=None):
        for code, owner in zip("ABC", Owner.objects.all(), strict=False):
            invitation = paper_invitation(owner, f"2345-6789-ABCD-EFG{code}")
            invitation.letter_id = large().pk
            invitation.save()
    client = sign_in("sophie")
    address = reverse("buildings:invitation-letters", args=[cast.ACACIAS])
    with at_most(ONE):
        assert size_sent(client.get(address)) > 3 * LETTER


def test_a_copy_of_one_s_data(db, monkeypatch):
    files = [PersonalFile(f"{n}.pdf", lambda: os.urandom(LETTER)) for n in range(3)]
    data = PersonalData(own=lambda user: files)
    monkeypatch.setattr(slots, "personal_data", [data])
    with at_most(ONE):
        made = copy("zoe")
    with at_most(PIECE):
        answer = send_file(copies.open_copy(made), name="c.zip", content_type="a/zip")
        assert size_sent(answer) > 3 * LETTER
