"""Assemblies of the demo: one to come, one that votes right now, one with its minutes.

They are played once the books of their building are written (koprogo.slots.demo_acts).
What happens through the services bears the moment of loading; what a meeting of the past
was, its log tells at moments of its own (``sitting``).
"""

from collections.abc import Callable, Mapping

from django.utils.translation import override

from buildings.models import Building
from finance.demo.stage import Stage
from governance.demo import bellevue, parkzicht, tilleuls

__all__ = ["play"]

ACTS: Mapping[str, Callable[[Stage], None]] = {
    "residence-bellevue": bellevue.play,
    "residentie-parkzicht": parkzicht.play,
    "les-tilleuls": tilleuls.play,
}


def play(slug: str, stage: Stage) -> None:
    """Write the assemblies of a building, in the building entered and its language."""
    with override(Building.objects.get().languages[0]):
        ACTS[slug](stage)
