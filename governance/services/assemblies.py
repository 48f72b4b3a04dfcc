"""Assemblies before they are convened: prepared, changed, discarded."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from buildings.models import Building, Lot
from buildings.queries import running_mandate
from buildings.services.changes import write_changes
from finance.months import add_months
from governance.agenda_texts import first_draft
from governance.council import needs_council
from governance.errors.assemblies import AlreadyConvened, AssemblyGone
from governance.errors.requests import Requested
from governance.models import (
    AgendaItem,
    Assembly,
    AssemblyRequest,
    ItemConflict,
    ItemDocument,
    Proposal,
    Tender,
)
from governance.ordinary_agenda import MANDATORY, ordinary_agenda
from governance.queries.drafts import AssemblyDraft
from governance.queries.members import is_of_members
from governance.queries.open_points import follow_up_point
from governance.queries.settings import assembly_settings, ordinary_period
from governance.services.items import majority_on, write_item
from governance.subjects import Subject
from governance.timetable import nearest_period
from koprogo import slots
from koprogo.audit.services import record

__all__ = [
    "change_assembly",
    "discard_assembly",
    "locked_draft",
    "prepare_assembly",
]

ORDINARY = Assembly.Kind.ORDINARY


@transaction.atomic
def prepare_assembly(
    draft: AssemblyDraft,
    *,
    kind: str,
    languages: Sequence[str],
    budget: UUID | None,
    by,
) -> Assembly:
    """Begin an assembly. An ordinary one gets its agenda (governance/ordinary_agenda).

    ``languages``: in which its texts are proposed. ``budget``: the draft that the
    assembly is to adopt.

    Raises:
        BeforeTheLaw: nobody knows what a meeting on that day needs.
    """
    assembly = Assembly(kind=kind, created_by=by)
    _fill(assembly, draft)
    assembly.save()
    record("assembly.prepared", target=assembly, by=by, kind=kind)
    if kind == ORDINARY:
        _write_agenda(assembly, languages, budget)
    for begun in slots.assembly_begun:
        begun(assembly)
    return assembly


@transaction.atomic
def change_assembly(assembly: Assembly, draft: AssemblyDraft, *, by) -> Assembly:
    """Change a draft; its points need what the law asks on its new day.

    Raises:
        AssemblyGone, AlreadyConvened: it is a draft no more.
        BeforeTheLaw: nobody knows what a meeting on that day needs.
    """
    found = locked_draft(assembly)
    before = {name: getattr(found, name) for name in AssemblyDraft.__slots__}
    _fill(found, draft)
    after = {name: getattr(found, name) for name in AssemblyDraft.__slots__}
    changed = {
        name: [str(before[name]), str(after[name])]
        for name in after
        if before[name] != after[name]
    }
    if changed:
        found.save()
        _follow_the_law(found)
        record("assembly.changed", target=found, by=by, **changed)
    return found


@transaction.atomic
def discard_assembly(assembly: Assembly, *, by) -> None:
    """Delete a draft with its agenda; what owners proposed waits again.

    Raises:
        AssemblyGone, AlreadyConvened: it is a draft no more.
        Requested: owners with a fifth of the shares asked for it.
    """
    found = locked_draft(assembly)
    if AssemblyRequest.objects.filter(assembly=found).exists():
        raise Requested(found)
    record("assembly.discarded", target=found, by=by)
    Proposal.objects.filter(items__assembly=found).update(state=Proposal.State.WAITING)
    for rows in (ItemDocument, ItemConflict):
        rows.objects.filter(item__assembly=found).delete()
    Tender.objects.filter(item__assembly=found).update(item=None)
    found.items.all().delete()
    found.delete()


def locked_draft(assembly: Assembly) -> Assembly:
    """Return the draft, locked: who prepares it waits for who convenes it.

    Raises:
        AssemblyGone: it was discarded meanwhile.
        AlreadyConvened: owners were convened to it.
    """
    found = Assembly.objects.select_for_update().filter(pk=assembly.pk).first()
    if found is None:
        raise AssemblyGone(assembly)
    if found.is_convened:
        raise AlreadyConvened(found)
    return found


def _fill(assembly: Assembly, draft: AssemblyDraft) -> None:
    for name in AssemblyDraft.__slots__:
        setattr(assembly, name, getattr(draft, name))
    majority_on(Subject.OTHER, assembly.day)  # of a day that the law knows
    period = ordinary_period(assembly_settings())
    assembly.period_since = None
    if assembly.kind == ORDINARY and period is not None:
        assembly.period_since = nearest_period(period, assembly.day).first


def _follow_the_law(assembly: Assembly) -> None:
    for item in assembly.items.exclude(majority=""):
        write_changes(item, majority=majority_on(Subject(item.subject), assembly.day))


# The agenda of an ordinary assembly


def _write_agenda(
    assembly: Assembly, languages: Sequence[str], budget: UUID | None
) -> None:
    if is_of_members(assembly):  # what is on its agenda the statutes of the ASBL say
        return
    building = Building.objects.get()
    follow_up = follow_up_point(languages, on=timezone.localdate())
    subjects = ordinary_agenda(
        mandate_ends=_mandate_ends(building, assembly.day),
        council_members=int(
            needs_council(Lot.objects.values_list("kind", flat=True), on=assembly.day)
        ),
        proposals=[Subject.FOLLOW_UP] if follow_up else [],
    )
    for position, subject in enumerate(subjects, start=1):
        item = AgendaItem(
            assembly=assembly, position=position, is_mandatory=subject in MANDATORY
        )
        is_list = subject is Subject.FOLLOW_UP
        draft = follow_up if is_list else first_draft(subject, languages, budget)
        write_item(item, draft)


def _mandate_ends(building: Building, day: date) -> bool:
    """Whether no mandate lasts until the next ordinary assembly is surely over."""
    mandate = running_mandate(building.pk, on=day)
    return mandate is None or mandate.until <= _last_day_of_next(day)


def _last_day_of_next(day: date) -> date:
    """The last day on which the ordinary assembly after the one of ``day`` is held."""
    period = ordinary_period(assembly_settings())
    if period is None:
        return add_months(day, 12)
    return period.of_year(nearest_period(period, day).first.year + 1).last
