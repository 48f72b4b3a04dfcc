"""What archives say about people: who asked for one. The ZIP is their building's file."""

from django.utils.translation import gettext_lazy as _

from koprogo.privacy.declarations import (
    Basis,
    Fate,
    Kind,
    Processing,
    Responsible,
    fields,
)

ARCHIVES = Processing(
    key="archives",
    title=_("The archive of a building"),
    responsible=Responsible.ASSOCIATION,
    people=_("Everybody whom the register, the books and the documents name"),
    purpose=_(
        "To hand the whole file of the building over to the next syndic. Sign-ins, "
        "invitations and links to accounts are not in it; who did something stands "
        "there by name only."
    ),
    basis=Basis.LAW,
    source=_("The hand-over of the file at the end of a mandate (art. 3.89 §5)."),
    retention=_("The archive one week after it was made; the night deletes it."),
    recipients=_("The syndic, and whoever he hands it over to."),
    kept_because=_("Who asked for an archive is part of the history."),
)

PERSONAL = [*fields(ARCHIVES, Kind.ACT, Fate.KEPT, archive_Archive="asked_by")]

NOT_PERSONAL: dict[str, list[str]] = {}
