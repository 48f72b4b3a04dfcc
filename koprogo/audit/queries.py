"""Reads of the events and of their seals."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, QuerySet

from koprogo.audit import chain
from koprogo.audit.models import AuditEvent, AuditLeaf, AuditSeal, Unsealed
from koprogo.tenancy import current_tenant_id

__all__ = [
    "Verdict",
    "actors",
    "as_written",
    "events",
    "holds",
    "last_seal",
    "verify",
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in the chain of one tenant; ``broken``: the first thing wrong.

    ``events``: how many are in sound seals; ``waiting``: how many have none yet.
    """

    seals: int
    events: int
    waiting: int
    head: str
    broken: chain.Break | None


def events() -> QuerySet[AuditEvent]:
    """Return the events, latest first, each with its actor and its seal."""
    return AuditEvent.objects.select_related("actor", "leaf__seal").order_by(
        "-at", "-pk"
    )


def actors():
    """Return the people who did something here, by name."""
    acted = AuditEvent.objects.exclude(actor=None).values("actor").distinct()
    return get_user_model().objects.filter(pk__in=acted).order_by("name", "pk")


def as_written(event: AuditEvent) -> chain.Event:
    """Return what is hashed of an event; it must come from the database."""
    return chain.Event(
        tenant=event.tenant_id,
        id=event.pk,
        uuid=event.uuid,
        action=event.action,
        target=event.target,
        actor=event.actor_id,
        at=event.at,
        data=event.data,
    )


def last_seal() -> chain.Seal | None:
    """Return the end of the chain, or None before the first seal."""
    last = AuditSeal.objects.order_by("-number").first()
    if last is None:
        return None
    return chain.Seal(
        chain.Header(
            tenant=last.tenant_id,
            number=last.number,
            first=last.first_event,
            last=last.last_event,
            count=last.count,
            total=last.total,
            sealed_at=last.sealed_at,
            previous=last.previous,
        ),
        last.hash,
    )


def holds(noted: str) -> bool:
    """Whether a hash that somebody noted is the hash of a seal of this chain."""
    return AuditSeal.objects.filter(hash=noted.strip().lower()).exists()


def verify() -> Verdict:
    """Compute the chain of the tenant entered again, from its first event.

    Every row is read once, in one statement, and never all at once.
    """
    before, broken = None, None
    for seal, leaves, found in _seals():
        broken = chain.check_seal(seal, leaves, found, before=before)
        if broken:
            break
        before = seal
    waiting = Unsealed.objects.filter(tenant=current_tenant_id())
    return Verdict(
        seals=before.header.number if before else 0,
        events=before.header.total if before else 0,
        waiting=waiting.count(),
        head=before.hash if before else chain.BEGINNING,
        broken=broken or _slipped_in(waiting),
    )


SEAL = (
    "tenant_id",
    "number",
    "first_event",
    "last_event",
    "count",
    "total",
    "sealed_at",
    "previous",
    "hash",
)
LEAF = ("leaves__event_id", "leaves__hash")
# The key of an event comes from its leaf; that the event is there shows its uuid.
EVENT = ("uuid", "action", "target", "actor_id", "at", "data")
Sealed = tuple[chain.Seal, list[chain.Leaf], dict[int, chain.Event]]


def _seals() -> Iterator[Sealed]:
    """Yield each seal with its leaves and those of its events that are there."""
    rows = (
        AuditSeal.objects.order_by("number", "pk", "leaves__event_id")
        .values_list(*SEAL, *LEAF, *(f"leaves__event__{name}" for name in EVENT))
        .iterator()
    )
    for values, group in groupby(rows, key=itemgetter(slice(len(SEAL)))):
        *header, digest = values
        yield _unpacked(chain.Seal(chain.Header(*header), digest), group)


def _unpacked(seal: chain.Seal, rows: Iterable[tuple]) -> Sealed:
    leaves, found = [], {}
    for row in rows:
        event_id, digest, uuid, *rest = row[len(SEAL) :]
        if event_id is not None:
            leaves.append(chain.Leaf(event_id, digest))
        if uuid is not None:
            tenant = seal.header.tenant
            found[event_id] = chain.Event(tenant, event_id, uuid, *rest)
    return seal, leaves, found


def _slipped_in(waiting: QuerySet[Unsealed]) -> chain.Break | None:
    """Return what is in no seal although it does not wait for one."""
    sealed = AuditLeaf.objects.filter(event=OuterRef("pk"), seal__number__gte=1)
    stray = (
        AuditEvent.objects.exclude(Exists(sealed))
        .exclude(Exists(waiting.filter(pk=OuterRef("pk"))))
        .order_by("pk")
        .first()
    )
    if stray is None:
        return None
    return chain.Break(chain.Reason.EVENT_SLIPPED_IN, event=stray.pk)
