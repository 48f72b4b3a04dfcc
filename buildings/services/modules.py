"""What neighbours may do with each other in a building: switched on and off."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from buildings.errors import DecidedLater, NotOpenYet, SwitchedAlready
from buildings.models import Building, Founding, Module, ModuleSwitch
from koprogo.audit.services import record

__all__ = ["switch_module"]


@transaction.atomic
def switch_module(
    module: Module,
    *,
    is_on: bool,
    decided_by: str,
    decided_on: date,
    decision: str,
    by,
) -> ModuleSwitch:
    """Switch a module on or off, from this moment on, as somebody decided.

    Off, nothing of it can be seen; what is in it stays until it is on again.

    Raises:
        SwitchedAlready: it is so already, perhaps since this very moment.
        DecidedLater: the day of the decision is still to come.
        NotOpenYet: neighbours among themselves, and too few have shown that they live
            there.
    """
    building = Building.objects.select_for_update(of=["self"]).get()
    if (module in building.modules) == is_on:
        raise SwitchedAlready(module)
    if decided_on > timezone.localdate():
        raise DecidedLater(decided_on)
    if Founding.objects.filter(opened_at=None).exists():
        raise NotOpenYet(building)
    switch = ModuleSwitch.objects.create(
        module=module,
        is_on=is_on,
        decided_by=decided_by,
        decided_on=decided_on,
        decision=decision,
        recorded_by=by,
    )
    others = set(building.modules) - {module}
    building.modules = sorted(others | {module} if is_on else others)
    building.save(update_fields=["modules"])
    record(
        "module.switched_on" if is_on else "module.switched_off",
        target=switch,
        by=by,
        module=module.value,
        decision=decision,
    )
    return switch
