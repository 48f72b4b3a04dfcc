"""The documents of a building: added, renewed, changed and withdrawn, never deleted."""

import logging
from datetime import date

from django.db import transaction
from django.utils import timezone

from buildings.errors import SameFile
from buildings.models import LibraryDocument, LibraryVersion
from buildings.services.changes import save_changes
from koprogo.audit.services import record
from koprogo.documents.intake import Intake
from koprogo.documents.kinds import kind_of
from koprogo.documents.sandbox import Failed, words
from koprogo.documents.services import read, store
from koprogo.jobs.services import enqueue

__all__ = [
    "add_document",
    "add_version",
    "change_document",
    "read_text",
    "restore_document",
    "withdraw_document",
]

logger = logging.getLogger(__name__)


@transaction.atomic
def add_document(
    *,
    title: str,
    category: str,
    audience: str,
    file: Intake,
    by,
    dated_on: date | None = None,
) -> LibraryDocument:
    """Add a document with its first version. The worker reads its text later."""
    document = LibraryDocument.objects.create(
        title=title, category=category, audience=audience, dated_on=dated_on
    )
    # The history is read by more people than the title of what is the office's own.
    record(
        "library.added", target=document, by=by, category=category, audience=audience
    )
    _append(document, 1, file, note="", by=by)
    return document


@transaction.atomic
def add_version(
    document: LibraryDocument, *, file: Intake, by, note: str = ""
) -> LibraryVersion:
    """Add the next version; those before stay.

    Raises:
        SameFile: the current version is this very file.
    """
    document = LibraryDocument.objects.select_for_update().get(pk=document.pk)
    current = document.versions.select_related("file").order_by("-number")[0]
    if file.sha256 == current.file.sha256:
        raise SameFile
    version = _append(document, current.number + 1, file, note=note, by=by)
    record("library.renewed", target=document, by=by, number=version.number)
    return version


def _append(document, number: int, file: Intake, *, note: str, by) -> LibraryVersion:
    kept = store(file.data, name=file.name, content_type=file.content_type, by=by)
    version = LibraryVersion.objects.create(
        document=document, number=number, file=kept, note=note, added_by=by
    )
    enqueue(
        "buildings.read_document",
        tenant_id=document.tenant_id,
        by=by,
        version=version.pk,
    )
    return version


@transaction.atomic
def change_document(
    document: LibraryDocument,
    *,
    title: str,
    category: str,
    audience: str,
    dated_on: date | None,
    by,
) -> LibraryDocument:
    """Change what is known of a document. Who reads it is an event of its own."""
    document = LibraryDocument.objects.select_for_update().get(pk=document.pk)
    save_changes(document, by=by, action="library.audience_changed", audience=audience)
    # What the office keeps to itself has no title in the history.
    private = audience == LibraryDocument.Audience.OFFICE
    return save_changes(
        document,
        by=by,
        action="library.office_changed" if private else "library.changed",
        title=title,
        category=category,
        dated_on=dated_on,
    )


@transaction.atomic
def withdraw_document(document: LibraryDocument, *, by) -> LibraryDocument:
    """Hide a document from its readers. It is kept, and the office still sees it."""
    document = LibraryDocument.objects.select_for_update().get(pk=document.pk)
    if document.withdrawn_at is None:
        document.withdrawn_at = timezone.now()
        document.save(update_fields=["withdrawn_at"])
        record("library.withdrawn", target=document, by=by)
    return document


@transaction.atomic
def restore_document(document: LibraryDocument, *, by) -> LibraryDocument:
    """Show a withdrawn document to its readers again."""
    document = LibraryDocument.objects.select_for_update().get(pk=document.pk)
    if document.withdrawn_at is not None:
        document.withdrawn_at = None
        document.save(update_fields=["withdrawn_at"])
        record("library.restored", target=document, by=by)
    return document


def read_text(version: LibraryVersion) -> None:
    """Read the words of a version for the search.

    A file that cannot be read within the limits is found by its title only.
    """
    kind = kind_of(version.file.name)
    try:
        text = words(kind, read(version.file))
    except Failed:
        logger.warning("the text of version %s could not be read", version.pk)
        return
    version.text = text
    version.save(update_fields=["text"])
