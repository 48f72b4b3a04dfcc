"""Documents of a request: sealed before they are stored, opened by whom they concern."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from django.db import transaction

from koprogo.documents import services as documents
from koprogo.documents.intake import Intake
from solidarity.errors.requests import PaperStays, StaysAsItIs, TooManyPapers
from solidarity.models import Paper, Request
from solidarity.needed_papers import MOST
from solidarity.queries.requests import place
from solidarity.services.requests.sending import check_again
from solidarity.services.requests.writing import (
    BEFORE_THE_COMMITTEE,
    Opened,
    lock,
    noted,
)
from solidarity.vault import Forgotten, open_vault

__all__ = ["add_papers", "read_paper", "remove_paper"]

State = Request.State
#: what the storage learns of a document
NAME, CONTENT_TYPE = "sealed", "application/octet-stream"


@transaction.atomic
def add_papers(
    request: Request,
    *,
    uuid: UUID,
    kind: str,
    files: Sequence[Intake],
    origin: str = "",
    by,
) -> list[Paper]:
    """Seal and keep documents of one kind; an incomplete request is checked again.

    ``uuid`` is drawn when the form is shown: sent twice, they are kept once.

    Raises:
        StaysAsItIs: the request was decided, or has ended.
        TooManyPapers: there is no room for all of them.
    """
    opened = lock(request)
    row = opened.row
    if row.state not in (State.DRAFT, *BEFORE_THE_COMMITTEE):
        raise StaysAsItIs
    uuids = [uuid5(uuid, str(number)) for number in range(len(files))]
    if before := list(Paper.objects.filter(request=request, uuid__in=uuids)):
        return before
    room = MOST - Paper.objects.filter(request=row).count()
    if len(files) > room:
        raise TooManyPapers(room)
    kept = [
        _kept(opened, one, file, kind=kind, by=by)
        for one, file in zip(uuids, files, strict=True)
    ]
    row.save(update_fields=["changed_at"])
    if row.state != State.DRAFT:
        noted("fund_request.papers_added", row)
    check_again(opened, origin=origin)
    return kept


def _kept(opened: Opened, uuid: UUID, file: Intake, *, kind: str, by) -> Paper:
    """Seal a document at its place, and store it."""
    vault = opened.vault
    return Paper.objects.create(
        uuid=uuid,
        request=opened.row,
        kind=kind,
        name=vault.seal(file.name, place=place("paper", "name", uuid)),
        content_type=file.content_type,
        size=len(file.data),
        file=documents.store(
            vault.seal_bytes(file.data, place=place("paper", "file", uuid)),
            name=NAME,
            content_type=CONTENT_TYPE,
            by=by,
        ),
        added_by=by,
    )


@transaction.atomic
def remove_paper(paper: Paper, *, by) -> None:
    """Forget a document, name and bytes, before the committee has it.

    Raises:
        PaperStays: the request is before the committee, or has ended.
    """
    row = lock(paper.request).row
    if row.state not in (State.DRAFT, State.INCOMPLETE):
        raise PaperStays
    gone, _rows = Paper.objects.filter(pk=paper.pk).delete()
    if gone:
        documents.erase([paper.file_id])


def read_paper(paper: Paper) -> tuple[str, bytes]:
    """Return name and bytes of a document; who opens another's writes an ``Opening``.

    Raises:
        Damaged: of ``koprogo.documents``; the storage lost or changed it.
        Forgotten: of ``solidarity.vault``; the key is gone.
    """
    vault = open_vault(paper.request)
    if paper.file is None:
        raise Forgotten(paper.uuid)
    name = vault.open(paper.name, place=place("paper", "name", paper.uuid))
    sealed = documents.read(paper.file)
    return name, vault.open_bytes(sealed, place=place("paper", "file", paper.uuid))
