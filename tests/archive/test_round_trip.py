"""Out of one installation, into an empty one: everything is there, and the same."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from buildings import services
from buildings.models import Building, LibraryDocument, Lot, Role
from finance.models import Contest, ContestAnswer
from koprogo.accounts.models import User
from koprogo.archive import errors
from koprogo.archive.catalogue import tables, tenant_models
from koprogo.documents.models import File
from koprogo.documents.services import read
from koprogo.ledger.queries import verify
from koprogo.slots import archive_stays
from koprogo.tenancy import enter
from tests.archive.conftest import brought_in, exported
from tests.archive.packing import forged
from tests.archive.past import SECRET
from tests.archive.reading import as_it_arrives, closed_or_not, files_of, lines, rows_of

PAGES = ["", "lots/", "owners/", "keys/", "calls/", "payments/", "accounts/"]
PAGES += ["library/", "history/", "suppliers/", "settings/", "settings/archive/"]


@pytest.fixture(scope="module")
def arrived(packed, elsewhere):
    """Its tenant, in an installation that was empty."""
    with elsewhere():
        yield brought_in(packed)


@pytest.fixture
def inside(arrived):
    with enter(arrived.pk, by=None):
        yield arrived


def test_every_model_travels_or_says_why_not():
    travels = {table.label for table in tables()}
    assert travels | set(archive_stays) == {m._meta.label for m in tenant_models()}
    assert travels & set(archive_stays) == set()


def test_nothing_is_empty(packed):
    assert [label for label, rows in rows_of(packed).items() if not rows] == []


def test_rows_are_the_same(packed, inside):
    packed_rows = rows_of(packed)
    events = [row["event"] for row in packed_rows["notifications.Delivery"]]
    assert events.count("waits") == 1
    before = as_it_arrives(packed_rows)
    after = closed_or_not(rows_of(exported(inside)))
    # What it says of before is filed as a document.
    new = {"buildings.LibraryDocument", "buildings.LibraryVersion", "documents.File"}
    assert {
        label: after[label][: len(rows)] for label, rows in before.items()
    } == before
    assert {label: len(after[label]) - len(rows) for label, rows in before.items()} == {
        label: int(label in new) for label in before
    }


def test_what_gives_access_or_holds_a_code_stays(packed):
    files = files_of(packed)
    rows = rows_of(packed)
    assert {row["recipient"] for row in rows["notifications.Delivery"]} == {
        "owner:1",
        "owner:2",
        "owner:3",
    }
    assert "invites" not in {row["event"] for row in rows["notifications.Delivery"]}
    assert "l.pdf" not in {row["name"] for row in rows["documents.File"]}
    assert "user" not in rows["buildings.Owner"][0]
    spelt = b"".join(files.values())
    assert [word for word in (SECRET, "@example.org") if word.encode() in spelt] == [
        "@example.org"
    ]


def test_files_are_the_same(inside):
    assert {read(file) for file in File.objects.filter(name="rules.txt")} == {
        "Le toit sera rénové.".encode(),
        b"The first.",
        b"The second.",
        b"text",
    }
    assert [len(read(file)) for file in File.objects.all()] == [
        file.size for file in File.objects.all()
    ]


def test_the_books_are_sound(inside):
    assert verify() == []


def test_nobody_has_access(inside):
    assert Building.objects.get().tenant.slug == "acacias"
    assert set(User.objects.values_list("is_active", flat=True)) == {False}


def test_the_history_of_before_is_filed(inside):
    found = LibraryDocument.objects.get(category="other")
    [version] = found.versions.all()
    assert b"Lot A was added with 500 shares." in read(version.file)


def test_pages_open_for_the_next_syndic(inside):
    user = User.objects.create_user("next@example.org", "x", name="Next")
    firm = services.create_firm(name="Next Syndic")
    today = timezone.localdate()
    services.employ(user, firm=firm, role=Role.MANAGER, since=today)
    services.start_mandate(
        Building.objects.get(),
        firm=firm,
        since=today,
        until=today.replace(year=today.year + 1),
        by=None,
    )
    client = Client()
    client.force_login(user)
    statuses = {page: client.get(f"/b/acacias/{page}").status_code for page in PAGES}
    assert statuses == dict.fromkeys(PAGES, 200)


def test_one_of_before_a_column_and_a_table_were_added(packed, elsewhere):
    lots = "data/buildings.lot.jsonl"
    rows = lines(files_of(packed)[lots])
    for row in rows:
        del row["floor"]
    manifest = json.loads(files_of(packed)["manifest.json"])
    del manifest["rows"]["finance.ContestAnswer"]
    older = forged(
        packed,
        {lots: "".join(f"{json.dumps(row)}\n" for row in rows).encode()},
        rows=manifest["rows"],
    )
    with elsewhere(), enter(brought_in(older).pk, by=None):
        assert set(Lot.objects.values_list("floor", flat=True)) == {""}
        assert (Contest.objects.count(), ContestAnswer.objects.count()) == (2, 0)


def test_it_comes_in_once(packed, inside):
    with pytest.raises(errors.AlreadyHere):
        brought_in(packed)
    with pytest.raises(errors.AlreadyHere):
        brought_in(packed, slug="elsewhere")
