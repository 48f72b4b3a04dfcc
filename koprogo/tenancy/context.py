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
from psycopg.pq import TransactionStatus


class NoTenant(RuntimeError):
    """A query for tenant rows ran outside ``enter()``. It would have shown nothing."""


class SwallowedError(RuntimeError):
    """PostgreSQL refused something and nobody let the error through.

    It would turn the COMMIT into a silent rollback: "saved", and nothing is.
    """


class NoPerson(RuntimeError):
    """A query for a person's own rows ran while nobody was at work."""


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


def current_user_id() -> int:
    """Return the person at work.

    Raises:
        NoPerson: nobody is at work here; the system has no rows of its own.
    """
    user_id = _context.get().user_id
    if user_id is None:
        raise NoPerson("enter as a person first: with enter(None, by=user): ...")
    return user_id


@contextmanager
def enter(
    tenant_id: int | None, *, by: Any, read_only: bool = False, snapshot: bool = False
) -> Iterator[None]:
    """Open a transaction in which only the rows of ``tenant_id`` exist.

    ``by`` is the person at work (None for the system); ``tenant_id`` None opens only
    the person's own rows. An exception rolls everything back. Calls nest: the outer
    tenant is restored on leaving. With ``read_only`` PostgreSQL refuses every write;
    with ``snapshot`` every statement reads what was committed before the first one. A
    transaction that is under way keeps how it reads.

    Raises:
        SwallowedError: an error of the database was caught inside; nothing is kept.
    """
    outer = _context.get()
    under_way = connection.in_atomic_block
    with transaction.atomic():
        if snapshot and not under_way:
            _read_one_moment()
        inner = Context(tenant_id, by.pk if by else None)
        _tell_postgresql(inner)
        if read_only:
            _refuse_writes()
        token = _context.set(inner)
        try:
            yield
        finally:
            _context.reset(token)
        if connection.savepoint_ids:
            _put_back(outer)
        else:
            _refuse_swallowed_errors()


def _tell_postgresql(context: Context) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.tenant', %s, true), set_config('app.user', %s, true)",
            [str(context.tenant_id or ""), str(context.user_id or "")],
        )


def _refuse_writes() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")


def _read_one_moment() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _put_back(outer: Context) -> None:
    # A transaction-local setting outlives RELEASE SAVEPOINT. A rollback, here because
    # of a swallowed error, puts the outer setting back by itself.
    if not connection.needs_rollback:
        _tell_postgresql(outer)


def _refuse_swallowed_errors() -> None:
    status = connection.connection.info.transaction_status
    if status == TransactionStatus.INERROR:
        raise SwallowedError("an error of the database was caught inside enter()")
