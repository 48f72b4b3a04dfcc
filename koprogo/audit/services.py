from django.db import connection, transaction
from django.utils import timezone

from koprogo.audit import chain, queries
from koprogo.audit.models import AuditEvent, AuditLeaf, AuditSeal, Unsealed
from koprogo.tenancy import current_tenant_id

__all__ = ["record", "seal"]

# Events in one seal at most: what a worker holds in memory.
BATCH = 5_000


def record(action, *, target, by, **data):
    """Write that ``by`` (None: the system) did ``action`` to the row ``target``."""
    return AuditEvent.objects.create(
        action=action, target=f"{target._meta.label}:{target.pk}", actor=by, data=data
    )


@transaction.atomic
def seal(*, batch: int = BATCH) -> AuditSeal | None:
    """Seal the events of the tenant entered that wait, the ``batch`` oldest at most.

    None: nothing waits, or somebody else is sealing this tenant. The number of
    statements does not depend on the number of events.
    """
    tenant = current_tenant_id()
    if not _alone(tenant):
        return None
    waiting = Unsealed.objects.filter(tenant=tenant).order_by("pk")[:batch]
    ids = list(waiting.values_list("pk", flat=True))
    if not ids:
        return None
    events = AuditEvent.objects.filter(pk__in=ids).order_by("pk")
    leaves = [
        chain.Leaf(event.pk, chain.event_hash(queries.as_written(event)))
        for event in events
    ]
    header = chain.next_header(
        queries.last_seal(), leaves, tenant=tenant, sealed_at=timezone.now()
    )
    made = _store(chain.Seal(header, chain.seal_hash(header, leaves)), leaves)
    Unsealed.objects.filter(tenant=tenant, pk__in=ids).delete()
    return made


def _alone(tenant: int) -> bool:
    """Take the right to seal this tenant until the commit, unless somebody has it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtextextended('audit.seal', %s))",
            [tenant],
        )
        [alone] = cursor.fetchone()
    return alone


def _store(sealed: chain.Seal, leaves: list[chain.Leaf]) -> AuditSeal:
    header = sealed.header
    made = AuditSeal.objects.create(
        number=header.number,
        first_event=header.first,
        last_event=header.last,
        count=header.count,
        total=header.total,
        sealed_at=header.sealed_at,
        previous=header.previous,
        hash=sealed.hash,
    )
    AuditLeaf.objects.bulk_create(
        AuditLeaf(event_id=leaf.event, seal=made, hash=leaf.hash) for leaf in leaves
    )
    return made
