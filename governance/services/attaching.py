"""Documents that every owner may read are attached to what is prepared."""

from django.db import IntegrityError, transaction

from buildings.models import LibraryVersion
from governance.errors.assemblies import DocumentAttached, NotForOwners
from governance.queries.drafts import READ_BY_OWNERS

__all__ = ["attach"]


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
