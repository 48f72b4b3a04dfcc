"""What a receiver is told: what happened, when and to which row. Nothing personal.

No name, amount or text: he asks the API for the rest, with a token that may read it.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

from django.apps import apps
from django.db.models import CharField, Value

from koprogo import slots
from koprogo.audit.models import AuditEvent
from koprogo.tenancy.models import Tenant

__all__ = ["TEST", "bodies", "body_of_test"]

TEST = "webhook.test"


def bodies(events: Sequence[AuditEvent], tenant: Tenant) -> list[dict[str, object]]:
    """Return the message of each event: one statement, however many there are."""
    uuids = _uuids({event.target for event in events if not _is_private(event)})
    return [
        _body(
            str(event.uuid),
            event.action,
            event.at,
            tenant,
            {"type": _kind(event.target), "id": uuids.get(event.target)},
        )
        for event in events
    ]


def body_of_test(ident: str, tenant: Tenant, *, at: datetime) -> dict[str, object]:
    return _body(ident, TEST, at, tenant, {"type": None, "id": None})


def _body(ident, action, at, tenant, thing) -> dict[str, object]:
    return {
        "id": ident,
        "type": action,
        "occurred_at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "building": {"slug": tenant.slug, "id": str(tenant.uuid)},
        "object": thing,
    }


def _is_private(event: AuditEvent) -> bool:
    """Whether not everybody who reads the history learns which row it was."""
    words = slots.audit_words.get(event.action)
    target = slots.audit_targets.get(_label(event.target))
    return bool(words is None or words.needs or target is None or target.private)


def _kind(target: str) -> str | None:
    known = slots.audit_targets.get(_label(target))
    return known.kind if known else None


def _label(target: str) -> str:
    return target.rpartition(":")[0]


def _uuids(targets: set[str]) -> dict[str, str]:
    """Return the public id of each row that is still there."""
    keys = defaultdict(list)
    for target in targets:
        label, _colon, pk = target.rpartition(":")
        keys[label].append(pk)
    if not keys:
        return {}
    first, *rest = (
        apps.get_model(label)
        .objects.order_by()
        .annotate(label=Value(label, CharField()))
        .filter(pk__in=pks)
        .values_list("label", "pk", "uuid")
        for label, pks in sorted(keys.items())
    )
    found = first.union(*rest, all=True) if rest else first
    return {f"{label}:{pk}": str(uuid) for label, pk, uuid in found}
