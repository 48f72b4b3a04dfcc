"""Documents by a program: the files of the pages, their readers and their versions."""

import pytest
from django.conf import settings
from django.core.files.storage import default_storage

from buildings.library import Audience
from buildings.models import LibraryDocument
from koprogo.jobs.services import run_all
from tests.api.conftest import problem, wrong
from tests.buildings.documents import intake, library_document

RULES = ("House rules.txt", "Le toit sera rénové.".encode())


def sent(**changes):
    return {"file": RULES, "category": "statutes", "audience": "owners"} | changes


def titles(answer):
    return [row["document"]["title"] for row in answer.json()["results"]]


def test_a_document_is_added_with_its_file(program):
    made = program("sophie").upload("library/", **sent(dated_on="2020-05-17"))
    assert made.status_code == 201
    document = made.json()
    [version] = document["versions"]
    assert (document["title"], document["dated_on"]) == ("House rules", "2020-05-17")
    assert (version["number"], version["file"]["name"]) == (1, "House rules.txt")
    path = f"library/{document['uuid']}/"
    assert program("omar").get(path).json() == document
    file = program("omar").get(f"{path}versions/1/file/")
    assert (file.getvalue(), file["Content-Type"]) == (RULES[1], "text/plain")
    assert file["Content-Disposition"] == 'attachment; filename="House rules.txt"'
    assert program("omar").get(f"{path}versions/2/file/").status_code == 404


def test_a_title_may_be_given(program):
    made = program("sophie").upload("library/", **sent(title="Rules of 2020"))
    assert made.json()["title"] == "Rules of 2020"


def test_the_next_version(program, acacias):
    document = library_document()
    path = f"library/{document.uuid}/"
    sophie = program("sophie")
    made = sophie.upload(f"{path}versions/", file=("b.txt", b"Two"), note="Roof")
    assert (made.status_code, made.json()["number"], made.json()["note"]) == (
        201,
        2,
        "Roof",
    )
    again = sophie.upload(f"{path}versions/", file=("c.txt", b"Two"))
    assert problem(again) == (400, "same-file")
    assert again.json()["errors"] == {
        "file": ["This is the file of the current version."]
    }
    numbers = [one["number"] for one in sophie.get(path).json()["versions"]]
    assert numbers == [2, 1]


def test_what_is_known_of_a_document_is_changed(program, acacias):
    document = library_document(dated_on="2020-01-01")
    path = f"library/{document.uuid}/"
    changed = program("sophie").patch(path, {"audience": "office"}).json()
    assert (changed["audience"], changed["title"]) == ("office", "Rules")
    assert changed["dated_on"] == "2020-01-01"
    assert program("omar").get(path).status_code == 404


def test_a_withdrawn_document_is_the_offices(program, acacias):
    document = library_document()
    path = f"library/{document.uuid}/"
    sophie, omar = program("sophie"), program("omar")
    assert sophie.post(f"{path}withdraw/").json()["withdrawn_at"]
    assert [one.get(path).status_code for one in (sophie, omar)] == [200, 404]
    assert titles(sophie.get("library/", withdrawn="true")) == ["Rules"]
    assert titles(sophie.get("library/", withdrawn="false")) == []
    assert titles(omar.get("library/")) == []
    assert sophie.post(f"{path}restore/").json()["withdrawn_at"] is None
    assert titles(omar.get("library/")) == ["Rules"]


def test_documents_are_found(program, acacias):
    library_document("Roof", text="Les ardoises sont neuves.", category="works")
    library_document("Rules", audience=Audience.OFFICE)
    library_document("House", audience=Audience.EVERYBODY)
    run_all()
    sophie = program("sophie")
    assert titles(sophie.get("library/")) == ["House", "Rules", "Roof"]
    [hit] = sophie.get("library/", q="ardoise").json()["results"]
    assert (hit["document"]["title"], hit["snippet"]) == (
        "Roof",
        "Les ardoises sont neuves.",
    )
    assert titles(sophie.get("library/", q=" ")) == ["House", "Rules", "Roof"]
    assert titles(sophie.get("library/", category="works")) == ["Roof"]
    assert titles(sophie.get("library/", audience="office")) == ["Rules"]
    assert titles(program("otto").get("library/")) == ["House"]


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"file": ""}, {"file": "This field is required."}),
        (
            {"file": ("x.exe", b"MZ")},
            {"file": "“x.exe” is not of a kind that is kept."},
        ),
        ({"category": "secret"}, {"category": "Select a valid choice."}),
        ({"title": "x" * 151}, {"title": "Ensure this value has at most 150"}),
    ],
)
def test_what_is_refused_is_told_at_its_field(program, acacias, changes, errors):
    answer = program("sophie").upload("library/", **sent(**changes))
    said = wrong(answer)
    assert list(said) == list(errors)
    assert all(said[name].startswith(text) for name, text in errors.items())
    assert LibraryDocument.objects.count() == 0


def test_a_file_that_is_too_large_is_dropped(program, monkeypatch):
    monkeypatch.setattr(settings, "UPLOAD_LIMIT_BYTES", 10)
    answer = program("sophie").upload("library/", **sent())
    assert wrong(answer) == {
        "file": "House rules.txt: larger than 0 MB. Nothing was read."
    }


def raw(program, body, kind="multipart/form-data; boundary=B"):
    sophie = program("sophie")
    return sophie.client.post(
        "/api/v1/buildings/acacias/library/",
        body,
        content_type=kind,
        headers={"Authorization": f"Bearer {sophie.secret}"},
    )


def part(disposition, content=b"x"):
    return b"--B\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % (
        disposition,
        content,
    )


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"no form at all", 400, "invalid"),
        (part(b"name=a; filename*=bogus''x") + b"--B--", 400, "invalid"),
        (part(b"name=a") * 10_001 + b"--B--", 400, "invalid"),
        (part(b"name=a", b"x" * 3_000_000) + b"--B--", 413, "too-large"),
    ],
)
def test_forms_that_are_none(program, body, status, code):
    assert problem(raw(program, body)) == (status, code)


def test_json_is_no_form(program):
    answer = raw(program, b"{}", "application/json")
    assert problem(answer) == (415, "unsupported-media-type")


def test_a_file_is_sent_whatever_is_accepted(program, acacias):
    path = f"library/{library_document().uuid}/versions/1/file/"
    answer = program("omar")("GET", path, Accept="image/webp")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain")


def test_a_lost_file_is_a_problem(program, acacias):
    document = library_document()
    file = document.versions.get().file
    digest = intake().sha256
    path = f"tenants/{file.tenant_id}/{digest[:2]}/{digest}"
    default_storage.delete(path)
    answer = program("omar").get(f"library/{document.uuid}/versions/1/file/")
    assert problem(answer) == (500, "server-error")
