"""Tenders: the specification, its documents, and which quote was chosen."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from buildings.models import LibraryVersion
from governance.errors.assemblies import ItemGone
from governance.errors.tenders import (
    ItemTaken,
    NotCalledOff,
    NothingToCompare,
    NotSettled,
    NoVoteOnItem,
    QuoteGone,
    ReasonMissing,
    StillOpen,
    TenderGone,
    TenderSettled,
)
from governance.models import (
    AgendaItem,
    Quote,
    Tender,
    TenderDocument,
    TenderOutcome,
)
from governance.queries.tenders import TenderDraft
from governance.quoting import compare
from governance.services.assemblies import locked_draft
from governance.services.attaching import attach
from koprogo.audit.services import record

__all__ = [
    "attach_paper",
    "change_tender",
    "choose_quote",
    "copy_tender",
    "detach_paper",
    "discard_tender",
    "locked_tender",
    "locked_with_meeting",
    "prepare_tender",
    "reopen_tender",
    "take_none",
    "take_up_again",
]

# What a copy has of its own; the rest is said again.
OWN = {"id", "uuid", "tenant", "tender", "item"}


@transaction.atomic
def prepare_tender(draft: TenderDraft, *, by) -> Tender:
    """Begin a tender: suppliers are asked for quotes.

    Raises:
        AssemblyGone, AlreadyConvened, ItemGone: its point is not prepared any more.
        NoVoteOnItem, ItemTaken: a tender cannot belong to this point.
    """
    tender = Tender(created_by=by)
    _write(tender, draft)
    record("tender.prepared", target=tender, by=by)
    return tender


@transaction.atomic
def change_tender(tender: Tender, draft: TenderDraft, *, by) -> Tender:
    """Change what is asked, or the point that it belongs to.

    Raises:
        TenderGone, TenderSettled, AlreadyConvened: it does not change any more.
        AssemblyGone, ItemGone, NoVoteOnItem, ItemTaken: see ``prepare_tender``.
    """
    found = locked_tender(tender)
    found.compared_at = None
    _write(found, draft)
    record("tender.changed", target=found, by=by)
    return found


@transaction.atomic
def discard_tender(tender: Tender, *, by) -> None:
    """Delete a tender with its quotes; their files stay for the time of the books.

    Raises:
        TenderGone, TenderSettled, AlreadyConvened: it does not change any more.
    """
    found = locked_tender(tender)
    record("tender.discarded", target=found, by=by)
    for rows in (found.documents, found.quotes, found.comparisons):
        rows.all().delete()
    found.delete()


@transaction.atomic
def attach_paper(tender: Tender, version: LibraryVersion, *, by) -> TenderDocument:
    """Attach a version of a document that every owner may read.

    Raises:
        TenderGone, TenderSettled, AlreadyConvened: it does not change any more.
        NotForOwners: the document is withdrawn, or is not for all owners.
        DocumentAttached: the tender has it.
    """
    found = locked_tender(tender)
    attached = attach(found.documents, version)
    record("tender.document_attached", target=found, by=by)
    return attached


@transaction.atomic
def detach_paper(tender: Tender, version: LibraryVersion, *, by) -> None:
    """Take a document off a tender; it stays in the library.

    Raises:
        TenderGone, TenderSettled, AlreadyConvened: it does not change any more.
    """
    found = locked_tender(tender)
    found.documents.filter(version=version).delete()
    record("tender.document_detached", target=found, by=by)


# Which quote


@transaction.atomic
def choose_quote(quote: Quote, *, reason: str = "", by) -> TenderOutcome:
    """Note which quote is chosen, also after owners were convened; another one before
    it does not count any more.

    Raises:
        TenderGone, QuoteGone: it was deleted meanwhile.
        ReasonMissing: it is not the cheapest.
    """
    tender = _locked(quote.tender)
    totals = {one.pk: one.total for one in tender.quotes.all()}
    if quote.pk not in totals:
        raise QuoteGone(quote)
    if not compare(totals)[quote.pk].is_cheapest and not reason:
        raise ReasonMissing(quote)
    record("quote.chosen", target=quote, by=by)
    return _settle(tender, quote, reason, by)


@transaction.atomic
def take_none(tender: Tender, *, reason: str, by) -> TenderOutcome:
    """Note that no quote is taken, and why.

    Raises:
        TenderGone: it was deleted meanwhile.
        NothingToCompare: nobody has quoted: there is nothing to take or to leave.
        ReasonMissing: nothing says why.
    """
    found = _locked(tender)
    if not found.quotes.exists():
        raise NothingToCompare(found)
    if not reason:
        raise ReasonMissing(found)
    record("tender.none_taken", target=found, by=by)
    return _settle(found, None, reason, by)


@transaction.atomic
def reopen_tender(tender: Tender, *, by) -> None:
    """Take the choice back: quotes are asked and compared again.

    Raises:
        TenderGone: it was deleted meanwhile.
        NotSettled: nothing was chosen.
    """
    found = _locked(tender)
    gone, _rows = TenderOutcome.objects.filter(tender=found).delete()
    if not gone:
        raise NotSettled(found)
    record("tender.reopened", target=found, by=by)


def _settle(tender: Tender, quote: Quote | None, reason: str, by) -> TenderOutcome:
    said = {"quote": quote, "reason": reason}
    outcome, _is_new = TenderOutcome.objects.update_or_create(
        tender=tender, defaults={**said, "noted_at": timezone.now(), "noted_by": by}
    )
    return outcome


# With the points of an agenda


@transaction.atomic
def take_up_again(tender: Tender, *, by) -> Tender:
    """Take a tender off the agenda of an assembly that was called off.

    It changes again, and goes on another agenda; what was chosen stays chosen. The day
    on which quotes must hold is another one: they are compared again.

    Raises:
        TenderGone: it was deleted meanwhile.
        StillOpen: no owner is convened with it, perhaps not any more.
        NotCalledOff: the assembly stands.
    """
    found = _locked(tender)
    if found.item is None or not found.item.assembly.is_convened:
        raise StillOpen(found)
    if not found.item.assembly.is_cancelled:
        raise NotCalledOff(found)
    found.item = found.compared_at = None
    found.save(update_fields=["item", "compared_at"])
    record("tender.taken_up", target=found, by=by)
    return found


def copy_tender(item: AgendaItem, into: AgendaItem, *, by) -> Tender | None:
    """Say the tender of a point again for the point of a meeting that follows.

    Quotes may be prolonged then, as long as nobody is convened to it.
    """
    tender = Tender.objects.filter(item=item).first()
    if tender is None:
        return None
    copied = Tender.objects.create(item=into, **_said(tender))
    for rows in (tender.documents, tender.comparisons):
        for row in rows.all():
            type(row).objects.create(tender=copied, **_said(row))
    quotes = {
        quote.pk: Quote.objects.create(tender=copied, **_said(quote))
        for quote in tender.quotes.all()
    }
    if hasattr(tender, "outcome"):
        outcome = _said(tender.outcome)
        outcome["quote"] = quotes.get(tender.outcome.quote_id)
        TenderOutcome.objects.create(tender=copied, **outcome)
    record("tender.prepared", target=copied, by=by)
    return copied


def _said(row) -> dict[str, object]:
    return {
        field.name: getattr(row, field.name)
        for field in row._meta.concrete_fields
        if field.name not in OWN
    }


# The parts


def locked_tender(tender: Tender) -> Tender:
    """Return it locked: who prepares it waits for who convenes its assembly.

    Raises:
        TenderGone: it was deleted meanwhile.
        AlreadyConvened: owners were convened with it.
        TenderSettled: a quote is chosen, or none is taken.
    """
    found = locked_with_meeting(tender)
    if hasattr(found, "outcome"):
        raise TenderSettled(found)
    return found


def locked_with_meeting(tender: Tender) -> Tender:
    """Return it locked, also when a quote is chosen.

    Raises:
        TenderGone, AlreadyConvened: see ``locked_tender``.
    """
    if tender.item is not None:
        locked_draft(tender.item.assembly)
    return _locked(tender)


def _locked(tender: Tender) -> Tender:
    rows = Tender.objects.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=tender.pk).first()
    if found is None:
        raise TenderGone(tender)
    return found


def _write(tender: Tender, draft: TenderDraft) -> None:
    if draft.item is not None:
        _check_item(draft.item)
    tender.title, tender.specification = draft.title, draft.specification
    tender.estimate, tender.item = draft.estimate, draft.item
    try:
        with transaction.atomic():
            tender.save()
    except IntegrityError:
        raise ItemTaken(draft.item) from None


def _check_item(item: AgendaItem) -> None:
    assembly = locked_draft(item.assembly)
    found = assembly.items.filter(pk=item.pk).first()
    if found is None:
        raise ItemGone(item)
    if found.kind != AgendaItem.Kind.VOTE:
        raise NoVoteOnItem(item)
