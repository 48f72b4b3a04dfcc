"""What follows on a meeting: its second session, or the meeting of those present."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from governance.absence import missed_by_absence
from governance.deadlines import (
    earliest_meeting_of_those_present,
)
from governance.errors.convocations import (
    FollowedAlready,
    NotAdjourned,
    NothingMissedByAbsence,
    TooSoonAfter,
)
from governance.models import AgendaItem, Assembly, ItemConflict, ItemDocument
from governance.queries.convening_members import earliest_session
from governance.queries.meeting import meeting_of
from governance.services.tenders import copy_tender
from koprogo.audit.services import record

__all__ = [
    "missed_items",
    "plan_new_meeting",
    "plan_second_session",
    "without_presence",
]

# What a follower has of its own; the rest is said again.
OWN = {"id", "uuid", "tenant", "assembly", "proposal"}


@transaction.atomic
def plan_second_session(first: Assembly, *, starts_at: datetime, by) -> Assembly:
    """Prepare the second session of a meeting without quorum: the same agenda.

    In the ASBL: of what too few members were there for (CSA 9:21). It is a draft, to be
    convened anew. Proxies for the first stay valid for it.

    Raises:
        NotAdjourned: the first was not adjourned for lack of quorum, nor was it closed
            without the members that a decision asks for.
        FollowedAlready: it has a second session.
        TooSoonAfter: fewer than 15 days later (art. 3.87 §5).
    """
    found = _locked(first)
    items = found.items.all() if found.adjourned_at else without_presence(found)
    if not items:
        raise NotAdjourned(found)
    _check(found, starts_at, earliest_session(found))
    return _follow(found, items, starts_at, by, session=2)


def without_presence(assembly: Assembly) -> list[AgendaItem]:
    """Return the points of a closed meeting that too few members were there for."""
    if assembly.closed_at is None:
        return []
    meeting = meeting_of(assembly)
    results = [(item, meeting.result(str(item.uuid))) for item in assembly.items.all()]
    return [
        item for item, result in results if result and result.presence_reached is False
    ]


@transaction.atomic
def plan_new_meeting(first: Assembly, *, starts_at: datetime, by) -> Assembly:
    """Prepare the meeting that decides, by those present, what only absent owners
    prevented (art. 3.88 §4). It is a draft, to be convened anew.

    Raises:
        NothingMissedByAbsence: the first was not closed, or missed nothing so.
        FollowedAlready: that meeting is planned.
        TooSoonAfter: fewer than 30 days later.
    """
    found = _locked(first)
    missed = missed_items(found)
    if not missed:
        raise NothingMissedByAbsence(found)
    _check(found, starts_at, earliest_meeting_of_those_present(found.day))
    return _follow(found, missed, starts_at, by, present_only=True)


def missed_items(assembly: Assembly) -> list[AgendaItem]:
    """Return the points of a closed meeting that only absent owners prevented."""
    if assembly.closed_at is None:
        return []
    unanimous = assembly.items.filter(majority="unanimity", present_only=False)
    items = list(unanimous)
    if not items:
        return []
    meeting = meeting_of(assembly)
    results = [(item, meeting.result(str(item.uuid))) for item in items]
    return [item for item, result in results if result and missed_by_absence(result)]


def _locked(assembly: Assembly) -> Assembly:
    rows = Assembly.objects.select_for_update(of=["self"], no_key=True)
    return rows.select_related("tenant").get(pk=assembly.pk)


def _check(first: Assembly, starts_at: datetime, earliest: date) -> None:
    if first.followers.standing().exists():
        raise FollowedAlready(first)
    if timezone.localdate(starts_at) < earliest:
        raise TooSoonAfter(earliest)


def _follow(
    first: Assembly,
    items: Sequence[AgendaItem],
    starts_at: datetime,
    by,
    *,
    session: int = 1,
    present_only: bool = False,
) -> Assembly:
    follower = Assembly.objects.create(
        kind=first.kind,
        starts_at=starts_at,
        place=first.place,
        is_remote=first.is_remote,
        remote_access=first.remote_access,
        consulting=first.consulting,
        session=session,
        after=first,
        created_by=by,
    )
    for position, item in enumerate(items, start=1):
        copied = _copy(item, follower, position=position, present_only=present_only)
        copy_tender(item, copied, by=by)
    record("assembly.followed", target=follower, by=by, session=session)
    return follower


def _copy(
    item: AgendaItem, into: Assembly, *, position: int, present_only: bool
) -> AgendaItem:
    said = {
        field.name: getattr(item, field.name)
        for field in AgendaItem._meta.concrete_fields
        if field.name not in OWN
    }
    said |= {"position": position, "present_only": present_only}
    copied = AgendaItem.objects.create(assembly=into, proposal=item.proposal, **said)
    for attached in item.documents.all():
        ItemDocument.objects.create(item=copied, version=attached.version)
    for conflict in item.conflicts.all():
        ItemConflict.objects.create(
            item=copied, holding=conflict.holding, reason=conflict.reason
        )
    return copied
