"""What Bellevue's assembly voted: two yearly budgets, and the lift."""

from decimal import Decimal
from typing import NamedTuple

from buildings.models import AllocationKey
from finance import chart
from finance.demo.story import PlannedItem, Purpose
from finance.models import BudgetLine
from finance.queries.budgets import LineDraft
from koprogo.ledger.models import Account

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
# The works of its modernisation, and their two instalments.
LIFT_WORKS = "Modernisation de l’ascenseur A"
LIFT = ("27500.00", "22400.00")


class Planned(NamedTuple):
    """A line of a budget: EUR of the first and of the second year."""

    label: str
    account: str
    key: str
    amounts: tuple[str, str]


# By key they add up to four quarters of what is called.
ORDINARY = (
    Planned("Nettoyage", "6105000", "shares", ("22900.00", "23700.00")),
    Planned("Jardin", "6106000", "shares", ("5300.00", "5500.00")),
    Planned("Électricité des communs", "6121000", "shares", ("12400.00", "12800.00")),
    Planned("Eau", "6120000", "shares", ("5800.00", "6000.00")),
    Planned("Assurances", "6140000", "shares", ("14650.00", "15050.00")),
    Planned("Honoraires du syndic", "6130000", "shares", ("16250.00", "16700.00")),
    Planned("Assemblée générale", "6161000", "shares", ("560.00", "690.00")),
    Planned("Frais bancaires", "6500000", "shares", ("140.00", "160.00")),
    Planned("Ascenseur A, entretien", "6101001", "lift-a", ("8000.00", "8200.00")),
    Planned("Ascenseur A, contrôle", "6101000", "lift-a", ("600.00", "600.00")),
    Planned("Ascenseur B, entretien", "6101001", "lift-b", ("7320.00", "7560.00")),
    Planned("Ascenseur B, contrôle", "6101000", "lift-b", ("600.00", "600.00")),
    Planned("Gaz", "6122000", "heating", ("52700.00", "49600.00")),
    Planned("Chauffage, entretien", "6103001", "heating", ("4900.00", "5000.00")),
)
RESERVE = Planned(
    "Fonds de réserve", chart.RESERVE_CALLED, "shares", ("19200.00", "20800.00")
)
WORKS = Planned(LIFT_WORKS, "671", "lift-a", ("0.00", str(sum(map(Decimal, LIFT)))))


def lines_of(year: int) -> list[LineDraft]:
    """Return the budget of the first (0) or second (1) year of the books."""
    keys = {key.code: key for key in AllocationKey.objects.all()}
    accounts = {account.code: account for account in Account.objects.all()}
    planned = [
        *((BudgetLine.Kind.ORDINARY, one) for one in ORDINARY),
        (BudgetLine.Kind.RESERVE, RESERVE),
        (BudgetLine.Kind.EXTRAORDINARY, WORKS),
    ]
    return [
        LineDraft(
            kind,
            one.label,
            accounts[one.account],
            keys[one.key],
            Decimal(one.amounts[year]),
        )
        for kind, one in planned
        if Decimal(one.amounts[year])
    ]
