"""Which modules there are, whether they are on, and who decided it."""

from dataclasses import dataclass

from django.utils.functional import Promise

from buildings.models import Building, Module, ModuleSwitch
from community.words import WHAT, Words

__all__ = ["Choice", "choices"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A module: what it does and shows, and the decision that holds; None: none yet."""

    module: Module
    words: Words
    is_on: bool
    switch: ModuleSwitch | None

    @property
    def label(self) -> str | Promise:
        return self.module.label


def choices(building: Building) -> list[Choice]:
    """Return every module that there is, in the order of the board."""
    latest = ModuleSwitch.objects.order_by("module", "-pk").distinct("module")
    found = {row.module: row for row in latest.select_related("recorded_by")}
    return [
        Choice(module, words, module in building.modules, found.get(module))
        for module, words in WHAT.items()
    ]
