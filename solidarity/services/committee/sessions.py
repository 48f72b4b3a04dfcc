"""Sessions: the monthly meeting, online ones where it is too late, and their end."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.tenancy import current_tenant_id
from koprogo.tenancy.models import Tenant
from solidarity.deadlines import next_meeting
from solidarity.errors.committee import SessionClosed, SessionThere, SessionVotes
from solidarity.models import Request, Session, Vote
from solidarity.services.committee.recusing import find_recusals
from solidarity.services.committee.voting import put_on_agenda

__all__ = ["call_online", "close_session", "prepare_sessions"]

BEGINS = time(18)
Kind = Session.Kind


@transaction.atomic
def prepare_sessions(now: datetime) -> list[Session]:
    """See that the next meeting is there, with its agenda, and an online session if needed.

    Run each day, and twice without harm. Requests whose deadline comes before the
    meeting stand in an online session that begins at once. Who is too close to a request
    is found here, before anybody opens it.
    """
    _alone()
    waiting = list(_complete())
    for request in waiting:
        find_recusals(request)
    begins = _next_beginning(now)
    day = timezone.localdate(begins)
    made = [_meeting(begins, [one for one in waiting if one.decide_by >= day])]
    late = [one for one in waiting if one.decide_by < day]
    if late:
        made.append(_online(late, now, by=None))
    return made


@transaction.atomic
def call_online(*, by) -> Session:
    """Begin an online session now, for what cannot wait for the next meeting.

    Raises:
        SessionThere: one is open.
    """
    _alone()
    if Session.objects.filter(kind=Kind.ONLINE, closed_at=None).exists():
        raise SessionThere
    now = timezone.now()
    day = timezone.localdate(_next_beginning(now))
    return _online([one for one in _complete() if one.decide_by < day], now, by=by)


@transaction.atomic
def close_session(session: Session, *, by) -> Session:
    """Close a session: its agenda and its votes stay, and its minutes are made of them.

    Raises:
        SessionClosed: somebody was faster.
        SessionVotes: see there.
    """
    found = Session.objects.select_for_update(of=["self"]).get(pk=session.pk)
    if found.closed_at is not None:
        raise SessionClosed(found)
    if Vote.objects.filter(session=found, closed_at=None).exists():
        raise SessionVotes(found)
    found.closed_at, found.closed_by = timezone.now(), by
    found.save(update_fields=["closed_at", "closed_by"])
    record("session.closed", target=found, by=by)
    return found


def _meeting(begins: datetime, requests: list[Request]) -> Session:
    made, _new = Session.objects.get_or_create(kind=Kind.MEETING, begins_at=begins)
    found = Session.objects.select_for_update(of=["self"]).get(pk=made.pk)
    if found.closed_at is None:
        put_on_agenda(found, requests)
    return found


def _online(requests: list[Request], now: datetime, *, by) -> Session:
    rows = Session.objects.select_for_update(of=["self"])
    found = rows.filter(kind=Kind.ONLINE, closed_at=None).first()
    if found is None:
        found = Session.objects.create(kind=Kind.ONLINE, begins_at=now, called_by=by)
        record("session.called", target=found, by=by)
    put_on_agenda(found, requests)
    return found


def _complete():
    """Return the requests before the committee; those that are held, one after the other."""
    return Request.objects.filter(state=Request.State.COMPLETE).order_by("pk")


def _next_beginning(now: datetime) -> datetime:
    """Return when the next meeting begins: that of today only while it has not begun."""
    today = timezone.localdate(now)
    begins = _at(next_meeting(today))
    return begins if begins > now else _at(next_meeting(today + timedelta(days=1)))


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, BEGINS))


def _alone() -> None:
    """Let nobody make sessions of this fund at the same time, until the commit."""
    rows = Tenant.objects.select_for_update(of=["self"], no_key=True)
    rows.get(pk=current_tenant_id())
