"""Whom the program speaks to: the co-owners of a building, or the members of the ASBL.

The same pages, letters and refusals serve both assemblies; where a sentence says who
decides, or by which law, both sentences stand side by side. What opens an association
says which is meant (``speaking_in``); outside of one a building is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.functional import Promise, lazy

from koprogo.tenancy.models import Tenant

_to_members: ContextVar[bool] = ContextVar("koprogo_to_members", default=False)


@contextmanager
def speaking_in(kind: str) -> Iterator[None]:
    """Speak as in a tenant of this kind as long as it lasts."""
    token = _to_members.set(kind == Tenant.Kind.ASBL)
    try:
        yield
    finally:
        _to_members.reset(token)


def speaks_to_members() -> bool:
    """Return whether members of the ASBL are spoken to."""
    return _to_members.get()


def either(to_owners: str | Promise, to_members: str | Promise) -> str:
    """Return what is said in a building, or what the ASBL says instead."""
    return str(to_members if _to_members.get() else to_owners)


#: the same where the sentence is chosen when it is read
either_lazy = lazy(either, str)
