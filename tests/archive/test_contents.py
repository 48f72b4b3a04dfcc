"""What an archive holds, for people and for programs that never heard of us."""

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
from base64 import b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from koprogo.archive.catalogue import tables
from tests.archive.reading import files_of, lines
from tests.audit.test_worked_example import SCRIPT

# https://specs.frictionlessdata.io/table-schema/: what a field's type may be.
TYPES = {
    "string",
    "number",
    "integer",
    "boolean",
    "object",
    "array",
    "date",
    "datetime",
}
# As its lexical representations say.
SPELLING = {
    "integer": r"-?[0-9]+",
    "number": r"-?[0-9]+(\.[0-9]+)?",
    "boolean": r"true|false",
    "date": r"\d{4}-\d\d-\d\d",
    "datetime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z",
    "array": r"\[.*\]",
    "object": r"[{\[].*[}\]]",
    "string": r"(?s).*",
}


@pytest.fixture(scope="module")
def files(packed):
    return files_of(packed)


@pytest.fixture(scope="module")
def described(files):
    return json.loads(files["datapackage.json"])


def table(files, path):
    return list(
        csv.DictReader(io.StringIO(files[path].decode("utf-8-sig")), delimiter=";")
    )


def test_every_file_is_listed_and_hashed(files):
    manifest = json.loads(files["manifest.json"])
    assert {
        name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in files.items()
        if name not in {"manifest.json", "signature.json"}
    } == manifest["files"]
    assert manifest["tenant"]["slug"] == "acacias"


def test_the_signature_holds_for_any_program(files):
    signed = json.loads(files["signature.json"])
    key = Ed25519PublicKey.from_public_bytes(b64decode(signed["public_key"]))
    key.verify(b64decode(signed["signature"]), files["manifest.json"])
    assert signed["public_key"] in files["README.en.txt"].decode()


def test_the_descriptor_is_a_data_package(files, described):
    """Required: https://specs.frictionlessdata.io/data-package/ and data-resource/."""
    assert (described["profile"], described["name"]) == ("data-package", "acacias")
    resources = described["resources"]
    names = [one["name"] for one in resources]
    assert [name for name in names if not re.fullmatch(r"[-a-z0-9._/]+", name)] == []
    assert len(names) == len(set(names))
    assert [one for one in resources if one["bytes"] != len(files[one["path"]])] == []
    assert [
        one
        for one in resources
        if one["hash"] != f"sha256:{hashlib.sha256(files[one['path']]).hexdigest()}"
    ] == []
    last = {"datapackage.json", "manifest.json", "signature.json"}
    assert {one["path"] for one in resources} == set(files) - last


def test_every_table_follows_its_schema(files, described):
    """https://specs.frictionlessdata.io/table-schema/, cell by cell."""
    found = {one["name"]: one for one in described["resources"] if "schema" in one}
    assert set(found) == {"persons"} | {t.label.lower() for t in tables()}
    ids = {}
    for name, resource in found.items():
        rows = list(csv.DictReader(io.StringIO(files[resource["path"]].decode())))
        fields = resource["schema"]["fields"]
        assert list(rows[0]) == [field["name"] for field in fields]
        assert {field["type"] for field in fields} <= TYPES
        for field in fields:
            spelling = re.compile(SPELLING[field["type"]])
            cells = {row[field["name"]] for row in rows} - {""}
            assert [cell for cell in cells if not spelling.fullmatch(cell)] == []
            if field.get("constraints", {}).get("required"):
                assert "" not in {row[field["name"]] for row in rows}
        ids[name] = {row.get("id") for row in rows}
        if resource["schema"].get("primaryKey"):
            assert len(ids[name]) == len(rows)
    for name, resource in found.items():
        rows = list(csv.DictReader(io.StringIO(files[resource["path"]].decode())))
        for key in resource["schema"]["foreignKeys"]:
            used = {row[key["fields"]] for row in rows} - {""}
            assert used <= ids[key["reference"]["resource"] or name]


def test_csv_and_json_lines_have_the_same_rows(files):
    rows = lines(files["data/buildings.lot.jsonl"])
    cells = list(csv.DictReader(io.StringIO(files["data/buildings.lot.csv"].decode())))
    assert [row["code"] for row in cells] == [row["code"] for row in rows]
    assert [row["code"] for row in rows] == ["A", "B", "C", "K"]


def test_a_spreadsheet_runs_nothing(files):
    texts = [row["text"] for row in lines(files["data/ledger.entry.jsonl"])]
    entries = io.StringIO(files["data/ledger.entry.csv"].decode())
    cells = [row["text"] for row in csv.DictReader(entries)]
    assert "=Interest" in texts
    assert [cell for cell in cells if cell.startswith("=")] == []
    assert "'=Interest" in cells


def test_people_read_the_register_and_the_balances(files):
    assert [row["Shares"] for row in table(files, "register/lots.csv")] == [
        *("500", "300", "200", "0")
    ]
    owners = table(files, "register/owners.csv")
    assert {row["E-mail"] for row in owners} >= {"omar@example.org"}
    mandates = table(files, "register/mandates.csv")
    assert [row["Firm"] for row in mandates] == ["Lambert Syndic"]
    balances = table(files, "books/trial-balance.csv")
    assert sum(round(float(row["Balance"]) * 100) for row in balances) == 0
    items = table(files, "books/open-items.csv")
    assert {row["Account"] for row in items} >= {"H1", "H2", "H3"}


def test_documents_have_their_titles_and_stand_once(files):
    statutes = "documents/Basic deed, statutes and internal rules"
    assert [name for name in files if name.startswith("documents/")] == [
        f"{statutes}/Basic deed of Les Acacias.txt",
        f"{statutes}/House rules.txt",
        f"{statutes}/Offer under discussion.txt",
        f"{statutes}/Rules.txt",
        f"{statutes}/Which- A-B- -one-.txt",
        f"{statutes}/Which- A-B- -one- (2).txt",
        "documents/Works and quotes/Renovation of the roof.txt",
    ]
    hashes = {
        name: hashlib.sha256(data).hexdigest()
        for name, data in files.items()
        if name.startswith(("documents/", "files/"))
    }
    assert [name for name, one in hashes.items() if name == f"files/{one}"] == [
        name for name in hashes if name.startswith("files/")
    ]
    twice = {f"files/{one}" for name, one in hashes.items() if name[0] == "d"}
    assert twice & set(files) == set()
    kept = {row["sha256"] for row in lines(files["data/documents.file.jsonl"])}
    assert kept == set(hashes.values())


def test_the_chain_of_seals_is_checked_without_us(files, tmp_path):
    for name in ("events", "seals"):
        (tmp_path / f"{name}.jsonl").write_bytes(files[f"history/{name}.jsonl"])
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    printed = subprocess.run(
        [sys.executable, "-I", "script.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert printed.stdout.splitlines() == ["1 sound"]


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_each_language_has_a_readme(files, language):
    text = files[f"README.{language}.txt"].decode()
    assert "Les Acacias" in text
    assert "register/lots.csv" in text
    assert "&#" not in text
