"""Two years of Bellevue: what was called, who pays how, what went wrong."""

from collections.abc import Sequence
from datetime import date, timedelta

from buildings import services as buildings
from buildings.models import AllocationKey, Holding, Lot
from finance import services
from finance.demo.bellevue.budgets import FIRST_YEAR, LIFT, SECOND_YEAR
from finance.demo.calendar import Quarter
from finance.demo.stage import Stage
from finance.demo.story import (
    HALF,
    NOTHING,
    TWICE,
    Habits,
    PlannedCall,
    PlannedItem,
    Purpose,
    book_on_the_wrong_account,
    draft,
    issue,
    live,
    quarterly,
)
from koprogo.accounts.models import User

# Claes stopped paying in the second year, Maes pays half, De Backer forgot a quarter,
# Fontaine and Delcourt once paid twice; Lieve Janssens still has the second call for
# the lift to pay; Petit, Diallo and Dewulf always pay weeks after the others.
HABITS = Habits(
    parts={
        ("claes-sven", "q6"): NOTHING,
        ("claes-sven", "q7"): NOTHING,
        ("claes-sven", "q8"): NOTHING,
        ("claes-sven", "lift 1"): NOTHING,
        ("claes-sven", "lift 2"): NOTHING,
        ("maes-wouter", "q7"): HALF,
        ("maes-wouter", "q8"): HALF,
        ("de-backer-lode", "q7"): NOTHING,
        ("gerard-monique", "q8"): NOTHING,
        ("fontaine-chloe", "q7"): TWICE,
        ("delcourt-francois", "q8"): TWICE,
        ("janssens-lieve", "lift 2"): NOTHING,
    },
    late={"petit-nicolas": 52, "diallo-mariama": 27, "dewulf-frank": 38},
)


def play(stage: Stage) -> None:
    """Write what happened, in the building entered."""
    quarters, today, manager = stage.quarters, stage.today, stage.manager
    _sell("A51", to="noel-amelie", since=quarters[5].day(45), by=manager)
    _sell("A76", to="hendrickx", since=quarters[3].day(20), by=manager)
    _leave_the_heating("RC1", since=quarters[4].first_day, by=manager)
    issued = live(_calls(quarters, today), HABITS, stage=stage)
    book_on_the_wrong_account(
        "goossens-dirk",
        "claes-sven",
        since=quarters[-2].first_day,
        on=today,
        by=stage.bookkeeper,
    )
    services.cancel_call(issued["garage door"], by=manager, on=today)
    issue(_garage_door("garage-door", today), stage=stage)
    coming = [quarters[-1].later(1)]
    for planned in quarterly(coming, title=_title, items=SECOND_YEAR):
        draft(planned, by=stage.assistant)


def _calls(quarters: Sequence[Quarter], today: date) -> list[PlannedCall]:
    start, lift = quarters[0], quarters[5].day(40)
    # The repair of the garages' door went to everybody first.
    wrong = _garage_door("shares", today - timedelta(days=6))
    return [
        PlannedCall(
            "working fund",
            "Fonds de roulement",
            start.first_day,
            start.due_on,
            (PlannedItem("Fonds de roulement", Purpose.WORKING_FUND, "24000.00"),),
        ),
        *quarterly(quarters[:4], title=_title, items=FIRST_YEAR),
        *quarterly(quarters[4:], title=_title, items=SECOND_YEAR, start=5),
        _lift("lift 1", "premier acompte", LIFT[0], lift),
        _lift("lift 2", "second acompte", LIFT[1], today - timedelta(days=10)),
        wrong,
    ]


def _title(quarter: Quarter) -> str:
    return f"Provisions T{quarter.number} {quarter.year}"


def _lift(name: str, what: str, amount: str, day: date) -> PlannedCall:
    return PlannedCall(
        name,
        f"Modernisation de l’ascenseur A, {what}",
        day,
        day + timedelta(days=30),
        (PlannedItem("Nouvelle cabine et commande", Purpose.WORKS, amount, "lift-a"),),
    )


def _garage_door(key: str, day: date) -> PlannedCall:
    return PlannedCall(
        "garage door",
        "Réparation de la porte des garages",
        day,
        day + timedelta(days=30),
        (PlannedItem("Moteur de la porte", Purpose.PROVISION, "3280.00", key),),
    )


def _sell(flat: str, *, to: str, since: date, by: User) -> None:
    """Hand a flat and what belongs to it over to the holding ``to``."""
    buyer = Holding.objects.get(code=to)
    sold = Lot.objects.get(code=flat)
    for lot in [sold, *sold.annexes.all()]:
        buildings.hand_over_lot(lot, holding=buyer, since=since, by=by)


def _leave_the_heating(code: str, *, since: date, by: User) -> None:
    """A shop heats itself from a day on: the key gets a second version."""
    key = AllocationKey.objects.get(code="heating")
    parts = dict(key.versions.get().parts.values_list("lot_id", "parts"))
    del parts[Lot.objects.get(code=code).pk]
    buildings.write_version(key, valid_from=since, parts=parts, by=by)
