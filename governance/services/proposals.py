"""What owners propose for the agenda: received, withdrawn, answered, taken up."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from buildings.models import Building, Owner
from buildings.queries import address_of, holding_owners
from buildings.services.invitations import sender
from governance.errors.proposals import (
    NotAnOwner,
    ProposalClosed,
    ProposalTooLate,
    ReceivedInTheFuture,
)
from governance.models import AgendaItem, Assembly, Proposal
from governance.notices import proposals as notices
from governance.queries.assemblies import days_of
from governance.queries.drafts import ItemDraft
from governance.queries.members import members_on, voters_among
from governance.services.agenda import add_item
from governance.services.assemblies import locked_draft
from governance.subjects import POINTS, Subject
from koprogo.audit.services import record
from koprogo.notifications import services as notifications
from koprogo.tenancy.models import Tenant

__all__ = ["answer_proposal", "place_proposal", "propose", "withdraw_proposal"]

State = Proposal.State


@transaction.atomic
def propose(*, owner: Owner, title: str, text: str, received_on: date, by) -> Proposal:
    """Note what an owner proposes, with the day on which it arrived.

    Raises:
        NotAnOwner: he holds no lot today; in the ASBL: he votes for no member.
        ReceivedInTheFuture: that day has not come.
    """
    today = timezone.localdate()
    if received_on > today:
        raise ReceivedInTheFuture(received_on)
    if not _takes_part(owner, today):
        raise NotAnOwner(owner)
    proposal = Proposal.objects.create(
        owner=owner, title=title, text=text, received_on=received_on, recorded_by=by
    )
    record("proposal.received", target=proposal, by=by, received_on=str(received_on))
    return proposal


def _takes_part(owner: Owner, day: date) -> bool:
    """Whether he holds a lot, or votes for a member of the ASBL."""
    if owner.tenant.kind == Tenant.Kind.ASBL:
        return owner in voters_among(members_on(day))
    return holding_owners(on=day).filter(pk=owner.pk).exists()


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, by) -> Proposal:
    """Take a proposal back that waits.

    Raises:
        ProposalClosed: it does not wait any more.
    """
    found = _waiting(proposal)
    _end(found, State.WITHDRAWN)
    record("proposal.withdrawn", target=found, by=by)
    return found


@transaction.atomic
def answer_proposal(proposal: Proposal, *, answer: str, origin: str, by) -> Proposal:
    """Say why a proposal does not come to the vote; the owner is told.

    ``origin``: of the site, for the link in the mail.

    Raises:
        ProposalClosed: it does not wait any more.
    """
    found = _waiting(proposal)
    _end(found, State.ANSWERED, answer=answer)
    event = record("proposal.answered", target=found, by=by)
    _tell(found, event, None, origin=origin, by=by)
    return found


@transaction.atomic
def place_proposal(
    proposal: Proposal,
    assembly: Assembly,
    *,
    subject: Subject,
    deliberately: bool = False,
    origin: str,
    by,
) -> AgendaItem:
    """Put a proposal on the agenda, in the language of its owner; he is told.

    ``deliberately``: also when it came too late, which nobody can ask for.

    Raises:
        ProposalClosed: it does not wait any more.
        AssemblyGone, AlreadyConvened: the agenda is not prepared any more.
        ProposalTooLate: after the deadline of an ordinary assembly.
    """
    draft = locked_draft(assembly)
    found = _waiting(proposal)
    last_day = days_of(draft).last_proposal
    if not deliberately and last_day is not None and found.received_on > last_day:
        raise ProposalTooLate(found, last_day)
    item = add_item(draft, _as_item(found, subject), by=by, proposal=found)
    _end(found, State.ON_AGENDA)
    event = record("proposal.placed", target=found, by=by)
    _tell(found, event, draft, origin=origin, by=by)
    return item


def _as_item(proposal: Proposal, subject: Subject) -> ItemDraft:
    """His own words; the office words the decision, and translates."""
    language = proposal.owner.language
    voted = bool(POINTS[subject].rules)
    return ItemDraft(
        subject=subject,
        title={language: proposal.title},
        text={language: proposal.text},
        motion={language: proposal.title} if voted else {},
    )


def _waiting(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update(of=["self"])
    found = rows.select_related("owner__user").get(pk=proposal.pk)
    if found.state != State.WAITING:
        raise ProposalClosed(found)
    return found


def _end(proposal: Proposal, state: State, *, answer: str = "") -> None:
    proposal.state, proposal.answer = state, answer
    proposal.save(update_fields=["state", "answer"])


def _tell(proposal: Proposal, event, assembly, *, origin: str, by) -> None:
    """Write to the owner by e-mail, if the register knows how."""
    if not address_of(proposal.owner):
        return
    building = Building.objects.select_related("tenant").get()
    mail = notices.to_owner(
        proposal,
        event=event,
        assembly=assembly,
        sender=sender(building, origin=origin, by=by),
    )
    notifications.queue([mail], by=by)
