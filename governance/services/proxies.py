"""Proxies: given online, recorded from paper, withdrawn (art. 3.87 §7).

Before the attendance list is opened they are rows alone; from then on the log says of
each whether it counts. Whether a limit is reached is never decided here.
"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from buildings.models import Building, Holding, Owner
from buildings.queries import named_holdings
from buildings.services.invitations import sender
from governance.errors.meeting import NotConvened
from governance.errors.proxies import (
    HolderIsSyndic,
    MeetingOver,
    NothingToVote,
    NotTheVoter,
    ProxyGiven,
    ProxyGone,
    SelfProxy,
    VoteSuspended,
)
from governance.models import Assembly, Proxy
from governance.notices.proxies import to_holder
from governance.queries.meeting import meeting_of
from governance.queries.proxies import (
    Principal,
    goes_on_in,
    known_holder,
    listed,
    person_of,
    standing_of,
    syndics_people,
    voted_for,
)
from governance.queries.roll import proxy_body
from governance.services.log import add_event
from koprogo.audit.models import AuditEvent
from koprogo.audit.services import record
from koprogo.documents.intake import Intake
from koprogo.documents.services import store
from koprogo.notifications import services as notifications

__all__ = ["give_proxy", "record_proxy", "withdraw_proxy"]


@transaction.atomic
def give_proxy(
    assembly: Assembly,
    *,
    holding: Principal,
    signer: Owner,
    holder: Owner | str,
    instructions: str = "",
    origin: str,
    by,
) -> Proxy:
    """Sign a proxy online, by the account of ``signer``; the holder is told.

    ``holding``: whose proxy it is; in the ASBL a member. ``holder``: an owner, or the
    name of somebody else. ``origin``: of the site.

    Raises:
        NotConvened: nobody is, or it was called off.
        MeetingOver: it has ended.
        NotTheVoter: ``signer`` does not vote for the holding.
        SelfProxy, HolderIsSyndic, ProxyGiven: see there.
    """
    locked = _to_come(assembly)
    if holding.uuid not in {one.uuid for one in voted_for(locked, signer)}:
        raise NotTheVoter(holding)
    proxy = _proxy(locked, holding, holder)
    proxy.source = Proxy.Source.ONLINE
    proxy.signed_on = timezone.localdate()
    proxy.instructions = instructions
    _check(locked, proxy, signer)
    if _works_for_syndic(proxy):
        raise HolderIsSyndic(holder)
    return _keep(locked, proxy, "proxy.given", origin=origin, by=by)


@transaction.atomic
def record_proxy(
    assembly: Assembly,
    *,
    holding: Principal,
    holder: Owner | str,
    signed_on: date,
    is_syndic: bool = False,
    instructions: str = "",
    paper: Intake | None = None,
    origin: str,
    by,
) -> Proxy:
    """Record a proxy on paper, with its scan if there is one; the holder is told.

    One for the syndic is recorded as well: the log keeps that it was refused.

    Raises:
        NotConvened, MeetingOver, SelfProxy, ProxyGiven: as for one that is signed here.
        NothingToVote: the holding is not in the list of voters.
        VoteSuspended: several hold it and have named nobody.
    """
    locked = _to_come(assembly)
    known = listed(locked, holding)
    if known is None:
        raise NothingToVote(holding)
    if known.vote_suspended:
        raise VoteSuspended(holding)
    proxy = _proxy(locked, known, holder)
    proxy.source = Proxy.Source.PAPER
    proxy.signed_on = signed_on
    proxy.instructions = instructions
    _check(locked, proxy, known.representative)
    proxy.is_syndic = is_syndic or _works_for_syndic(proxy)
    if paper is not None:
        proxy.paper = store(
            paper.data, name=paper.name, content_type=paper.content_type, by=by
        )
    return _keep(locked, proxy, "proxy.recorded", origin=origin, by=by)


@transaction.atomic
def withdraw_proxy(proxy: Proxy, *, reason: str = "", origin: str, by) -> Proxy:
    """Take a proxy back; the holder is told.

    Raises:
        ProxyGone: that was done before.
        MeetingOver: the meeting for which it was given has ended.
    """
    meeting = _locked(proxy.assembly)
    found = Proxy.objects.select_related("holder_owner__user").get(pk=proxy.pk)
    if found.withdrawn_at is not None:
        raise ProxyGone(found)
    where = goes_on_in(meeting)
    if where is None and meeting.adjourned_at is None:
        raise MeetingOver(meeting)
    found.withdrawn_at = timezone.now()
    found.save(update_fields=["withdrawn_at"])
    if where is not None and _stands(where, found):
        body = {
            "proxy": str(found.uuid),
            "reason": reason or _("Withdrawn by who gave it."),
        }
        add_event(where, "proxy-withdrawn", body, by=by)
    event = record("proxy.withdrawn", target=found, by=by)
    _tell(found, event, origin=origin, by=by)
    return found


def _stands(assembly: Assembly, proxy: Proxy) -> bool:
    """Whether the log of a meeting counts it: a refused one cannot be withdrawn."""
    if assembly.roll_taken_at is None:
        return False
    known = meeting_of(assembly).proxies
    return any(one.id == str(proxy.uuid) and one.stands for one in known)


def _to_come(assembly: Assembly) -> Assembly:
    """Return the assembly, locked: who opens its attendance list waits."""
    locked = _locked(assembly)
    if not locked.is_convened or locked.is_cancelled:
        raise NotConvened(locked)
    if locked.ended_at is not None:
        raise MeetingOver(locked)
    return locked


def _locked(assembly: Assembly) -> Assembly:
    rows = Assembly.objects.select_for_update(of=["self"], no_key=True)
    return rows.select_related("tenant", "cancellation").get(pk=assembly.pk)


def _proxy(assembly: Assembly, head: Principal, holder: Owner | str) -> Proxy:
    proxy = Proxy(assembly=assembly, head=head.uuid)
    if isinstance(head, Holding):
        proxy.holding = head
        head = named_holdings(Holding.objects.filter(pk=head.pk)).get()
    proxy.head_name = str(head)[:250]
    holder = known_holder(holder)
    proxy.holder = UUID(person_of(assembly, holder))
    if isinstance(holder, Owner):
        proxy.holder_owner = holder
    proxy.holder_name = " ".join(str(holder).split())[:150]
    return proxy


def _check(assembly: Assembly, proxy: Proxy, voter: Owner | None) -> None:
    if voter is not None and proxy.holder_owner == voter:
        raise SelfProxy(proxy.head)
    if standing_of(assembly, proxy.head) is not None:
        raise ProxyGiven(proxy.head)


def _works_for_syndic(proxy: Proxy) -> bool:
    holder = proxy.holder_owner
    if holder is None or holder.user_id is None:
        return False
    people = syndics_people(proxy.assembly.tenant_id)
    return people.filter(user=holder.user_id).exists()


def _keep(assembly: Assembly, proxy: Proxy, action: str, *, origin: str, by) -> Proxy:
    proxy.recorded_by = by
    proxy.save()
    if assembly.roll_taken_at is not None:
        add_event(assembly, "proxy-registered", proxy_body(proxy), by=by)
    event = record(action, target=proxy, by=by)
    _tell(proxy, event, origin=origin, by=by)
    return proxy


def _tell(proxy: Proxy, event: AuditEvent, *, origin: str, by) -> None:
    """Write to the holder, if he has an account to read it."""
    if proxy.holder_owner is None or proxy.holder_owner.user is None:
        return
    building = Building.objects.select_related("tenant").get()
    who = sender(building, origin=origin, by=by)
    notifications.queue([to_holder(proxy, event=event, sender=who)], by=by)
