"""What kept files say about whoever stored them; their content belongs to their app."""

from django.utils.translation import gettext_lazy as _

from koprogo.privacy.declarations import (
    Basis,
    Fate,
    Kind,
    Processing,
    Responsible,
    fields,
)

FILES = Processing(
    key="files",
    title=_("Documents of the building"),
    responsible=Responsible.ASSOCIATION,
    people=_("Whoever stores a document, and whom it names"),
    purpose=_("To keep deeds, minutes, contracts and letters, and to find them again."),
    basis=Basis.LAW,
    source=_(
        "The syndic keeps the documents of the association (art. 3.89 §5 C. civ.)."
    ),
    retention=_(
        "As long as the association exists: nothing is deleted by itself. What the "
        "syndic withdraws is then shown to his office only. The law asks for 7 years "
        "for vouchers, and for minutes and statutes as long as the association exists."
    ),
    recipients=_("Those whose role may read the document."),
    kept_because=_("The documents belong to the association."),
)

PERSONAL = [
    *fields(FILES, Kind.DOCUMENT, Fate.KEPT, documents_File="name"),
    *fields(FILES, Kind.ACT, Fate.KEPT, documents_File="created_by"),
]

NOT_PERSONAL = {
    "says which bytes, not whose": [
        "documents.File.content_type",
        "documents.File.sha256",
    ],
}
