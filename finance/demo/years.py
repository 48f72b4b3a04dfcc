"""What the two buildings called in the last twelve months, and who does not pay."""

from datetime import date, timedelta
from decimal import Decimal

from finance.demo.calendar import Quarter
from finance.demo.story import Habits, PlannedCall, PlannedItem, Purpose

NOTHING, HALF, TWICE = Decimal(0), Decimal("0.5"), Decimal(2)

PROVISIONS = (
    PlannedItem("Charges courantes", Purpose.PROVISION, "6450.00"),
    PlannedItem("Ascenseur", Purpose.PROVISION, "780.00", "lift"),
    PlannedItem("Chauffage", Purpose.PROVISION, "3900.00", "heating"),
    PlannedItem("Fonds de réserve", Purpose.RESERVE, "1500.00"),
)
GARAGE_DOOR = "Réparation de la porte des garages"

# Claes stopped paying, Maes pays half, Fontaine once paid twice; Lieve Janssens
# still has the call for the lift to pay.
BELLEVUE_HABITS: Habits = {
    ("claes", "third"): NOTHING,
    ("claes", "fourth"): NOTHING,
    ("claes", "lift"): NOTHING,
    ("maes", "fourth"): HALF,
    ("maes", "lift"): NOTHING,
    ("fontaine", "third"): TWICE,
    ("janssens", "lift"): NOTHING,
}
TILLEULS_HABITS: Habits = {
    ("wauters", "first"): HALF,
    ("wauters", "second"): NOTHING,
    ("janssens", "second"): NOTHING,
}


def provisions(name: str, quarter: Quarter) -> PlannedCall:
    """Call the provisions of a quarter in Bellevue, on its first day."""
    title = f"Provisions {quarter}"
    return PlannedCall(name, title, quarter.first_day, quarter.due_on, PROVISIONS)


def bellevue_calls(now: Quarter, today: date) -> list[PlannedCall]:
    """Return the issued calls of Bellevue up to ``today`` in the quarter ``now``."""
    names = ("first", "second", "third", "fourth")
    quarters = [
        provisions(name, now.later(step))
        for step, name in enumerate(names, start=1 - len(names))
    ]
    start = quarters[0]
    working_fund = PlannedCall(
        "working fund",
        "Fonds de roulement",
        start.on,
        start.due_on,
        [PlannedItem("Fonds de roulement", Purpose.WORKING_FUND, "12000.00")],
    )
    lift = PlannedCall(
        "lift",
        "Modernisation de l’ascenseur, premier acompte",
        today - timedelta(days=10),
        today + timedelta(days=20),
        [PlannedItem("Nouvelle cabine et commande", Purpose.WORKS, "18500.00", "lift")],
    )
    return [working_fund, *quarters, lift]


def garage_door(key: str, today: date) -> PlannedCall:
    """Call a repair today, divided by ``key``: the wrong one first, then the right."""
    return PlannedCall(
        "garage door",
        GARAGE_DOOR,
        today,
        today + timedelta(days=30),
        [PlannedItem("Moteur de la porte", Purpose.PROVISION, "1260.00", key)],
    )


def tilleuls_calls(now: Quarter) -> list[PlannedCall]:
    return [
        PlannedCall(
            name,
            f"Provisions {quarter}",
            quarter.first_day,
            quarter.due_on,
            [
                PlannedItem("Charges courantes", Purpose.PROVISION, "2100.00"),
                PlannedItem("Fonds de réserve", Purpose.RESERVE, "400.00"),
            ],
        )
        for name, quarter in (("first", now.later(-1)), ("second", now))
    ]
