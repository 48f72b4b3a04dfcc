"""The building's documents: who reads what, versions, search, what is recorded."""

import logging
from uuid import uuid4

import pytest

from buildings.errors import SameFile
from buildings.library import (
    READERS,
    Audience,
    Category,
    audiences_of,
    current_versions,
    is_office,
    readable,
    search,
    shelves,
    with_snippets,
)
from buildings.models import LibraryDocument, LibraryVersion, Role
from buildings.services import library as services
from koprogo.audit.models import AuditEvent
from koprogo.documents.intake import Intake
from koprogo.documents.services import read
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.documents import intake, library_document, read_words
from tests.documents import files

pytestmark = pytest.mark.django_db

OFFICE = [Role.MANAGER, Role.ASSISTANT, Role.ACCOUNTANT]


def events():
    """Return what was recorded about documents: (action, data)."""
    found = AuditEvent.objects.filter(action__startswith="library.").order_by("pk")
    return list(found.values_list("action", "data"))


def numbers(document):
    return [version.number for version in document.versions.all()]


# Who reads what


@pytest.mark.parametrize(
    ("role", "audiences"),
    [
        *((role, set(Audience)) for role in OFFICE),
        (Role.COUNCIL, {Audience.EVERYBODY, Audience.OWNERS, Audience.COUNCIL}),
        (Role.AUDITOR, {Audience.EVERYBODY, Audience.OWNERS, Audience.COUNCIL}),
        (Role.CO_OWNER, {Audience.EVERYBODY, Audience.OWNERS}),
        (Role.OCCUPANT, {Audience.EVERYBODY}),
        (Role.BOARD, set(Audience)),
        (Role.TREASURER, {Audience.EVERYBODY, Audience.OWNERS, Audience.COUNCIL}),
        (Role.ASBL_AUDITOR, {Audience.EVERYBODY, Audience.OWNERS, Audience.COUNCIL}),
        (Role.COORDINATOR, {Audience.EVERYBODY, Audience.OWNERS}),
        (Role.MEMBER, {Audience.EVERYBODY, Audience.OWNERS}),
        (Role.COMMITTEE, set()),
    ],
)
def test_what_each_role_reads(role, audiences):
    assert audiences_of({role}) == audiences
    assert is_office({role}) is (role in (*OFFICE, Role.BOARD))


def test_roles_add_up_and_nobody_is_left_out():
    assert audiences_of({Role.OCCUPANT, Role.COUNCIL}) == audiences_of({Role.COUNCIL})
    assert audiences_of(set()) == frozenset()
    assert set(READERS) == set(Audience)


def test_withdrawn_documents_are_the_offices(acacias):
    kept, gone = library_document("Kept"), library_document("Gone")
    services.withdraw_document(gone, by=None)
    assert list(readable({Role.CO_OWNER})) == [kept]
    assert list(readable({Role.ACCOUNTANT})) == [gone, kept]


# Adding


def test_a_document_is_added_with_its_first_version(acacias):
    sophie = cast.user("sophie")
    document = library_document(by=sophie, audience="council", category="works")
    [version] = document.versions.all()
    assert (version.number, version.added_by) == (1, sophie)
    assert read(version.file) == "Le toit sera rénové.".encode()
    assert events() == [("library.added", {"audience": "council", "category": "works"})]


def test_versions_are_numbered_and_all_stay(acacias):
    document = library_document(text="one")
    services.add_version(document, file=intake("two"), note="art. 5", by=None)
    services.add_version(document, file=intake("one"), by=None)
    assert numbers(document) == [3, 2, 1]
    assert document.versions.get(number=2).note == "art. 5"
    assert events()[1:] == [
        ("library.renewed", {"number": 2}),
        ("library.renewed", {"number": 3}),
    ]


def test_the_same_file_again_is_no_version(acacias):
    document = library_document(text="one")
    with pytest.raises(SameFile):
        services.add_version(document, file=intake("one", "other.txt"), by=None)
    assert numbers(document) == [1]
    assert len(events()) == 1


# Changing


def change(document, **fields):
    values = {
        name: getattr(document, name)
        for name in ("title", "category", "audience", "dated_on")
    }
    return services.change_document(document, by=None, **values | fields)


def test_a_change_says_what_was_and_what_became(acacias):
    document = change(library_document(), title="House rules", category="other")
    assert (document.title, document.category) == ("House rules", "other")
    assert events()[1:] == [
        (
            "library.changed",
            {"title": ["Rules", "House rules"], "category": ["statutes", "other"]},
        )
    ]


def test_a_change_of_readers_is_an_event_of_its_own(acacias):
    document = change(library_document(), audience="council", title="Offer")
    assert document.audience == "council"
    assert events()[1:] == [
        ("library.audience_changed", {"audience": ["owners", "council"]}),
        ("library.changed", {"title": ["Rules", "Offer"]}),
    ]


def test_the_titles_of_the_office_stay_in_the_office(acacias):
    document = change(library_document(audience="office"), title="Dispute with B")
    assert events()[1:] == [
        ("library.office_changed", {"title": ["Rules", "Dispute with B"]})
    ]
    change(document, audience="owners")
    assert events()[2:] == [
        ("library.audience_changed", {"audience": ["office", "owners"]})
    ]


def test_no_change_records_nothing(acacias):
    change(library_document())
    assert len(events()) == 1


# Withdrawing


def test_a_document_is_withdrawn_and_restored_once(acacias):
    document = library_document()
    for _again in range(2):
        services.withdraw_document(document, by=None)
    document.refresh_from_db()
    assert document.withdrawn_at is not None
    for _again in range(2):
        services.restore_document(document, by=None)
    document.refresh_from_db()
    assert document.withdrawn_at is None
    assert numbers(document) == [1]
    assert events()[1:] == [("library.withdrawn", {}), ("library.restored", {})]


# The words


def text(document):
    return document.versions.first().text


def test_the_worker_reads_the_words(acacias):
    one = library_document(text="Le toit")
    other = services.add_document(
        title="Roof",
        category="works",
        audience="owners",
        file=Intake("roof.pdf", "application/pdf", files.pdf("Toiture")),
        by=None,
    )
    assert (text(one), text(other)) == ("", "")
    run_all()
    assert (text(one), text(other)) == ("Le toit", "Toiture")
    assert Job.objects.exclude(finished_at=None).count() == 2


def test_a_file_that_cannot_be_read_is_let_go(acacias, caplog):
    broken = Intake("deed.pdf", "application/pdf", b"%PDF-1.7 and nothing else %%EOF")
    document = services.add_document(
        title="Deed", category="statutes", audience="owners", file=broken, by=None
    )
    with caplog.at_level(logging.WARNING):
        run_all()
    version = document.versions.get()
    assert version.text == ""
    assert [record.getMessage() for record in caplog.records] == [
        f"the text of version {version.pk} could not be read"
    ]
    assert Job.objects.get().finished_at is not None


# Finding


def found(words, documents=None):
    documents = LibraryDocument.objects.all() if documents is None else documents
    hits = search(current_versions(documents), words.split())
    return [version.document.title for version in hits]


@pytest.fixture
def shelf(acacias):
    library_document("Acte de base", text="Quotités des lots", name="BDO_2019.txt")
    roof = library_document("Toiture", text="Rénovation chère", category="works")
    services.add_version(
        roof, file=intake("Le gros œuvre est terminé à 100 %"), note="Clôturé", by=None
    )
    library_document(
        "Ascenseur", text="Contrat " * 1000 + "schindler", category="other"
    )
    read_words()


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("ACTE", ["Acte de base"]),
        ("quotites", ["Acte de base"]),
        ("bdo_2019", ["Acte de base"]),
        ("acte lots", ["Acte de base"]),
        ("acte ascenseur", []),
        ("cloture", ["Toiture"]),
        ("oeuvre", ["Toiture"]),
        ("gros OEUVRE", ["Toiture"]),
        ("chère", []),  # only the current version is searched
        ("schindler", ["Ascenseur"]),
        ("100 %", ["Toiture"]),
        ("_", ["Acte de base"]),
        ("t", ["Acte de base", "Toiture", "Ascenseur"]),
        (" ".join(["toiture"] * 10 + ["nowhere"]), ["Toiture"]),
    ],
)
def test_search(shelf, words, titles):
    assert found(words) == titles


def test_a_title_is_found_before_the_text_is_read(acacias):
    library_document("Toiture", text="Tuiles")
    assert found("toiture") == ["Toiture"]
    assert found("tuiles") == []


def test_what_may_not_be_read_is_not_found(shelf):
    library_document("Offre", text="toit", audience="office")
    gone = library_document("Vieux toit")
    services.withdraw_document(gone, by=None)
    read_words()
    assert found("toit", readable({Role.CO_OWNER}).order_by("pk")) == ["Toiture"]
    assert found("toit") == ["Offre", "Vieux toit", "Toiture"]


def test_the_text_around_the_hit_is_shown(shelf):
    hits = search(current_versions(LibraryDocument.objects.all()), ["SCHINDLER"])
    [(version, pieces)] = with_snippets(hits, ["SCHINDLER"])
    assert version.document.title == "Ascenseur"
    assert pieces[1:] == [("schindler", True)]
    assert pieces[0][0].startswith("… Contrat Contrat")


def test_the_place_of_a_hit_moves_little_where_letters_become_two(acacias):
    library_document("Long", text="œ" * 900 + " mot " + "x" * 5000 + " fin")
    read_words()
    for word in ("mot", "fin"):
        hits = search(current_versions(LibraryDocument.objects.all()), [word])
        [(_version, pieces)] = with_snippets(hits, [word])
        assert (word, True) in pieces


def test_a_hit_in_the_title_shows_no_text(shelf):
    hits = search(current_versions(LibraryDocument.objects.all()), ["ascenseur"])
    assert [pieces for _version, pieces in with_snippets(hits, ["ascenseur"])] == [[]]


def test_the_list_is_by_category_and_title(shelf):
    titles = [
        (version.document.title, version.number)
        for version in current_versions(LibraryDocument.objects.all())
    ]
    assert titles == [("Acte de base", 1), ("Toiture", 2), ("Ascenseur", 1)]


def test_documents_are_counted_by_category(shelf):
    gone = library_document("Vieux", category="works")
    services.withdraw_document(gone, by=None)
    services.withdraw_document(library_document(category="minutes"), by=None)
    counted = shelves(LibraryDocument.objects.all())
    assert counted.categories == [
        (Category.STATUTES, 1),
        (Category.WORKS, 1),
        (Category.OTHER, 1),
    ]
    assert (counted.total, counted.withdrawn) == (3, 2)


# The walls


def test_another_building_has_none_of_it(acacias):
    document = library_document()
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        assert LibraryDocument.objects.filter(uuid=document.uuid).count() == 0
        assert LibraryVersion.objects.count() == 0
        assert LibraryDocument.objects.filter(uuid=uuid4()).count() == 0
