"""What the fund knows about the person who asks: his requests, opened with their keys.

Whoever is bound by an agreement cannot close his account (``solidarity.leaving``).
"""

from collections.abc import Iterator
from functools import partial

from koprogo.documents.services import read
from koprogo.slots import Personal, PersonalData, PersonalFile, PersonalTable
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity import leaving
from solidarity.models import Seat
from solidarity.queries import own as queries

__all__ = ["DATA"]


def places(user) -> list[int]:
    """Return the fund, if the person asked it for something or holds a seat."""
    found = []
    for tenant in Tenant.objects.filter(kind=Tenant.Kind.FUND):
        with enter(tenant.pk, by=user):
            if _is_known(user):
                found.append(tenant.pk)
    return found


def _is_known(user) -> bool:
    seats = Seat.objects.filter(user=user)
    return queries.own_requests(user).exists() or seats.exists()


def here(user) -> Iterator[Personal]:
    """Yield every table, and every document; nothing for whom the fund does not know."""
    if not _is_known(user):
        return
    own = queries.mine(user)
    for name, rows in queries.TABLES.items():
        yield PersonalTable(name, list(rows(own)))
    for one in queries.documents_of(own):
        yield PersonalFile(one.name, partial(_bytes, one))


def _bytes(one: queries.Document) -> bytes:
    return one.vault.open_bytes(read(one.file), place=one.at, life=one.life)


DATA = PersonalData(
    places=places, here=here, refusals=leaving.refusals, leave=leaving.leave
)
