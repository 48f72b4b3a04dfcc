"""Documents that every owner may read: made by the worker, filed, and attached."""

from datetime import date

from django.db import IntegrityError, transaction

from buildings.models import LibraryDocument, LibraryVersion
from buildings.services.library import add_document
from governance.errors.assemblies import DocumentAttached, NotForOwners
from governance.queries.drafts import READ_BY_OWNERS
from governance.queries.making import LibraryPaper
from koprogo.jobs.models import Job
from koprogo.jobs.services import enqueue
from koprogo.tenancy.context import current_tenant_id

__all__ = ["attach", "file_paper", "leave_to_the_worker"]


def attach(documents, version: LibraryVersion):
    """Attach a version to the row whose ``documents`` these are; return the new one.

    Raises:
        NotForOwners: the document is withdrawn, or is not for all owners.
        DocumentAttached: it is attached.
    """
    document = version.document
    if document.withdrawn_at or document.audience not in READ_BY_OWNERS:
        raise NotForOwners(version)
    try:
        with transaction.atomic():
            return documents.create(version=version)
    except IntegrityError:
        raise DocumentAttached(version) from None


def leave_to_the_worker(making: str, *, key: str, by, **about) -> Job:
    """Have the worker make papers; asked again meanwhile, they are made once.

    The caller has locked what they are about.
    """
    return enqueue(making, tenant_id=current_tenant_id(), by=by, key=key, **about)


def file_paper(
    paper: LibraryPaper, *, category: str, by, dated_on: date | None = None
) -> LibraryDocument:
    """Put what was made among the documents that every co-owner reads."""
    return add_document(
        title=paper.title,
        category=category,
        audience=LibraryDocument.Audience.OWNERS,
        file=paper.file,
        dated_on=dated_on,
        by=by,
    )
