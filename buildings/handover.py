"""The building's part of an archive: the register, the keys, the documents."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from shutil import copyfileobj
from typing import IO

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buildings import exports
from buildings.access import Access
from buildings.library import current_versions
from buildings.models import (
    AllocationKey,
    Building,
    HallCode,
    Invitation,
    LibraryDocument,
    LibraryVersion,
    Mandate,
    Owner,
    Role,
    Supplier,
)
from buildings.queries import (
    all_visible_periods,
    lot_list,
    register,
    versions_in_force,
)
from buildings.services.library import add_document
from koprogo import slots
from koprogo.audit.queries import events
from koprogo.documents.intake import Intake
from koprogo.documents.services import open_kept
from koprogo.slots import ArchivePart, ArchiveRows
from koprogo.tenancy import current_tenant_id
from koprogo.ui.exports import Table, to_csv

HISTORY = "history/history.csv"
# What systems do not take in the name of a file.
ODD = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
IMPORTS = gettext_lazy(
    "Uploaded tables and what each import changed: only the installation that applied "
    "an import can undo it. What it brought is in the register."
)

slots.archive_rows |= {
    "buildings.KeyVersion": ArchiveRows(frozen_by="frozen"),
    # Who signs in as this owner: everybody is invited again.
    "buildings.Owner": ArchiveRows(left_out=["user"]),
    # What neighbours do with each other stays with them.
    "buildings.Building": ArchiveRows(left_out=["modules"]),
}
MEMBERS = gettext_lazy(
    "Who takes part in the ASBL: a building's file holds nothing of it, and the ASBL "
    "stays with its platform."
)
MODULES = gettext_lazy(
    "What the council switched on for the neighbours: their modules stay here with them."
)
PEOPLE = gettext_lazy(
    "Who came in by the code of the hall: everybody is invited again elsewhere."
)
slots.archive_stays |= {
    "buildings.Founding": PEOPLE,
    "buildings.Participation": MEMBERS,
    "buildings.ParticipationPeriod": MEMBERS,
    "buildings.Reduction": MEMBERS,
    "buildings.AddOnUse": MEMBERS,
    "buildings.ModuleSwitch": MODULES,
    "buildings.ImportBatch": IMPORTS,
    "buildings.ImportFile": IMPORTS,
}


def _letters_with_a_code() -> Q:
    """Letters and pages in halls that invite somebody: whoever has the code joins."""
    letters = Invitation.objects.filter(
        tenant=current_tenant_id(), letter_id__isnull=False
    )
    pages = HallCode.objects.filter(tenant=current_tenant_id(), letter_id__isnull=False)
    return Q(pk__in=letters.values("letter_id")) | Q(pk__in=pages.values("letter_id"))


slots.archive_secrets.append(("documents.File", _letters_with_a_code))


def table_part(path: str, about, make: Callable[[], Table]) -> ArchivePart:
    """Return a table as a part: it is made when it is its turn."""
    return ArchivePart(path, about, lambda into: into.write(to_csv(make())))


def _parts() -> Iterator[ArchivePart]:
    today = timezone.localdate()
    yield table_part(
        "register/lots.csv",
        gettext_lazy("The lots with their shares and who holds them."),
        lambda: exports.lots_table(lot_list(on=today)),
    )
    yield table_part(
        "register/owners.csv",
        gettext_lazy("The register of the co-owners, with how to reach them."),
        lambda: exports.register_table(
            register(Owner.objects.all(), on=today), contacts=True
        ),
    )
    yield table_part(
        "register/ownership.csv",
        gettext_lazy("Who held which lot from when until when."),
        lambda: exports.periods_table(all_visible_periods(keeper=True, on=today)),
    )
    yield table_part(
        "register/keys.csv",
        gettext_lazy("The allocation keys in force."),
        lambda: exports.keys_table(
            [*versions_in_force(AllocationKey.objects.all(), on=today).values()]
        ),
    )
    yield table_part(
        "register/suppliers.csv",
        gettext_lazy("The suppliers."),
        lambda: exports.suppliers_table(Supplier.objects.all()),
    )
    yield table_part(
        "register/mandates.csv",
        gettext_lazy("Who was syndic from when until when; it gives no right."),
        _mandates_table,
    )
    yield table_part(
        HISTORY,
        gettext_lazy("Who did what and when, in words, the latest first."),
        _history_table,
    )
    yield from _documents()


def _mandates_table() -> Table:
    header = [_("Firm"), _("KBO number"), _("From"), _("Until")]
    mandates = Mandate.objects.filter(tenant=current_tenant_id())
    rows = [
        (mandate.firm.name, mandate.firm.kbo, mandate.since, mandate.until)
        for mandate in mandates.select_related("firm").order_by("since")
    ]
    return Table("mandates", _("Mandates of the syndic"), header, rows)


def _history_table() -> Table:
    """Tell it as the syndic reads it."""
    building = Building.objects.select_related("tenant").get()
    manager = Access(
        building.pk,
        building.tenant.kind,
        building.name,
        frozenset({Role.MANAGER}),
        0,
        building,
    )
    return exports.history_table(events(), manager)


def _documents() -> Iterator[ArchivePart]:
    """Yield the documents of the library under their titles, by category."""
    about = gettext_lazy("The documents of the building by category.")
    taken: set[str] = set()
    kept = LibraryDocument.objects.filter(withdrawn_at=None)
    for version in current_versions(kept):
        paths = (_path(version, number) for number in count(1))
        path = next(path for path in paths if path.lower() not in taken)
        taken.add(path.lower())
        yield ArchivePart(path, about, partial(_write_file, version))


def _path(version: LibraryVersion, number: int) -> str:
    """Return a name; ``number``: of the documents that would be called alike."""
    document, ending = version.document, version.file.name.rpartition(".")[2]
    words = (document.dated_on, document.title, f"({number})" if number > 1 else "")
    name = " ".join(str(word) for word in words if word)
    folder = document.get_category_display()
    return f"documents/{ODD.sub('-', folder)}/{ODD.sub('-', name)}.{ending}"


def _write_file(version: LibraryVersion, into: IO[bytes]) -> None:
    with open_kept(version.file) as stored:
        copyfileobj(stored, into)


def _keep_history(open_file: Callable[[str], IO[bytes]]) -> None:
    """File the history of before: here it begins anew."""
    with open_file(HISTORY) as source:
        found = Intake("history.csv", "text/csv", source.read())
    spoken = [*Building.objects.get().languages, settings.LANGUAGE_CODE]
    with translation.override(spoken[0]):
        title = _("History before the hand-over")
    add_document(
        title=title,
        category=LibraryDocument.Category.OTHER,
        audience=LibraryDocument.Audience.OFFICE,
        file=found,
        by=None,
    )


slots.archive_part.append(_parts)
slots.archive_restored.append(_keep_history)
