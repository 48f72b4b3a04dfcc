"""Whoever steals the database and the files of the server reads nothing of a request."""

from base64 import b64encode
from gzip import compress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import psycopg
import pytest
from django.apps import apps
from django.core import mail
from django.db.models import TextField
from psycopg.sql import SQL, Identifier

from deploy.local.database import database_url
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from koprogo.notifications.models import Delivery
from koprogo.privacy import copies
from koprogo.tenancy.models import Tenant
from tests import cast, databases
from tests.solidarity import making
from tests.solidarity.life import PUBLIC, lived
from tests.solidarity.searching import found_in

TABLES = """
    SELECT nspname, relname FROM pg_class
      JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE relkind IN ('r', 'm') AND relpersistence <> 't'
       AND nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
"""
#: texts that are about no request, or that everybody reads
PLAIN = {"LegalReview.note", "Testimony.text"}
#: how the files begin that nobody sealed
READABLE = (b"%PDF", b"PK", b"\xff\xd8", b"\x89PNG", b"\x1f\x8b")


@pytest.fixture
def life(own_database, settings, tmp_path):
    """The life of requests, committed, with its files on a disk and its mails sent."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    with making.inside():
        found = lived()
        # At night an announcement waits for the morning.
        Delivery.objects.update(due_at=making.timezone.now())
    copies.ask_copy(by=cast.user("omar"))
    run_all()
    return found


def dumped(database: str) -> dict[str, bytes]:
    """Return every row of every table, and the large objects, as the server's own."""
    found = {}
    url = database_url(databases.ADMIN_URL, name=database)
    with psycopg.connect(url) as connection:
        for schema, table in connection.execute(TABLES).fetchall():
            rows = SQL("COPY {} TO STDOUT").format(Identifier(schema, table))
            found[table] = _copied(connection, rows)
        large = SQL("COPY (SELECT data FROM pg_largeobject) TO STDOUT")
        found["large objects"] = _copied(connection, large)
    return found


def _copied(connection, statement) -> bytes:
    with connection.cursor().copy(statement) as rows:
        return b"".join(rows)


def test_a_dump_of_everything_says_nothing_of_a_request(own_database, life):
    tables = dumped(own_database)
    assert PUBLIC.encode() in tables["solidarity_testimony"]
    assert b"omar@example.org" in tables["accounts_user"]
    leaks = {
        name: found
        for name, data in tables.items()
        if (found := found_in(data, life.all_words))
    }
    assert leaks == {}
    assert len(tables) > 100
    assert tables["solidarity_request"].count(b"\n") == len(life.words)


def test_every_text_of_a_request_is_sealed_and_was_tried(life):
    """A column that the life leaves empty, or that is new, is named here."""
    columns = {
        (model, field.name)
        for model in apps.get_app_config("solidarity").get_models()
        for field in model._meta.fields
        if isinstance(field, TextField)
    }
    plain = {f"{model.__name__}.{name}" for model, name in columns} & PLAIN
    assert plain == PLAIN
    with making.inside():
        for model, name in columns:
            if f"{model.__name__}.{name}" in PLAIN:
                continue
            texts = list(
                model.objects.exclude(**{name: ""}).values_list(name, flat=True)
            )
            assert texts, (model, name)
            assert all(text.startswith("k1.") for text in texts), (model, name)


def test_the_files_of_the_server_say_nothing_of_a_request(life, tmp_path):
    paths = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(paths) > 12
    leaks = {
        str(path): found
        for path in paths
        if (found := found_in(path.read_bytes(), life.all_words))
    }
    assert leaks == {}
    fund = Tenant.objects.get(kind=Tenant.Kind.FUND)
    own = tmp_path / "tenants" / str(fund.pk)
    assert not [path for path in own.rglob("*") if _is_readable(path)]


def _is_readable(path: Path) -> bool:
    return path.is_file() and path.read_bytes().startswith(READABLE)


def test_what_is_sent_and_what_waits_says_nothing_of_a_request(life):
    texts = [f"{one.subject}\n{one.body}\n{one.to}" for one in mail.outbox]
    with making.inside():
        assert len(texts) == Delivery.objects.count() > 10
    jobs = [
        f"{job.name} {job.key} {job.arguments} {job.error}" for job in Job.objects.all()
    ]
    assert jobs
    assert found_in("\n".join([*texts, *jobs]).encode(), life.all_words) == []


def test_the_copy_of_a_person_opens_for_him(life):
    """The search can find: what is sealed on the disk stands in his own copy."""
    copy = copies.copy_of(cast.user("omar"), now=making.timezone.now())
    with copies.open_copy(copy) as opened:
        found = found_in(opened.read(), life.all_words)
    assert {"ZwOmarReasonIjg", "ZwOmarIdentitybytesIjg"} <= set(found)
    assert set(found) <= life.words["omar"]


def test_the_search_finds_what_is_written_otherwise():
    word, packed = "ZwOmarReasonIjg", BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("one.txt", f"so: {word} " * 9)
    for data in (
        b"so: ZWOMARREASONIJG",
        word.encode("utf-16-le"),
        b"x" + word.encode("utf-16-be"),
        b"\\x" + word.encode().hex().encode(),
        compress(word.encode()),
        packed.getvalue(),
        *(b64encode(b"a" * before + word.encode() + b"more") for before in range(5)),
    ):
        assert found_in(data, [word, "ZwOther"]) == [word], data
    for text in ("1.481,10", "1481,10", "€1,481.10"):
        assert found_in(text.encode(), ["1481.10"]) == ["1481.10"]
    assert found_in(b"on 07/01/1951", ["1951-01-07"]) == ["1951-01-07"]
    assert found_in(b"BE68 5390 0754 7034", ["BE68539007547034"]) != []
    assert found_in(b64encode(b"nothing of it"), [word]) == []
