"""The points of an agenda, as long as nobody is convened to it."""

from django.db import IntegrityError, transaction

from buildings.models import Holding, LibraryVersion
from governance.errors.assemblies import (
    ConflictNoted,
    ItemGone,
    MandatoryItem,
)
from governance.models import (
    AgendaItem,
    Assembly,
    ItemConflict,
    ItemDocument,
    Proposal,
    Tender,
)
from governance.queries.drafts import ItemDraft
from governance.services.assemblies import locked_draft
from governance.services.attaching import attach
from governance.services.items import write_item
from governance.subjects import Subject
from koprogo.audit.services import record

__all__ = [
    "add_item",
    "attach_document",
    "change_item",
    "detach_document",
    "move_item",
    "note_conflict",
    "remove_conflict",
    "remove_item",
]


@transaction.atomic
def add_item(
    assembly: Assembly, draft: ItemDraft, *, by, proposal: Proposal | None = None
) -> AgendaItem:
    """Add a point: the last one, but before "miscellaneous".

    Raises:
        AssemblyGone, AlreadyConvened: the agenda is not prepared any more.
        NoDecisionText, BeforeTheLaw: see ``services.items``.
    """
    found = locked_draft(assembly)
    items = list(found.items.all())
    item = AgendaItem(assembly=found, position=_place_for_new(items), proposal=proposal)
    for later in items[item.position - 1 :]:
        _set_position(later, later.position + 1)
    write_item(item, draft)
    record("agenda.added", target=found, by=by, position=item.position)
    return item


@transaction.atomic
def change_item(item: AgendaItem, draft: ItemDraft, *, by) -> AgendaItem:
    """Change a point.

    Raises:
        AssemblyGone, AlreadyConvened, ItemGone: it is not prepared any more.
        MandatoryItem: an ordinary assembly needs a point on its subject.
        NoDecisionText, BeforeTheLaw: see ``services.items``.
    """
    found = _locked_item(item)
    if found.is_mandatory and found.subject != draft.subject:
        raise MandatoryItem(found)
    write_item(found, draft)
    record("agenda.changed", target=found.assembly, by=by, position=found.position)
    return found


@transaction.atomic
def move_item(item: AgendaItem, *, up: bool, by) -> AgendaItem:
    """Change places with the point before it, or after it; at the end nothing happens.

    Raises:
        AssemblyGone, AlreadyConvened, ItemGone: it is not prepared any more.
    """
    found = _locked_item(item)
    place = found.position - 1 if up else found.position + 1
    other = found.assembly.items.filter(position=place).first()
    if other is not None:
        _set_position(other, found.position)
        _set_position(found, place)
        record("agenda.moved", target=found.assembly, by=by, position=place)
    return found


@transaction.atomic
def remove_item(item: AgendaItem, *, by) -> None:
    """Take a point off the agenda; what an owner proposed waits again.

    Raises:
        AssemblyGone, AlreadyConvened, ItemGone: it is not prepared any more.
        MandatoryItem: an ordinary assembly cannot leave it out.
    """
    found = _locked_item(item)
    if found.is_mandatory:
        raise MandatoryItem(found)
    record("agenda.removed", target=found.assembly, by=by, position=found.position)
    if found.proposal_id:
        waiting = Proposal.objects.filter(pk=found.proposal_id)
        waiting.update(state=Proposal.State.WAITING)
    found.documents.all().delete()
    found.conflicts.all().delete()
    Tender.objects.filter(item=found).update(item=None)
    later = list(found.assembly.items.filter(position__gt=found.position))
    found.delete()
    for each in later:
        _set_position(each, each.position - 1)


@transaction.atomic
def attach_document(item: AgendaItem, version: LibraryVersion, *, by) -> ItemDocument:
    """Attach a version of a document that every owner may read.

    Raises:
        AssemblyGone, AlreadyConvened, ItemGone: it is not prepared any more.
        NotForOwners: the document is withdrawn, or is not for all owners.
        DocumentAttached: the point has it.
    """
    found = _locked_item(item)
    attached = attach(found.documents, version)
    record(
        "agenda.document_attached",
        target=found.assembly,
        by=by,
        position=found.position,
    )
    return attached


@transaction.atomic
def detach_document(item: AgendaItem, version: LibraryVersion, *, by) -> None:
    """Take a document off a point; it stays in the library.

    Raises:
        AssemblyGone, AlreadyConvened, ItemGone: it is not prepared any more.
    """
    found = _locked_item(item)
    found.documents.filter(version=version).delete()
    record(
        "agenda.document_detached",
        target=found.assembly,
        by=by,
        position=found.position,
    )


@transaction.atomic
def note_conflict(
    item: AgendaItem, holding: Holding, *, reason: str, by
) -> ItemConflict:
    """Note that an owner cannot vote on a point, and why (art. 3.87 §9).

    Raises:
        AssemblyGone, AlreadyConvened, ItemGone: it is not prepared any more.
        ConflictNoted: it is noted.
    """
    found = _locked_item(item)
    try:
        with transaction.atomic():
            conflict = ItemConflict.objects.create(
                item=found, holding=holding, reason=reason
            )
    except IntegrityError:
        raise ConflictNoted(holding) from None
    record("agenda.conflict_noted", target=holding, by=by, position=found.position)
    return conflict


@transaction.atomic
def remove_conflict(item: AgendaItem, holding: Holding, *, by) -> None:
    """Let an owner vote on a point again.

    Raises:
        AssemblyGone, AlreadyConvened, ItemGone: it is not prepared any more.
    """
    found = _locked_item(item)
    found.conflicts.filter(holding=holding).delete()
    record("agenda.conflict_removed", target=holding, by=by, position=found.position)


def _locked_item(item: AgendaItem) -> AgendaItem:
    assembly = locked_draft(item.assembly)
    found = assembly.items.filter(pk=item.pk).first()
    if found is None:
        raise ItemGone(item)
    return found


def _place_for_new(items: list[AgendaItem]) -> int:
    is_last = bool(items) and items[-1].subject == Subject.MISCELLANEOUS
    return len(items) if is_last else len(items) + 1


def _set_position(item: AgendaItem, position: int) -> None:
    item.position = position
    item.save(update_fields=["position"])
