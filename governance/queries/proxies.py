"""Proxies: who gave one to whom, whether it counts, and who may still give one."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db.models import Q, QuerySet
from django.utils import timezone

from buildings.access import Access, Permission
from buildings.models import FirmMember, Holding, Owner, Ownership
from buildings.queries import holding_owners, named_holdings
from governance.meeting.attendance import Proxy as Registered
from governance.meeting.events import Event
from governance.meeting.fold import Meeting, fold
from governance.meeting.roll import Line, Roll
from governance.models import Assembly, Proxy, RollLine
from governance.queries.meeting import meeting_of
from governance.queries.members import (
    Membership,
    called,
    called_members,
    is_of_members,
    members_of,
    members_voted_by,
    name_words,
    voters_of,
)
from governance.queries.roll import meetings_of_proxies, proxy_body, rules_of
from koprogo import slots
from koprogo.tenancy.models import Tenant

#: who gives a proxy: the holders of lots, or a member of the ASBL
Principal = Holding | Membership


def proxy_list(assembly: Assembly) -> QuerySet[Proxy]:
    """Return the proxies that count in a meeting, and those that were withdrawn.

    Of a second session, with those of the first.
    """
    found = Proxy.objects.filter(assembly__in=meetings_of_proxies(assembly))
    return found.select_related("holding", "holder_owner", "paper", "recorded_by")


def visible_proxies(access: Access, assembly: Assembly) -> QuerySet[Proxy]:
    """Return all for the office; for an owner those that he gave or holds."""
    found = proxy_list(assembly)
    if access.allows(Permission.HOLD_ASSEMBLIES):
        return found
    own = access.own_owners
    return found.filter(_given_by(access, assembly) | Q(holder_owner__in=own))


def _given_by(access: Access, assembly: Assembly) -> Q:
    """Return which proxies an owner gave, alone or with others."""
    if access.is_of_members:
        return Q(head__in=_own_heads(access, assembly))
    given = Holding.objects.filter(members__owner__in=access.own_owners)
    return Q(holding__in=given)


def _own_heads(access: Access, assembly: Assembly) -> list[UUID]:
    return [
        head.uuid for owner in access.own_owners for head in voted_for(assembly, owner)
    ]


def own_proxies(access: Access, assembly: Assembly) -> QuerySet[Proxy]:
    """Return the proxies that this person may withdraw; the office any of them."""
    found = proxy_list(assembly)
    if access.allows(Permission.HOLD_ASSEMBLIES):
        return found
    if access.is_of_members:
        return found.filter(head__in=_own_heads(access, assembly))
    return found.filter(holding__representative__in=access.own_owners)


def standing_of(assembly: Assembly, head: UUID) -> Proxy | None:
    """Return the proxy of a holding, or of a member, that was not withdrawn."""
    return proxy_list(assembly).filter(head=head, withdrawn_at=None).first()


def goes_on_in(assembly: Assembly) -> Assembly | None:
    """Return the meeting in which a proxy for ``assembly`` still works: it or its
    second session; none when all is over.
    """
    if assembly.closed_at is not None:
        return None
    if assembly.adjourned_at is None:
        return assembly
    seconds = assembly.followers.filter(session=2, cancellation=None).convened()
    return seconds.filter(closed_at=None).first()


# Who votes


def voted_for(assembly: Assembly, owner: Owner) -> Sequence[Principal]:
    """Return the holdings for which an owner votes by right: their proxy is his to give.

    In the ASBL the members. By the list of voters once it is frozen; until then as it
    stands today.
    """
    if is_of_members(assembly):
        return members_voted_by(owner, assembly, today=timezone.localdate())
    if assembly.roll_taken_at is not None:
        rows = RollLine.objects.filter(assembly=assembly, owner=owner)
        found = Holding.objects.filter(pk__in=rows.values("holding"))
    else:
        held = Ownership.objects.on(timezone.localdate())
        found = Holding.objects.filter(
            pk__in=held.values("holding"), representative=owner
        )
    return list(named_holdings(found).order_by("code"))


def voting_holdings(assembly: Assembly) -> QuerySet[Holding]:
    """Return every holding with a lot in the list of voters, or in today's."""
    if assembly.roll_taken_at is not None:
        rows = RollLine.objects.filter(assembly=assembly).values("holding")
    else:
        rows = Ownership.objects.on(timezone.localdate()).values("holding")
    found = Holding.objects.filter(pk__in=rows).select_related("representative")
    return named_holdings(found).order_by("code")


def listed(assembly: Assembly, head: Principal) -> Principal | None:
    """Return a holding, or a member, as the list of voters knows it; None: it does not."""
    if is_of_members(assembly):
        known = members_of(assembly, today=timezone.localdate())
        return next((one for one in known if one.uuid == head.uuid), None)
    return voting_holdings(assembly).filter(uuid=head.uuid).first()


def possible_holders(tenant_id: int) -> QuerySet[Owner]:
    """Return the owners of today who do not work for the syndic."""
    return holding_owners(on=timezone.localdate()).exclude(
        user__in=syndics_people(tenant_id)
    )


def holders_called(
    assembly: Assembly, text: str, *, but: Owner | None = None
) -> list[Owner]:
    """Return who is called so and votes for a member of the ASBL: he can hold a proxy."""
    voters = voters_of(assembly, today=timezone.localdate())
    return called(text, [voter for voter in voters if voter != but])


def members_called(assembly: Assembly, text: str) -> list[Membership]:
    """Return the members of the ASBL that are called so, or whose voter is."""
    return called_members(text, members_of(assembly, today=timezone.localdate()))


def syndics_people(tenant_id: int):
    """Return the users who work today for the firm whose mandate runs."""
    today = timezone.localdate()
    members = FirmMember.objects.on(today).filter(
        firm__mandates__tenant=tenant_id,
        firm__mandates__since__lte=today,
        firm__mandates__until__gt=today,
    )
    return members.values("user")


def known_holder(holder: Owner | str) -> Owner | str:
    """Return the owner where a name is typed that one owner of today alone has.

    His own votes count with his proxies, however somebody called him.
    """
    if isinstance(holder, Owner):
        return holder
    owners = holding_owners(on=timezone.localdate())
    called = [owner for owner in owners if name_words(str(owner)) == name_words(holder)]
    return called[0] if len(called) == 1 else holder


def person_of(assembly: Assembly, holder: Owner | str) -> str:
    """Return how the log calls who is to hold a proxy: an owner, or a name.

    The same outsider is one person, whose proxies are counted together, by whatever way
    they came; a new one gets an id of his own.
    """
    found = known_holder(holder)
    if isinstance(found, Owner):
        return str(found.uuid)
    outsiders = proxy_list(assembly).filter(holder_owner=None).order_by("pk")
    same = (
        row for row in outsiders if name_words(row.holder_name) == name_words(found)
    )
    known = next(same, None)
    return str(known.holder if known else uuid4())


# Whether it counts


def standing_now(assembly: Assembly) -> Meeting:
    """Return the meeting after its log; before its roll, as if it were taken now."""
    if assembly.roll_taken_at is not None:
        return meeting_of(assembly)
    now = timezone.now()
    roll = _roll_of_today(assembly.tenant)
    rows = proxy_list(assembly).filter(withdrawn_at=None).order_by("pk")
    given = [row for row in rows if str(row.head) in roll.heads]
    events = (
        Event(number, now, "proxy-registered", proxy_body(row))
        for number, row in enumerate(given, start=1)
    )
    return fold(roll, events)


def _roll_of_today(tenant: Tenant) -> Roll:
    voters = slots.roll_source[tenant.kind]([], timezone.localdate())
    lines = tuple(
        Line(
            id=voter.label,
            label=voter.label,
            head=str(voter.head),
            voter=voter.voter and str(voter.voter),
            votes=voter.votes,
        )
        for voter in voters
    )
    return Roll(rules_of(tenant), lines, ())


@dataclass(frozen=True, slots=True)
class Load:
    """What a person would vote for: own votes, the proxies that he has, and a new one.

    ``after``: the meeting if it were registered now; ``new``: what it makes of it.
    """

    own_votes: int
    proxies: int
    proxy_votes: int
    after: Meeting
    new: Registered

    @property
    def total(self) -> int:
        return self.after.roll.votes

    @property
    def votes(self) -> int:
        """All that he would vote for with the new one."""
        new = self.after.roll.heads[self.new.principal].votes
        return self.own_votes + self.proxy_votes + new


def load_of(meeting: Meeting, *, holder: str, head: str) -> Load:
    """Return what ``holder`` has, and what one more proxy would come to now."""
    heads = meeting.roll.heads
    held = [one for one in meeting.proxies if one.stands and one.holder == holder]
    body = {"proxy": "new", "principal": head, "holder": holder, "syndic": False}
    moment = max(timezone.now(), meeting.at or timezone.now())
    event = Event(meeting.number + 1, moment, "proxy-registered", body)
    after = meeting.apply(event)
    return Load(
        own_votes=sum(one.votes for one in meeting.roll.heads_of.get(holder, ())),
        proxies=len(held),
        proxy_votes=sum(heads[one.principal].votes for one in held),
        after=after,
        new=after.proxies[-1],
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """A proxy as lists show it. ``known``: as the rules see it; None: not at all.

    ``votes``: those of the principal.
    """

    proxy: Proxy
    known: Registered | None
    votes: int

    @property
    def state(self) -> str:
        """Return withdrawn, refused, accepted, or unused: its lots were sold."""
        if self.proxy.withdrawn_at is not None:
            return "withdrawn"
        if self.known is None:
            return "unused"
        return "refused" if self.known.refused else "accepted"

    @property
    def reason(self) -> str:
        """The code of its refusal, or nothing."""
        refused = self.known.refused if self.known else None
        return refused.value if refused and self.state == "refused" else ""


def shown(proxies: Sequence[Proxy], meeting: Meeting) -> list[Shown]:
    """Return these proxies with what the rules make of them."""
    known = {one.id: one for one in meeting.proxies}
    heads = meeting.roll.heads
    return [
        Shown(
            proxy,
            known.get(str(proxy.uuid)),
            heads[str(proxy.head)].votes if str(proxy.head) in heads else 0,
        )
        for proxy in proxies
    ]
