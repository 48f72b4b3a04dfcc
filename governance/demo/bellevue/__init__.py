"""Bellevue: an assembly with its minutes and what followed, and the next one prepared."""

from datetime import timedelta

from finance.demo.stage import Stage
from governance.demo import mandates
from governance.demo.bellevue import coming, contracts, follow_up, last, opinion, quotes
from governance.services.settings import update_assembly_settings

# The budget is voted some weeks before its first quarter: the fifteen days hold it.
BEFORE_THE_YEAR = timedelta(days=25)
PLACE = "Salle Saint-Augustin, rue du Moulin 3, 1190 Bruxelles"


def play(stage: Stage) -> None:
    begins = stage.quarters[4].first_day - BEFORE_THE_YEAR
    update_assembly_settings(
        period_month=begins.month,
        period_day=begins.day,
        place=PLACE,
        quote_threshold=quotes.THRESHOLD,
        quote_decision=f"Assemblée générale de {begins.year - 3}, point 12",
        by=stage.manager,
    )
    mandates.note(stage, decided="Assemblée générale, point 9")
    assembly = last.hold(stage, place=PLACE)
    last.sign(assembly, stage=stage)
    follow_up.play(assembly, stage)
    coming.prepare(stage, place=PLACE)
    contracts.keep(stage)
    opinion.ask(stage)
