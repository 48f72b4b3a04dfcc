"""What Bellevue's assembly voted: two yearly budgets, and the lift."""

from finance.demo.story import PlannedItem, Purpose

FIRST_YEAR = (
    PlannedItem("Charges courantes", Purpose.PROVISION, "19500.00"),
    PlannedItem("Ascenseur A", Purpose.PROVISION, "2150.00", "lift-a"),
    PlannedItem("Ascenseur B", Purpose.PROVISION, "1980.00", "lift-b"),
    PlannedItem("Chauffage", Purpose.PROVISION, "14400.00", "heating"),
    PlannedItem("Fonds de réserve", Purpose.RESERVE, "4800.00"),
)
SECOND_YEAR = (
    PlannedItem("Charges courantes", Purpose.PROVISION, "20150.00"),
    PlannedItem("Ascenseur A", Purpose.PROVISION, "2200.00", "lift-a"),
    PlannedItem("Ascenseur B", Purpose.PROVISION, "2040.00", "lift-b"),
    PlannedItem("Chauffage", Purpose.PROVISION, "13650.00", "heating"),
    PlannedItem("Fonds de réserve", Purpose.RESERVE, "5200.00"),
)
# The two instalments of its modernisation.
LIFT = ("27500.00", "22400.00")
