"""Who is there, and who stands for whom: the part of the fold before any vote. Pure.

A head is represented by its voter when he is present, else by the holder of its proxy
when that one is present, else by nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from governance.meeting.events import Code, Event, Refused, Way
from governance.meeting.roll import Head, Roll
from governance.proxies import MOST_PROXIES, may_accept_proxy


class ProxyRefusal(StrEnum):
    """Why a proxy gives no power (art. 3.87 §7); the first that holds, in this order."""

    SYNDIC = "syndic"
    SUSPENDED = "suspended"
    SELF = "self"
    OUTSIDER = "outsider"
    SECOND = "second"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy as it was registered; ``principal`` is a head, ``holder`` a person."""

    id: str
    principal: str
    holder: str
    at: datetime
    refused: ProxyRefusal | None = None
    withdrawn_at: datetime | None = None
    withdrawn_because: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it was accepted, and not withdrawn since."""
        return self.refused is None and self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Representation:
    """Who acts for a head; ``proxy``: by which one, None when by his own right."""

    holder: str
    proxy: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """From when on somebody else, or nobody, acts for a head."""

    at: datetime
    by: Representation | None


@dataclass(frozen=True, slots=True)
class Movement:
    """An arrival (``way``) or a departure (None) of a person."""

    at: datetime
    way: Way | None


@dataclass(slots=True)
class Attendance:
    """The state of the presences; it changes, inside of the fold only."""

    roll: Roll
    present: dict[str, Way] = field(default_factory=dict)
    movements: dict[str, tuple[Movement, ...]] = field(default_factory=dict)
    proxies: dict[str, Proxy] = field(default_factory=dict)
    #: by principal, the proxy that stands
    standing: dict[str, Proxy] = field(default_factory=dict)
    #: by holder, the heads whose proxy he has
    principals: dict[str, tuple[Head, ...]] = field(default_factory=dict)
    represented: dict[str, Representation] = field(default_factory=dict)
    changes: dict[str, tuple[Change, ...]] = field(default_factory=dict)

    def copy(self) -> "Attendance":
        return replace(
            self,
            present=dict(self.present),
            movements=dict(self.movements),
            proxies=dict(self.proxies),
            standing=dict(self.standing),
            principals=dict(self.principals),
            represented=dict(self.represented),
            changes=dict(self.changes),
        )

    def arrived(self, event: Event) -> None:
        person = event.text("person")
        if person in self.present:
            raise Refused(Code.ALREADY_PRESENT)
        if person not in self.roll.heads_of and not self.principals.get(person):
            raise Refused(Code.UNKNOWN_PERSON)
        self._comes(person, Way(event.text("way")), event.at)

    def returned(self, event: Event) -> None:
        person = event.text("person")
        if person in self.present:
            raise Refused(Code.ALREADY_PRESENT)
        if person not in self.movements:
            raise Refused(Code.NEVER_ARRIVED)
        ways = [move.way for move in self.movements[person] if move.way is not None]
        self._comes(person, ways[-1], event.at)

    def left(self, event: Event) -> None:
        person = event.text("person")
        if self.present.pop(person, None) is None:
            raise Refused(Code.NOT_PRESENT)
        self._moved(person, Movement(event.at, None))

    def registered(self, event: Event) -> None:
        """Take a proxy, with the reason where it gives no power: the attempt is kept."""
        id_, principal = event.text("proxy"), event.text("principal")
        if id_ in self.proxies:
            raise Refused(Code.KNOWN_PROXY)
        head = self.roll.heads.get(principal)
        if head is None:
            raise Refused(Code.UNKNOWN_PRINCIPAL)
        holder = event.text("holder")
        refused = self._refusal(head, holder, syndic=event.body["syndic"])
        proxy = Proxy(id_, principal, holder, event.at, refused)
        self.proxies[id_] = proxy
        if proxy.stands:
            self.standing[principal] = proxy
            self.principals[holder] = (*self.principals.get(holder, ()), head)
            self._settle([head], event.at)

    def withdrawn(self, event: Event) -> None:
        proxy = self.proxies.get(event.text("proxy"))
        if proxy is None or not proxy.stands:
            raise Refused(Code.UNKNOWN_PROXY)
        self.proxies[proxy.id] = replace(
            proxy, withdrawn_at=event.at, withdrawn_because=event.text("reason")
        )
        del self.standing[proxy.principal]
        head = self.roll.heads[proxy.principal]
        self.principals[proxy.holder] = tuple(
            other for other in self.principals[proxy.holder] if other != head
        )
        self._settle([head], event.at)

    def _refusal(self, head: Head, holder: str, *, syndic: bool) -> ProxyRefusal | None:
        wrong = {
            ProxyRefusal.SYNDIC: syndic,
            ProxyRefusal.SUSPENDED: head.voter is None,
            ProxyRefusal.SELF: head.voter == holder,
            ProxyRefusal.OUTSIDER: not self.roll.rules.outsiders
            and holder not in self.roll.heads_of,
            ProxyRefusal.SECOND: head.id in self.standing,
            ProxyRefusal.LIMIT: not self._may_accept(head, holder),
        }
        return next((reason for reason, is_wrong in wrong.items() if is_wrong), None)

    def _may_accept(self, head: Head, holder: str) -> bool:
        held = self.principals.get(holder, ())
        if self.roll.rules.proxy_limit == "three":
            return len(held) < MOST_PROXIES
        return may_accept_proxy(
            own_votes=sum(own.votes for own in self.roll.heads_of.get(holder, ())),
            proxy_votes=[principal.votes for principal in held],
            new_votes=head.votes,
            votes_total=self.roll.votes,
        )

    def _comes(self, person: str, way: Way, at: datetime) -> None:
        self.present[person] = way
        self._moved(person, Movement(at, way))

    def _moved(self, person: str, movement: Movement) -> None:
        self.movements[person] = (*self.movements.get(person, ()), movement)
        own = self.roll.heads_of.get(person, ())
        self._settle((*own, *self.principals.get(person, ())), movement.at)

    def _settle(self, heads: Iterable[Head], at: datetime) -> None:
        """Write down for each of these heads who acts for it from now on."""
        for head in heads:
            before, now = self.represented.get(head.id), self._representation(head)
            if now == before:
                continue
            if now is None:
                del self.represented[head.id]
            else:
                self.represented[head.id] = now
            self.changes[head.id] = (*self.changes.get(head.id, ()), Change(at, now))

    def _representation(self, head: Head) -> Representation | None:
        if head.voter in self.present:
            return Representation(head.voter)
        proxy = self.standing.get(head.id)
        if proxy is not None and proxy.holder in self.present:
            return Representation(proxy.holder, proxy.id)
        return None
