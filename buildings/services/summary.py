"""The figures of a building for those who look after many: one row, outside the wall."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from buildings.models import Building, Summary
from buildings.queries import completeness, holding_owners
from koprogo import slots
from koprogo.tenancy import current_tenant_id, enter
from koprogo.tenancy.models import Tenant

__all__ = ["refresh_summaries", "refresh_summary", "renew"]


@transaction.atomic
def refresh_summary(*, on: date) -> Summary | None:
    """Compute what a portfolio shows of the building entered; None for no building.

    Nobody decides anything here, so nothing is recorded and nobody is named. The row
    is locked first: of two at once, the later one sees all that the earlier one saw.
    """
    building = Building.objects.filter(tenant__kind=Tenant.Kind.CO_OWNERSHIP).first()
    if building is None:
        return None
    Summary.objects.get_or_create(tenant_id=current_tenant_id())
    summary = Summary.objects.select_for_update().get(tenant=current_tenant_id())
    state = completeness(building, on=on)
    summary.lots = state.lots
    summary.complete = state.is_complete
    summary.owners = holding_owners(on=on).count()
    for figures in slots.summary_figures:
        for name, value in figures(on).items():
            setattr(summary, name, value)
    summary.save()
    return summary


def renew(tenant_id: int) -> None:
    """Refresh the summary of one tenant, in a transaction of its own."""
    with enter(tenant_id, by=None):
        refresh_summary(on=timezone.localdate())


def refresh_summaries() -> int:
    """Refresh all of them, one transaction each; return how many: what was due today
    is overdue tomorrow although nobody did anything.
    """
    buildings = Tenant.objects.filter(kind=Tenant.Kind.CO_OWNERSHIP).order_by("pk")
    keys = list(buildings.values_list("pk", flat=True))
    for key in keys:
        renew(key)
    return len(keys)
