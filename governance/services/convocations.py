"""Convening an assembly, and calling it off (art. 3.87 §3)."""

from django.db import transaction
from django.utils import timezone

from buildings.mailings import letter_event
from buildings.models import Building
from buildings.services.letters import make_letters
from governance.convening import Finding, blocking
from governance.errors.convocations import (
    CalledOff,
    CannotConvene,
    MeetingBegun,
    NotYetConvened,
)
from governance.models import AgendaItem, Assembly, Cancellation, Proposal
from governance.queries.convening import findings_of
from governance.queries.convocations import to_be_told
from governance.services.assemblies import locked_draft
from governance.services.items import majority_on
from governance.subjects import Subject
from koprogo.audit.services import record
from koprogo.notifications import services as notifications

__all__ = ["call_off", "convene"]


@transaction.atomic
def convene(assembly: Assembly, *, urgency: str = "", by) -> Assembly:
    """Convene the owners of today: freeze the agenda, and have the letters made and sent.

    ``urgency``: why it cannot wait for the legal notice; kept when the notice is shorter,
    and printed on the convocations.

    Raises:
        AssemblyGone, AlreadyConvened: it is a draft no more.
        CannotConvene: the law does not allow it so; ``findings`` say why.
        BeforeTheLaw: nobody knows what a decision on that day needs.
    """
    found = locked_draft(assembly)
    found.urgency = urgency.strip()
    if stopping := blocking(_findings(found)):
        raise CannotConvene(stopping)
    _freeze_majorities(found)
    found.convened_at = timezone.now()
    found.save(update_fields=["urgency", "convened_at"])
    record("assembly.convened", target=found, by=by)
    make_letters(found, by=by)
    return found


def _findings(assembly: Assembly) -> tuple[Finding, ...]:
    building = Building.objects.select_related("tenant").get()
    return findings_of(assembly, building, today=timezone.localdate())


def _freeze_majorities(assembly: Assembly) -> None:
    """Write what each decision needs on the day of the meeting."""
    items = [item for item in assembly.items.all() if item.is_voted]
    for item in items:
        item.majority = majority_on(Subject(item.subject), assembly.day)
    AgendaItem.objects.bulk_update(items, ["majority"])


@transaction.atomic
def call_off(assembly: Assembly, *, reason: str, by) -> Cancellation:
    """Call off a convened assembly: what has not left stays here, who was convened is
    told in the same way. What owners proposed waits again.

    Raises:
        NotYetConvened: a draft is discarded.
        CalledOff: that was done already.
        MeetingBegun: its attendance list is open.
    """
    rows = Assembly.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("cancellation").get(pk=assembly.pk)
    if not found.is_convened:
        raise NotYetConvened(found)
    if found.is_cancelled:
        raise CalledOff(found)
    if found.roll_taken_at is not None:
        raise MeetingBegun(found)
    cancellation = Cancellation.objects.create(
        assembly=found, reason=reason, cancelled_by=by
    )
    notifications.withdraw(event=letter_event(found))
    Proposal.objects.filter(
        items__assembly=found, state=Proposal.State.ON_AGENDA
    ).update(state=Proposal.State.WAITING)
    record("assembly.called_off", target=found, by=by)
    if to_be_told(cancellation).exists():
        make_letters(cancellation, by=by)
    return cancellation
