"""Documents for tests of the library: by title, readers and content."""

from buildings.library import Audience
from buildings.models import LibraryVersion
from buildings.services import library as services
from koprogo.documents.intake import Intake
from koprogo.documents.kinds import kind_of
from koprogo.documents.reading import text_of
from koprogo.documents.services import read


def intake(text="Le toit sera rénové.", name="rules.txt"):
    return Intake(name, "text/plain", text.encode())


def library_document(title="Rules", text="Le toit sera rénové.", **fields):
    """Add a document to the building entered; its text is not read yet."""
    values = {"category": "statutes", "audience": Audience.OWNERS, "by": None}
    file = intake(text, fields.pop("name", "rules.txt"))
    return services.add_document(title=title, file=file, **values | fields)


def read_words():
    """Read what was added as the worker does, without a process for each file."""
    for version in LibraryVersion.objects.filter(text="").select_related("file"):
        version.text = text_of(kind_of(version.file.name), read(version.file))
        version.save(update_fields=["text"])


def shelf_of_documents():
    """Fill the library so that every page of it shows something; return one of them."""
    roof = library_document(
        "Renovation of the roof", category="works", audience=Audience.COUNCIL
    )
    services.add_version(roof, file=intake("Le toit, deux.", "roof.txt"), by=None)
    library_document("Basic deed of Les Acacias")
    library_document("House rules", audience=Audience.EVERYBODY)
    library_document("Offer under discussion", audience=Audience.OFFICE)
    old = library_document("Insurance 2019", category="contracts")
    services.withdraw_document(old, by=None)
    read_words()
    return roof
