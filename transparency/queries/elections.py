"""Who holds which office of the ASBL, from when until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, QuerySet, Value, When

from buildings.models import Grant, Owner, Role
from koprogo.tenancy import current_tenant_id
from transparency.models import OFFICES, Office

#: how many members the board should have (transparency.md §1)
FEWEST, MOST = 3, 7
#: for how long they are elected
BOARD_YEARS = 3


@dataclass(frozen=True, slots=True)
class Held:
    """An office as it is, or was, held; ``decision``: in words, where one gave it.

    ``until``: the first day without it. ``end_reason``: why it ended before its time.
    """

    grant: Grant
    name: str
    decision: str
    decided_on: date | None
    end_reason: str

    @property
    def role(self) -> Role:
        return Role(self.grant.role)

    @property
    def since(self) -> date:
        return self.grant.since

    @property
    def since_text(self) -> str:
        """How its address names it."""
        return self.grant.since.isoformat()

    @property
    def until(self) -> date | None:
        return self.grant.until

    @property
    def person(self):
        """The uuid of the person's account."""
        return self.grant.user.uuid


def office_grants() -> QuerySet[Grant]:
    """Return all offices of the ASBL entered, by office, the latest first."""
    order = [When(role=role, then=Value(place)) for place, role in enumerate(OFFICES)]
    rows = Grant.objects.filter(tenant=current_tenant_id(), role__in=OFFICES)
    return rows.select_related("user").order_by(Case(*order), "-since", "pk")


def held(grants: QuerySet[Grant]) -> list[Held]:
    """Return offices with names and decisions: three statements."""
    rows = list(grants)
    names = {
        owner.user_id: str(owner)
        for owner in Owner.objects.filter(user__in={row.user_id for row in rows})
    }
    known = {
        (office.owner.user_id, office.role, office.since): office
        for office in Office.objects.select_related("owner").order_by("pk")
    }
    return [
        _held(row, names, known.get((row.user_id, row.role, row.since))) for row in rows
    ]


def _held(grant: Grant, names: dict[int, str], office: Office | None) -> Held:
    return Held(
        grant=grant,
        name=names.get(grant.user_id) or str(grant.user),
        decision=office.decision_text if office else "",
        decided_on=office and office.decided_on,
        end_reason=office.end_reason if office else "",
    )


@dataclass(frozen=True, slots=True)
class Offices:
    """Those of today, those that begin later, and those that are over."""

    running: Sequence[Held]
    coming: Sequence[Held]
    over: Sequence[Held]


def offices_on(day: date) -> Offices:
    """Return all offices, sorted by what they are on a day: three statements."""
    rows = held(office_grants())
    over = [one for one in rows if one.until is not None and one.until <= day]
    coming = [one for one in rows if one.since > day]
    running = [one for one in rows if one not in over and one not in coming]
    return Offices(running, coming, over)


def appointable() -> QuerySet[Owner]:
    """Return the people of the register who can sign in."""
    return Owner.objects.filter(user__isnull=False).select_related("user")


def board_with(owner: Owner, day: date) -> int:
    """Return how many the board has on a day, with ``owner``."""
    board = Grant.objects.on(day).filter(tenant=current_tenant_id(), role=Role.BOARD)
    return board.exclude(user=owner.user_id).values("user").distinct().count() + 1


def office_of(person: UUID, role: str, since: str) -> QuerySet[Grant]:
    """Return the office that somebody holds from a day on, 2026-05-01: one at most."""
    try:
        day = date.fromisoformat(since)
    except ValueError:
        return office_grants().none()
    return office_grants().filter(user__uuid=person, role=role, since=day)
