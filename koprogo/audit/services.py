from koprogo.audit.models import AuditEvent

__all__ = ["record"]


def record(action, *, target, by, **data):
    """Write that ``by`` (None: the system) did ``action`` to the row ``target``."""
    return AuditEvent.objects.create(
        action=action, target=f"{target._meta.label}:{target.pk}", actor=by, data=data
    )
