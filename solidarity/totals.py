"""What the ASBL's open figures take over from the fund: published cells, nothing else."""

from collections.abc import Iterator
from decimal import Decimal

from koprogo.slots import PublishedTotal
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.publishing import ACCEPTED, REFUSED, added
from solidarity.queries.publication import published_reports

__all__ = ["totals"]

AREA = "Solidarity fund"


def totals() -> Iterator[PublishedTotal]:
    """Yield the sums of all published periods, and the capital as it was told last.

    Each is about five requests or more already.
    """
    tenant = Tenant.objects.filter(kind=Tenant.Kind.FUND).first()
    if tenant is None:
        return
    with enter(tenant.pk, by=None):
        periods = list(published_reports().filter(kind="period"))
    told = added(one.cells for one in periods)
    for name, label in (
        ("requests", "Requests decided"),
        (ACCEPTED, "Requests accepted"),
        (REFUSED, "Requests refused"),
    ):
        if told[name]:
            yield PublishedTotal(AREA, label, Decimal(told[name]), told[name])
    if told[ACCEPTED]:
        yield PublishedTotal(AREA, "Granted (EUR)", told["amount"], told[ACCEPTED])
    for report in periods:
        if money := report.cells.get("money"):
            available = Decimal(money["available"])
            yield PublishedTotal(AREA, "Available capital (EUR)", available)
            return
