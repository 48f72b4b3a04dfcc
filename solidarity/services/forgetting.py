"""Forgetting requests: the key goes, and with it all that it sealed.

What the database never changes otherwise lets this one change through (migrations/0009).
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from koprogo.audit.services import record
from koprogo.documents import services as documents
from solidarity.models import (
    Aid,
    Paper,
    Question,
    Request,
    RequestConsent,
    RequestErasure,
    RequestKey,
    Testimony,
)
from solidarity.queries.sealed import Sealed, keyless, sealed

__all__ = ["delete_draft", "empty_keyless", "forget"]

Life = RequestKey.Life


@transaction.atomic
def forget(requests: Collection[Request], life: str, *, now: datetime) -> None:
    """Throw away the keys of a life, and empty what they opened; the rows say when.

    The caller holds the requests, which have these keys. The number of statements is
    constant, but for one event each.
    """
    RequestKey.objects.filter(request__in=requests, life=life).delete()
    RequestErasure.objects.bulk_create(
        RequestErasure(request=request, life=life, at=now) for request in requests
    )
    for request in requests:
        record("request.forgotten", target=request, by=None, life=life)
    empty_keyless(life)


@transaction.atomic
def empty_keyless(life: str) -> None:
    """Empty every sealed column whose key is gone, whatever made it go."""
    files = [file for one in sealed(life) for file in _emptied(one)]
    documents.erase(files)
    keys = RequestKey.objects.filter(life=life).values("request")
    if life == Life.PAPERS:
        Aid.objects.exclude(request__in=keys).exclude(mandate="").update(mandate="")
    else:
        # Nobody can read it any more; what is public stays so until it is taken back.
        said = Testimony.objects.exclude(request__in=keys)
        said.exclude(
            state__in=[Testimony.State.PUBLISHED, Testimony.State.WITHDRAWN]
        ).update(state=Testimony.State.WITHDRAWN, read_by=None)


def _emptied(one: Sealed) -> list[int]:
    """Empty what no key opens any more in one model; return the files it pointed to."""
    held = {row["pk"]: row for row in keyless(one).values("pk", *one.files)}
    if held:
        one.model._default_manager.filter(pk__in=held).update(**one.empty)
    return [row[name] for row in held.values() for name in one.files if row[name]]


@transaction.atomic
def delete_draft(draft: Request) -> None:
    """Delete a draft whole, with its papers and keys; the caller holds its row.

    The record does not say whose it was. Anything else that points to it would refuse.
    """
    papers = Paper.objects.filter(request=draft)
    files = [file for file in papers.values_list("file", flat=True) if file]
    for rows in (papers, RequestConsent.objects, Question.objects, RequestKey.objects):
        rows.filter(request=draft).delete()
    documents.erase(files)
    record("request.draft_deleted", target=draft, by=None)
    draft.delete()
