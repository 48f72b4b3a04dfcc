"""The syndic whom the assembly appoints (art. 3.89 §1)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from buildings.errors import MandateRefused
from buildings.models import Building, Firm, Mandate
from buildings.services.people import end_mandate, start_mandate

__all__ = ["appoint_syndic"]


@transaction.atomic
def appoint_syndic(
    building: Building, *, firm: Firm, since: date, until: date, by
) -> Mandate:
    """Give the mandate of [since, until) to a firm, the present one or another.

    The running mandate ends on ``since``: from that day on the former firm enters the
    building no more.

    Raises:
        MandateRefused: more than three years, or the days of a later mandate.
    """
    Building.objects.select_for_update().get(pk=building.pk)
    running = Mandate.objects.on(since).filter(tenant_id=building.pk).first()
    if running is not None and running.since < since:
        end_mandate(running, on=since, by=by)
    asked = Mandate(firm=firm, tenant_id=building.pk, since=since, until=until)
    try:
        asked.full_clean()
    except ValidationError as error:
        raise MandateRefused(error.messages) from error
    return start_mandate(building, firm=firm, since=since, until=until, by=by)
