"""Bellevue: neighbours who have met for half a year."""

from datetime import date

from buildings.models import Module, ModuleSwitch
from buildings.services.modules import switch_module
from community.demo.bellevue import bazaar, board, hours, lending, neighbours
from community.demo.clock import Days
from finance.demo.stage import Stage
from koprogo.accounts.models import User

__all__ = ["play"]

#: which the council began with, and which it added when they were asked for
SWITCHED = {
    181: (Module.NOTICES, Module.HOURS, Module.WELCOME),
    179: (Module.LENDING, Module.BAZAAR, Module.SKILLS, Module.ROOMS),
}
DECISION = "Réunion du conseil, point {point} : les voisins se rencontrent"


def play(stage: Stage) -> None:
    """Write their half-year, in the building entered."""
    days = Days(stage.today)
    _switch_on(days, by=stage.users["marc"])
    people = neighbours.come(days, stage.users, origin=stage.origin)
    for part in (hours, lending, bazaar, board):
        part.play(days, people)


def _switch_on(days: Days, *, by: User) -> None:
    for point, (ago, modules) in enumerate(SWITCHED.items(), start=2):
        for module in modules:
            with days.on(-ago, 21):
                switch_module(
                    module,
                    is_on=True,
                    decided_by=ModuleSwitch.DecidedBy.COUNCIL,
                    decided_on=_decided(days, ago),
                    decision=DECISION.format(point=point),
                    by=by,
                )


def _decided(days: Days, ago: int) -> date:
    return days.day(-ago - 1)
