"""The pages of the library, as each of the cast sees them."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from buildings.library import Audience
from buildings.models import LibraryDocument, LibraryVersion
from buildings.services import library as services
from koprogo.documents.models import File
from tests import cast
from tests.buildings.documents import intake, library_document, read_words
from tests.buildings.pages import actions, inside, refused, said, statements, text, url
from tests.documents import files

NEW = {"category": "statutes", "audience": "owners", "dated_on": ""}


def sent(name, data=b"text"):
    return SimpleUploadedFile(name, data)


def document(**fields):
    with inside():
        added = library_document(**fields)
        read_words()
        return added


def listed(page):
    return [
        version.document.title
        for _shelf, versions in page.context["sections"]
        for version in versions
    ]


# Reading

SEES = {
    "sophie": list(Audience),
    "amir": list(Audience),
    "anna": list(Audience),
    "clara": [Audience.EVERYBODY, Audience.OWNERS, Audience.COUNCIL],
    "axel": [Audience.EVERYBODY, Audience.OWNERS, Audience.COUNCIL],
    "omar": [Audience.EVERYBODY, Audience.OWNERS],
    "otto": [Audience.EVERYBODY],
}


@pytest.fixture
def one_of_each(db):
    """A document for each group of readers, titled by it."""
    with inside():
        return {
            audience: library_document(audience.value, audience=audience)
            for audience in Audience
        }


@pytest.mark.parametrize("name", SEES)
def test_each_sees_what_is_for_him(sign_in, one_of_each, name):
    client = sign_in(name)
    assert listed(client.get(url("library"))) == sorted(SEES[name])
    hits = client.get(url("library"), {"q": "rules"}).context["hits"]
    assert [version.document.title for version, _ in hits] == sorted(SEES[name])
    for page, more in (("document", ()), ("download", (1,))):
        opened = {
            audience: client.get(url(f"library-{page}", one.uuid, *more)).status_code
            for audience, one in one_of_each.items()
        }
        assert opened == {
            audience: 200 if audience in SEES[name] else 404 for audience in Audience
        }


@pytest.mark.parametrize("name", ["stijn", "bea", "felix", "bo", "cleo", "zoe"])
def test_strangers_see_nothing(sign_in, one_of_each, name):
    client = sign_in(name)
    everybodys = one_of_each[Audience.EVERYBODY].uuid
    for address in (
        url("library"),
        url("library-document", everybodys),
        url("library-download", everybodys, 1),
    ):
        assert client.get(address).status_code == 404


def test_a_document_is_not_opened_from_another_building(sign_in, one_of_each):
    client = sign_in("stijn")
    uuid = one_of_each[Audience.EVERYBODY].uuid
    for page, more in (
        ("document", ()),
        ("download", (1,)),
        ("edit", ()),
        ("version-new", ()),
        ("withdraw", ()),
        ("restore", ()),
    ):
        address = url(f"library-{page}", uuid, *more, slug=cast.BELLEVUE)
        assert (page, client.get(address).status_code) == (page, 404)
    assert listed(client.get(url("library", slug=cast.BELLEVUE))) == []


def test_by_category(sign_in):
    document(title="Deed")
    document(title="Roof", category="works")
    client = sign_in("omar")
    page = client.get(url("library"))
    assert [(shelf.value, len(rows)) for shelf, rows in page.context["sections"]] == [
        ("statutes", 1),
        ("works", 1),
    ]
    page = client.get(url("library"), {"category": "works"})
    assert listed(page) == ["Roof"]
    assert "<h1> Works and quotes </h1>" in text(page)
    assert listed(client.get(url("library"), {"category": "nix"})) == ["Deed", "Roof"]
    page = client.get(url("library"), {"category": "letters"})
    assert "There are no documents here." in text(page)


def test_search_marks_the_hit_and_escapes_the_rest(sign_in):
    document(title="Roof", text="a <b>bold</b> Été & more")
    page = sign_in("omar").get(url("library"), {"q": "ETE"})
    assert (
        "a &lt;b&gt;bold&lt;/b&gt; <mark>Été</mark> &amp; more" in page.content.decode()
    )
    page = sign_in("omar").get(url("library"), {"q": "<script>"})
    assert "No document was found." in text(page)
    assert "<script>" not in text(page)


def test_an_empty_library_says_what_comes_next(sign_in):
    html = text(sign_in("sophie").get(url("library")))
    assert "There are no documents yet." in html
    assert url("library-new") in html
    html = text(sign_in("otto").get(url("library")))
    assert "The syndic has not added any that you may read." in html
    assert url("library-new") not in html


@pytest.mark.parametrize("query", [{}, {"q": "toit"}])
def test_a_list_costs_the_same_for_few_and_many(sign_in, query):
    client = sign_in("sophie")
    address = url("library") + ("?q=toit" if query else "")
    document()
    before = statements(client, address)
    document(title="Roof", category="works")
    document(title="Gate", audience="office")
    assert statements(client, address) == before
    assert before <= 12


def test_a_document_costs_the_same_for_few_and_many_versions(sign_in):
    client = sign_in("sophie")
    one = document()
    before = statements(client, url("library-document", one.uuid))
    with inside():
        for number in range(2):
            services.add_version(one, file=intake(str(number)), by=None)
    assert statements(client, url("library-document", one.uuid)) == before
    assert before <= 12


def test_every_version_is_there_to_download(sign_in):
    one = document(text="one")
    with inside():
        services.add_version(one, file=intake("two", "two.txt"), note="Art. 5", by=None)
    client = sign_in("omar")
    html = text(client.get(url("library-document", one.uuid)))
    assert "Art. 5" in html
    assert url("library-edit", one.uuid) not in html
    contents = [
        client.get(url("library-download", one.uuid, number)).getvalue()
        for number in (1, 2)
    ]
    assert contents == [b"one", b"two"]
    assert client.get(url("library-download", one.uuid, 3)).status_code == 404


def test_a_download_is_saved_and_never_shown(sign_in):
    one = document(name="règles.txt")
    response = sign_in("omar").get(url("library-download", one.uuid, 1))
    headers = {
        name: response[name]
        for name in (
            "Content-Type",
            "Content-Disposition",
            "Cache-Control",
            "Content-Security-Policy",
            "X-Content-Type-Options",
        )
    }
    assert headers == {
        "Content-Type": "text/plain",
        "Content-Disposition": "attachment; filename*=utf-8''r%C3%A8gles.txt",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }


def test_a_damaged_file_is_said_calmly(sign_in):
    one = document(text="sound")
    with inside():
        file = one.versions.get().file
    path = f"tenants/{file.tenant_id}/{file.sha256[:2]}/{file.sha256}"
    default_storage.delete(path)
    default_storage.save(path, ContentFile(b"rotten"))
    page = sign_in("omar").get(url("library-download", one.uuid, 1))
    assert page.status_code == 500
    assert "This file is damaged" in text(page)
    assert "rotten" not in text(page)


# Adding


def add(client, *sent_files, **fields):
    return client.post(
        url("library-new"), NEW | fields | {"files": list(sent_files)}, follow=True
    )


def test_add_one_document(sign_in):
    page = add(
        sign_in("amir"),
        sent("Basic_deed.pdf", files.pdf()),
        audience="everybody",
        dated_on="2019-05-04",
    )
    assert said(page) == ["1 document is added."]
    assert page.context["document"].title == "Basic deed"
    with inside():
        one = LibraryDocument.objects.get()
    assert (one.audience, str(one.dated_on)) == ("everybody", "2019-05-04")
    assert actions() == ["library.added"]


def test_add_several_documents(sign_in):
    page = add(sign_in("sophie"), sent("b.txt"), sent("a.txt", b"other"))
    assert said(page) == ["2 documents are added."]
    assert listed(page) == ["a", "b"]


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"category": ""}, {"category": ["This field is required."]}),
        ({"dated_on": "soon"}, {"dated_on": ["Enter a valid date."]}),
        (
            {"audience": "omar"},
            {
                "audience": [
                    "Select a valid choice. omar is not one of the available choices."
                ]
            },
        ),
    ],
)
def test_what_is_missing_is_said_at_its_field(sign_in, change, errors):
    assert refused(add(sign_in("sophie"), sent("a.txt"), **change)) == errors
    with inside():
        assert File.objects.count() == 0


def test_one_refused_file_keeps_all_out(sign_in):
    page = add(sign_in("sophie"), sent("a.txt"), sent("virus.exe", b"MZ"))
    [error] = refused(page)["files"]
    assert error.startswith("“virus.exe” is not of a kind that is kept.")
    with inside():
        assert LibraryDocument.objects.count() == File.objects.count() == 0
    assert actions() == []


def test_a_file_above_the_limit_is_not_read(sign_in, settings):
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    client = sign_in("sophie")
    big = sent("big.txt", b"x" * (1024 * 1024 + 1))
    said_of_it = ["big.txt: larger than 1 MB. Nothing was read."]
    assert refused(add(client, sent("a.txt"), big)) == {"files": said_of_it}
    with inside():
        assert LibraryDocument.objects.count() == 0
    one = document()
    big.seek(0)
    page = client.post(url("library-version-new", one.uuid), {"file": big})
    assert refused(page) == {"file": said_of_it}


# Changing


def test_add_a_version(sign_in):
    one = document(text="one")
    client = sign_in("sophie")
    address = url("library-version-new", one.uuid)
    page = client.post(
        address, {"file": sent("two.txt", b"two"), "note": "Art. 5"}, follow=True
    )
    assert said(page) == ["The new version is added."]
    page = client.post(address, {"file": sent("again.txt", b"two")})
    assert refused(page) == {"file": ["This is the file of the current version."]}
    page = client.post(address, {"file": sent("again.pdf", b"two")})
    assert list(refused(page)) == ["file"]
    with inside():
        assert LibraryVersion.objects.count() == 2
    assert actions() == ["library.renewed"]


def test_edit_a_document(sign_in):
    one = document()
    address = url("library-edit", one.uuid)
    client = sign_in("amir")
    page = client.post(address, NEW | {"title": ""})
    assert refused(page) == {"title": ["This field is required."]}
    assert "Edit Rules" in text(page)
    data = {"title": "House rules", "category": "other", "audience": "council"}
    page = client.post(address, data | {"dated_on": "2026-01-31"}, follow=True)
    assert said(page) == ["The document is saved."]
    assert "House rules" in text(page)
    assert actions() == ["library.audience_changed", "library.changed"]
    assert sign_in("omar").get(url("library-document", one.uuid)).status_code == 404


def test_withdraw_and_restore(sign_in):
    one = document()
    office, owner = url("library-document", one.uuid), url("library")
    page = sign_in("sophie").post(url("library-withdraw", one.uuid), follow=True)
    assert said(page) == ["The document is withdrawn."]
    assert "only the syndic's office still sees" in text(page).replace("&#x27;", "'")
    client = sign_in("omar")
    for address in (office, url("library-download", one.uuid, 1)):
        assert client.get(address).status_code == 404
    assert "There are no documents yet." in text(client.get(owner))
    assert listed(client.get(owner + "?withdrawn")) == []
    client = sign_in("anna")
    assert client.get(office).status_code == 200
    assert listed(client.get(owner)) == []
    assert listed(client.get(owner + "?withdrawn")) == ["Rules"]
    page = sign_in("amir").post(url("library-restore", one.uuid), follow=True)
    assert said(page) == ["The document is back in the library."]
    assert listed(sign_in("omar").get(owner)) == ["Rules"]
    assert actions() == ["library.withdrawn", "library.restored"]


# The history


def test_the_council_does_not_read_the_titles_of_the_office(sign_in):
    one = document(title="Dispute with B", audience="office")
    known = document(title="Roof", audience="council")
    client = sign_in("sophie")
    for each in (one, known):
        client.post(
            url("library-edit", each.uuid),
            NEW | {"title": f"{each.title} 2", "audience": each.audience},
        )
    html = text(sign_in("clara").get(url("history")))
    assert "Roof 2" in html
    assert "The data of a document of the syndic" in html
    assert "Dispute" not in html
    html = text(sign_in("sophie").get(url("history")))
    assert "Dispute with B 2" in html
