"""What follows from the days of terms and mandates without anybody's click."""

from datetime import date

from django.db import transaction

from buildings.models import Building, FirmMember, Role
from buildings.queries import address_of
from buildings.services.invitations import sender
from governance.models import Assembly, AuditorTerm, CouncilTerm
from governance.models.council import Term
from governance.notices import mandates as notices
from governance.queries.mandates import (
    Syndic,
    council_owners,
    due_alert,
    ends_unsettled,
    syndics,
)
from governance.services import terms
from koprogo.audit.services import record
from koprogo.notifications import services as notifications
from koprogo.notifications.models import Delivery

__all__ = ["alert_mandate", "settle_terms"]


@transaction.atomic
def settle_terms(*, on: date, by) -> int:
    """End the terms that lasted until an ordinary assembly, and let in whoever got an
    account since he was elected. Asked again, nothing changes.

    Returns:
        How many terms ended.
    """
    terms.locked_building()
    held = Assembly.objects.filter(
        kind=Assembly.Kind.ORDINARY, closed_at__isnull=False, starts_at__date__lte=on
    )
    days = sorted(one.day for one in held)
    ended = 0
    for model in (CouncilTerm, AuditorTerm):
        for term in model.objects.from_day(on).select_related("owner__user"):
            ended += _is_over(term, days, by=by)
            terms.settle_role(model, term.owner, by=by)
    return ended


def _is_over(term: Term, days: list[date], *, by) -> bool:
    """End a term without an end at the first of these days after it began, if any."""
    over = next((day for day in days if day > term.since), None)
    if term.until is not None or over is None:
        return False
    term.until = over
    term.save(update_fields=["until"])
    record("term.over", target=term, by=by, on=str(over))
    return True


@transaction.atomic
def alert_mandate(*, on: date) -> int:
    """Write once to the office and the council that the mandate of the syndic ends.

    Six and three months before, unless another mandate follows. An alert that was not
    sent before the next one is left out.

    Returns:
        How many mails are in the outbox now that were not before.
    """
    running = ends_unsettled(on, syndics())
    if running is None or running.firm is None:
        return 0
    building = Building.objects.select_related("tenant").get()
    who = sender(building, origin="", by=None)
    event = f"mandate-ends:{running.until}:{due_alert(on, running)}"
    if Delivery.objects.filter(event=event).exists():
        return 0
    mails = [
        notices.mandate_ends(person, running, event=event, day=on, sender=who)
        for person in _told(running, on)
    ]
    notifications.queue(mails, by=None)
    return len(mails)


def _told(running: Syndic, day: date) -> list[notices.Person]:
    """The syndics of the firm, and the council: by account, else by the register."""
    staff = FirmMember.objects.on(day).filter(firm=running.firm, role=Role.MANAGER)
    found = [notices.of_user(member.user) for member in staff.select_related("user")]
    members = [
        notices.of_user(owner.user) if owner.user else notices.of_owner(owner)
        for owner in council_owners(day)
        if owner.user or address_of(owner)
    ]
    return found + members
