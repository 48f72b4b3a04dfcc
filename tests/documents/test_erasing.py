"""What must not be kept: the row goes at once, the bytes with the commit."""

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from koprogo.documents.models import File
from koprogo.documents.services import Damaged, erase, read, store


def keep(data, name="letter.pdf"):
    return store(data, name=name, content_type="application/pdf", by=None)


def path(file):
    return f"tenants/{file.tenant_id}/{file.sha256[:2]}/{file.sha256}"


def test_nothing_is_left(acacias, django_capture_on_commit_callbacks):
    gone, kept = keep(b"a code"), keep(b"no code")
    with django_capture_on_commit_callbacks(execute=True):
        erase([gone.pk])
    assert list(File.objects.all()) == [kept]
    assert default_storage.exists(path(gone)) is False
    assert read(kept) == b"no code"
    with pytest.raises(Damaged):
        read(gone)


def test_bytes_that_another_row_has_stay(acacias, django_capture_on_commit_callbacks):
    one, other = keep(b"the same"), keep(b"the same", name="copy.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        erase([one.pk])
    assert read(other) == b"the same"


def test_what_is_rolled_back_keeps_its_bytes(acacias):
    """No commit, no removal."""
    file = keep(b"still wanted")
    erase([file.pk])
    assert default_storage.exists(path(file)) is True


def test_many_cost_no_more_than_one(acacias):
    def cost(number):
        files = [keep(bytes([number, n])).pk for n in range(number)]
        with CaptureQueriesContext(connection) as captured:
            erase(files)
        return len(captured)

    assert cost(1) == cost(20)
