"""Who works where: the one context variable and the one place that tells PostgreSQL.

Row-level security reads the settings ``app.tenant`` and ``app.user``. They are set
for one transaction only, so nothing survives on a pooled connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction


class NoTenant(RuntimeError):
    """A query for tenant rows ran outside ``enter()``. It would have shown nothing."""


@dataclass(frozen=True, slots=True)
class Context:
    """Primary keys of the tenant entered and of the person at work."""

    tenant_id: int | None = None
    user_id: int | None = None


NOWHERE = Context()
_context: ContextVar[Context] = ContextVar("koprogo_tenancy", default=NOWHERE)


def current_tenant_id() -> int:
    """Return the tenant entered.

    Raises:
        NoTenant: no tenant was entered.
    """
    tenant_id = _context.get().tenant_id
    if tenant_id is None:
        raise NoTenant("enter a tenant first: with enter(tenant_id, by=user): ...")
    return tenant_id


@contextmanager
def enter(tenant_id: int | None, *, by: Any, read_only: bool = False) -> Iterator[None]:
    """Open a transaction in which only the rows of ``tenant_id`` exist.

    ``by`` is the person at work (None for the system); ``tenant_id`` None opens only
    the person's own rows. An exception rolls everything back. Calls nest: the outer
    tenant is restored on leaving. With ``read_only`` PostgreSQL refuses every write.
    """
    outer = _context.get()
    with transaction.atomic():
        inner = Context(tenant_id, by.pk if by else None)
        _tell_postgresql(inner)
        if read_only:
            _refuse_writes()
        token = _context.set(inner)
        try:
            yield
        finally:
            _context.reset(token)
        # A transaction-local setting outlives RELEASE SAVEPOINT: put the outer back.
        # (A rollback, now or because of a swallowed error, restores it by itself.)
        if connection.savepoint_ids and not connection.needs_rollback:
            _tell_postgresql(outer)


def _tell_postgresql(context: Context) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.tenant', %s, true), set_config('app.user', %s, true)",
            [str(context.tenant_id or ""), str(context.user_id or "")],
        )


def _refuse_writes() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
