"""What everybody downloads, and derives again."""

import io
import json
import re
import subprocess
import sys
import zipfile
from uuid import uuid4

import pytest
from PIL import Image

from koprogo.documents import services as documents
from koprogo.tenancy import enter
from tests import cast
from tests.transparency.public_pages import making
from tests.transparency.public_pages.making import PAGE
from transparency.models import Publication, Report
from transparency.public.cells import files, from_files, sha256
from transparency.public.figures import Figures, plain
from transparency.public.stored import read
from transparency.public.tables import TABLES, Tables, canonical

SITE = f"http://testserver{PAGE}"


def test_what_is_stored_is_read_again(published):
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        row = Publication.objects.get()
    assert read(Tables, row.tables) == published
    figures = read(Figures, row.figures)
    assert (plain(figures), figures.digest) == (row.figures, row.digest)


def test_a_release_that_stored_more_is_read(published):
    stored = plain(published)
    more = {**stored, "later": [], "costs": [{**stored["costs"][0], "later": 1}]}
    assert read(Tables, more).costs == published.costs[:1]
    fewer = {name: rows for name, rows in stored.items() if name != "goals"}
    assert read(Tables, fewer).goals == ()


def test_csv_is_the_table(client, published):
    for name, data in files(published).items():
        answer = client.get(f"{PAGE}/data/{name}")
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert answer.content == data
        assert client.get(f"{PAGE}/{name}").content == data


def test_json_is_the_same_rows(client, published):
    for table in TABLES:
        answer = client.get(f"{PAGE}/data/{table.name}.json")
        assert answer["Content-Type"] == "application/json"
        assert answer.json() == plain(getattr(published, table.name))


def test_the_package_is_what_its_description_says(client, published):
    described = client.get(f"{PAGE}/datapackage.json").json()
    assert described["homepage"] == SITE
    assert described["created"] == "2026-03-19T10:00:00Z"
    for one in described["resources"]:
        # Relative to where the description lies, as the standard wants it.
        data = client.get(f"{PAGE}/{one['path']}").content
        assert one["hash"] == f"sha256:{sha256(data)}"
        assert one["bytes"] == len(data)


def test_anybody_derives_the_figures_again(client, published, tmp_path, look):
    answer = client.get(f"{PAGE}/data/data.zip")
    assert answer["Content-Disposition"] == 'attachment; filename="figures.zip"'
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path)
    run = subprocess.run(
        [sys.executable, "-I", "rederive.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    digest, verdict = run.stdout.splitlines()
    assert (run.returncode, verdict) == (0, "All agrees.")
    assert digest.split()[-1] == look().facts["SHA-256 of datapackage.json"][0]
    assert (tmp_path / "rederive.py").read_bytes() == (
        client.get(f"{PAGE}/rederive.py").content
    )
    found = {one.name: one.read_bytes() for one in tmp_path.glob("*.csv")}
    assert canonical(from_files(found)) == published


def test_a_catalogue_finds_every_file(client, published):
    answer = client.get(f"{PAGE}/catalogue.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    found = json.loads(answer.content)
    assert found["@id"] == SITE
    for one in found["dcat:distribution"]:
        data = client.get(one["dcat:downloadURL"]["@id"])
        assert data.status_code == 200
        assert one["dcat:byteSize"]["@value"] == str(len(data.content))
        checksum = one["spdx:checksum"]["spdx:checksumValue"]["@value"]
        assert checksum == sha256(data.content)
    assert len(found["dcat:distribution"]) == len(TABLES) + 3


# Reports


def report_of(published):
    return published.reports[0].path.split("/")[3]


@pytest.mark.parametrize("language", making.LANGUAGES)
def test_a_report_never_changes(client, published, language):
    [path] = [one.path for one in published.reports if one.language == language]
    answer = client.get(path)
    assert b"".join(answer) == making.PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].endswith(f'filename="report-{language}.pdf"')
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert dict(answer.cookies) == {}
    known = client.get(path, headers={"If-None-Match": answer["ETag"]})
    assert (known.status_code, known.content) == (304, b"")
    assert known["Cache-Control"] == answer["Cache-Control"]


def test_only_published_reports_are_read(client, published):
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        draft = Report.objects.create(kind="quarter", year=2024, quarter=1)
    for report in (draft.uuid, uuid4()):
        assert client.get(f"{PAGE}/reports/{report}/fr.pdf").status_code == 404
    assert (
        client.get(f"{PAGE}/reports/{report_of(published)}/es.pdf").status_code == 404
    )


def test_a_report_that_the_storage_lost_is_not_kept(client, published, monkeypatch):
    def lost(_file):
        raise documents.Damaged(_file.uuid)

    monkeypatch.setattr("koprogo.documents.http.open_kept", lost)
    answer = client.get(f"{PAGE}/reports/{report_of(published)}/fr.pdf")
    assert answer.status_code == 500
    assert "Cache-Control" not in answer or "public" not in answer["Cache-Control"]


# Feed and picture


@pytest.mark.parametrize("language", making.LANGUAGES)
def test_the_feed_tells_what_is_new(client, published, language):
    answer = client.get(f"{PAGE}/feed", {"lang": language})
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    text = answer.content.decode()
    assert f'xml:lang="{language}"' in text
    # Three prices of co-ownerships, two decisions, one report of four languages.
    assert text.count("<entry>") == 6
    assert text.count(f"/{language}.pdf") == 1
    idents = re.findall("<id>(.*?)</id>", text)
    assert len(set(idents)) == len(idents) == 7
    assert f"<id>{SITE}#price-2026-01-01-1</id>" in text


def test_the_latest_stands_first(client, published):
    text = client.get(f"{PAGE}/feed", {"lang": "en"}).content.decode()
    newest, older = text.index("Q4 2025"), text.index("Price: €0.60 a month")
    assert newest < older < text.index("Surplus of 2024")


@pytest.mark.parametrize("language", making.LANGUAGES)
def test_the_picture_speaks_the_language_of_its_name(client, published, language):
    answer = client.get(f"{PAGE}/picture-{language}.png", {"lang": "en"})
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Language"] == language
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (1200, 630)
