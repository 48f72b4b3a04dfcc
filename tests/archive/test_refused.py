"""What does not come in: each for its reason, and nothing was changed."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage

from koprogo.accounts.models import User
from koprogo.archive import errors, package
from koprogo.archive.package import MANIFEST, SIGNATURE
from koprogo.archive.signing import public_key
from koprogo.tenancy.models import Tenant
from tests.archive.conftest import brought_in
from tests.archive.packing import forged, repacked
from tests.archive.reading import files_of, lines

LOTS = "data/buildings.lot.jsonl"
ENTRIES = "data/ledger.entry.jsonl"
LEDGER = "data/ledger.line.jsonl"


@pytest.fixture(scope="module", autouse=True)
def empty(elsewhere):
    with elsewhere():
        yield


@pytest.fixture(autouse=True)
def nothing_changed(empty):
    before = set(default_storage.listdir("tenants")[0])
    yield
    assert Tenant.objects.count() == User.objects.count() == 0
    left = set(default_storage.listdir("tenants")[0]) - before
    assert [
        f for one in left for f in default_storage.listdir(f"tenants/{one}")[1]
    ] == []


def refusal(data, **options):
    with pytest.raises(errors.ArchiveError) as refused:
        brought_in(data, **options)
    return type(refused.value)


def changed(data, path, change):
    """Return the file with its first row changed by ``change``."""
    rows = lines(files_of(data)[path])
    change(rows[0])
    return {path: "".join(f"{json.dumps(row)}\n" for row in rows).encode()}


def manifest_of(data):
    return json.loads(files_of(data)[MANIFEST])


@pytest.mark.parametrize("cut", [0, 10, 5_000, -1, -30])
def test_cut_short(packed, cut):
    assert refusal(packed[:cut]) is errors.NoArchive


def test_a_broken_byte(packed):
    with ZipFile(BytesIO(packed)) as archive:
        at = archive.getinfo(LOTS).header_offset + 200
    broken = packed[:at] + bytes([packed[at] ^ 255]) + packed[at + 1 :]
    assert refusal(broken) in {errors.NoArchive, errors.Tampered}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({LOTS: b""}, errors.Tampered),
        ({LOTS: None}, errors.Tampered),
        ({"more.txt": b"more"}, errors.Tampered),
        ({"../../etc/cron.d/x": b"more"}, errors.Tampered),
        ({"/etc/x": b"more"}, errors.Tampered),
        ({"a\\b": b"more"}, errors.Tampered),
        ({MANIFEST: None}, errors.NoArchive),
        ({SIGNATURE: None}, errors.NoArchive),
        ({MANIFEST: b"{"}, errors.NoArchive),
        ({MANIFEST: b"[]"}, errors.NoArchive),
        ({MANIFEST: b'{"format": "photos"}'}, errors.NoArchive),
        ({SIGNATURE: b"{}"}, errors.BadSignature),
    ],
)
def test_changed_under_the_old_signature(packed, changes, expected):
    assert refusal(repacked(packed, changes)) is expected


def test_a_manifest_under_the_old_signature(packed):
    manifest = manifest_of(packed) | {"site": "Somebody else"}
    changes = {MANIFEST: json.dumps(manifest).encode()}
    assert refusal(repacked(packed, changes)) is errors.BadSignature


def test_twins(packed):
    target = BytesIO(packed)
    with (
        ZipFile(target, "a") as archive,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        archive.writestr(LOTS, b"")
    assert refusal(target.getvalue()) is errors.Tampered


@pytest.mark.parametrize("path", ["../x", "a/../../x", "a/./x", "C:x", "x\x1f"])
def test_signed_with_names_that_lead_elsewhere(packed, path):
    assert refusal(forged(packed, {path: b"x"})) is errors.Tampered


def test_a_bomb(packed, monkeypatch):
    monkeypatch.setattr(package, "GROWTH_FREE", 1_000_000)
    bomb = forged(packed, {"zeros": bytes(100_000_000)})
    assert refusal(bomb) is errors.TooLarge


def test_a_manifest_that_is_a_bomb(packed, monkeypatch):
    monkeypatch.setattr(package, "LONGEST_MANIFEST", 1_000)
    assert refusal(packed) is errors.TooLarge


def test_another_format(packed):
    assert refusal(forged(packed, {}, version=2)) is errors.OtherFormat


def test_another_signer(packed):
    options = {"signed_by": public_key("another secret")}
    assert refusal(packed, **options) is errors.OtherSigner


@pytest.mark.parametrize(
    "about", [{"rows": []}, {"proofs": None}, {"site": 1}, {"made_at": None}]
)
def test_a_manifest_that_lacks_something(packed, about):
    assert refusal(forged(packed, {}, **about)) is errors.NoArchive


@pytest.mark.parametrize("files", [[], {"a": 1}, {"a": {"bytes": "1"}}])
def test_a_list_of_files_that_is_none(packed, files):
    changes = {MANIFEST: json.dumps(manifest_of(packed) | {"files": files}).encode()}
    assert refusal(repacked(packed, changes)) is errors.NoArchive


def test_tables_of_a_later_version(packed):
    rows = manifest_of(packed)["rows"] | {"gardens.Tree": 3}
    assert refusal(forged(packed, {}, rows=rows)) is errors.OtherFormat


@pytest.mark.parametrize(
    "tenant",
    [None, {}, {"uuid": "x"}, {"slug": "not a slug"}, {"kind": "k" * 50}],
)
def test_no_tenant(packed, tenant):
    known = tenant and manifest_of(packed)["tenant"] | tenant
    assert refusal(forged(packed, {}, tenant=known)) is errors.NoArchive


@pytest.mark.parametrize(
    ("path", "change"),
    [
        (LOTS, {"colour": "red"}),
        (LOTS, {"shares": "many"}),
        (LOTS, {"primary": 10**9}),
        (ENTRIES, {"posted_at": "yesterday"}),
        ("data/persons.jsonl", {"id": []}),
        ("data/buildings.keypart.jsonl", {"lot": 10**9}),
    ],
)
def test_a_row_that_fits_no_model(packed, path, change):
    data = forged(packed, changed(packed, path, lambda row: row.update(change)))
    assert refusal(data) is errors.Malformed


@pytest.mark.parametrize("text", [b"{\n", b"[]\n"])
def test_a_line_that_is_no_row(packed, text):
    assert refusal(forged(packed, {LOTS: text})) is errors.Malformed


@pytest.mark.parametrize(
    ("path", "change"),
    [
        # An amount that was not posted; lots that are more than the deed has.
        (LEDGER, {"debit": "1234.56", "credit": "0.00"}),
        ("data/buildings.keypart.jsonl", {"parts": 10**6}),
        ("data/finance.callline.jsonl", {"amount": "0.01"}),
        ("data/buildings.lot.jsonl", {"code": ""}),
    ],
)
def test_what_can_never_be_true(packed, path, change):
    data = forged(packed, changed(packed, path, lambda row: row.update(change)))
    assert refusal(data) is errors.RefusedByDatabase


def test_other_numbers(packed):
    data = forged(packed, changed(packed, ENTRIES, lambda row: row.update(number=7)))
    assert refusal(data) is errors.NotTheSame


def test_rows_left_out(packed):
    rows = manifest_of(packed)["rows"] | {"buildings.Consent": 0}
    assert refusal(forged(packed, {}, rows=rows)) is errors.NotTheSame


def test_another_trial_balance(packed):
    proofs = manifest_of(packed)["proofs"]
    [first, *rest] = proofs["trial balance"]
    proofs["trial balance"] = [[first[0], "0.00", first[2]], *rest]
    assert refusal(forged(packed, {}, proofs=proofs)) is errors.NotTheSame


def test_a_table_without_its_rows(packed):
    assert refusal(forged(packed, {LOTS: None})) is errors.Tampered


def test_a_file_without_its_bytes(packed):
    [name, *_] = [name for name in files_of(packed) if name.startswith("files/")]
    assert refusal(forged(packed, {name: None})) is errors.Tampered
