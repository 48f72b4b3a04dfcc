"""A syndic's firm: what stands on its letters. These tables are the platform's."""

from django.db import transaction
from django.utils import timezone

from buildings.models import Firm, FirmLogo, Mandate
from buildings.services.changes import write_changes
from koprogo.audit.services import record
from koprogo.tenancy import enter

__all__ = ["remove_logo", "set_logo", "update_firm"]


@transaction.atomic
def update_firm(firm: Firm, *, by, **fields) -> Firm:
    """Change what stands on the letters; every building of the firm keeps a record."""
    locked = Firm.objects.select_for_update().get(pk=firm.pk)
    if changed := write_changes(locked, **fields):
        _tell_buildings(locked, "firm.changed", by=by, **changed)
    return locked


@transaction.atomic
def set_logo(firm: Firm, *, png: bytes, by) -> FirmLogo:
    """Put a picture (of ``logos.draw_logo``) at the head of the letters."""
    locked = Firm.objects.select_for_update().get(pk=firm.pk)
    logo, _created = FirmLogo.objects.update_or_create(
        firm=locked, defaults={"png": png}
    )
    _tell_buildings(locked, "firm.logo_changed", by=by)
    return logo


@transaction.atomic
def remove_logo(firm: Firm, *, by) -> None:
    locked = Firm.objects.select_for_update().get(pk=firm.pk)
    if FirmLogo.objects.filter(firm=locked).delete()[0]:
        _tell_buildings(locked, "firm.logo_changed", by=by)


def _tell_buildings(firm: Firm, action: str, *, by, **data) -> None:
    """Record in each building of the firm what concerns them all: a firm is no tenant."""
    mandates = Mandate.objects.on(timezone.localdate()).filter(firm=firm)
    tenants = mandates.order_by("tenant").values_list("tenant_id", flat=True)
    for tenant_id in tenants:
        with enter(tenant_id, by=by):
            record(action, target=firm, by=by, **data)
