"""Bytes are kept once, given back as they were, and swept when nobody points to them."""

import logging
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from koprogo.documents.http import attachment
from koprogo.documents.models import File
from koprogo.documents.services import Damaged, read, store, sweep
from koprogo.tenancy import enter
from tests import cast


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    """Files in a folder of this test; the storage is made anew."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    return tmp_path


def keep(data=b"abc", name="rules.txt"):
    return store(data, name=name, content_type="text/plain", by=None)


def path(file):
    return f"tenants/{file.tenant_id}/{file.sha256[:2]}/{file.sha256}"


def replace(file, data):
    default_storage.delete(path(file))
    default_storage.save(path(file), ContentFile(data))


def stored(folder):
    return sorted(each.name for each in folder.rglob("*") if each.is_file())


def test_bytes_come_back_as_they_were(acacias):
    file = keep()
    assert (file.size, file.ending, read(file)) == (3, "TXT", b"abc")


def test_the_same_bytes_are_stored_once(acacias, own_storage):
    one, other = keep(), keep(name="copy.txt")
    assert one.sha256 == other.sha256
    assert stored(own_storage) == [one.sha256]


def test_what_a_crash_cut_short_is_written_again(acacias):
    file = keep()
    replace(file, b"a")
    assert read(keep()) == b"abc"


def test_the_same_bytes_of_another_building_are_its_own(acacias, own_storage):
    keep()
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        keep()
    assert len(stored(own_storage)) == 2


def test_other_bytes_than_were_stored_are_not_given_out(acacias):
    file = keep()
    replace(file, b"abd")
    with pytest.raises(Damaged):
        read(file)
    default_storage.delete(path(file))
    with pytest.raises(Damaged):
        read(file)


def test_a_file_leaves_as_an_attachment(acacias):
    response = attachment(keep(name="règlement.txt"), name="reglement «1».txt")
    assert response.getvalue() == b"abc"
    response.file_to_stream.close()
    assert response.headers == {
        "Content-Type": "text/plain",
        "Content-Length": "3",
        "Content-Disposition": "attachment; "
        "filename*=utf-8''reglement%20%C2%AB1%C2%BB.txt",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }


def test_a_damaged_file_is_said_and_logged(acacias, caplog):
    file = keep()
    replace(file, b"abd")
    with caplog.at_level(logging.ERROR):
        response = attachment(file)
    assert response.status_code == 500
    assert "This file is damaged" in response.content.decode()
    assert "abd" not in response.content.decode()
    assert [record.getMessage() for record in caplog.records] == [
        f"file {file.uuid} of tenant {file.tenant_id} is damaged"
    ]


def test_bytes_without_a_row_are_swept_after_a_day(acacias):
    kept, left = keep(), keep(b"left behind")
    File.objects.filter(pk=left.pk).delete()
    now = timezone.now()
    day = timedelta(days=1)
    assert sweep(now=now + day - timedelta(minutes=1), delete=True) == []
    assert sweep(now=now + day + timedelta(minutes=1), delete=False) == [path(left)]
    assert sweep(now=now + day + timedelta(minutes=1), delete=True) == [path(left)]
    assert not default_storage.exists(path(left))
    assert read(kept) == b"abc"


def test_a_building_without_files_has_nothing_to_sweep(acacias):
    assert sweep(now=timezone.now(), delete=True) == []


def held_locks():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT mode FROM pg_locks WHERE locktype = 'advisory'"
            " AND pid = pg_backend_pid() ORDER BY mode"
        )
        return [mode for (mode,) in cursor.fetchall()]


def test_who_stores_waits_for_who_sweeps(acacias):
    """They exclude each other; several may store at once."""
    before = held_locks()
    keep()
    assert held_locks() == [*before, "ShareLock"]
    sweep(now=timezone.now(), delete=False)
    assert held_locks() == [*before, "ExclusiveLock", "ShareLock"]


def command(*arguments):
    out = StringIO()
    call_command("sweep_files", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_the_command_enters_each_building(db, monkeypatch):
    paths = []
    for slug in (cast.ACACIAS, cast.BELLEVUE):
        with enter(cast.tenant(slug).pk, by=None):
            keep()
            left = keep(b"left behind")
            File.objects.filter(pk=left.pk).delete()
            paths.append(path(left))
    assert command() == ["0 left behind"]
    monkeypatch.setattr("koprogo.documents.services.REST", timedelta(0))
    assert command() == [*paths, "2 left behind"]
    assert command("--delete") == [*paths, "2 removed"]
    assert command("--delete") == ["0 removed"]
