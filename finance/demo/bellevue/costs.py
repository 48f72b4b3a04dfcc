"""What Bellevue buys: contracts through two years, and what waits for somebody today."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from finance.demo.bank import RESERVE
from finance.demo.bellevue.assemblies import held_on
from finance.demo.bellevue.budgets import LIFT, LIFT_WORKS
from finance.demo.bellevue.people import (
    CLEANING,
    DOORS,
    ENERGY,
    GARDEN,
    HALL,
    HEATING,
    INSURER,
    LIFTS,
    ROOFER,
    SURVEYOR,
    SYNDIC,
)
from finance.demo.bellevue.people import WATER as WATER_COMPANY
from finance.demo.calendar import Quarter
from finance.demo.purchases import Kind, Piece, Purchase, Shop, State
from finance.months import add_months
from koprogo.money import CENT
from koprogo.ui.formatting import day as on_paper

CHARGING = "Bornes de recharge"
# An account that nobody knows yet: somebody must ask the supplier.
OTHER_IBAN = "BE49999040099971"
# What a calendar month takes of the gas of a year, in thousandths.
GAS = (190, 165, 135, 80, 35, 12, 10, 10, 30, 75, 115, 143)
YEARLY_GAS = (Decimal("55640.00"), Decimal("50380.00"))
RISE = (Decimal(1), Decimal("1.032"))
ELECTRICITY = ("3542.80", "3014.15", "3101.40", "3528.05")
WATER = ("1402.33", "1377.90", "1460.75", "1395.12")


def regular(quarters: Sequence[Quarter]) -> Iterator[Purchase]:
    """Yield what comes by contract, for all the quarters of the books."""
    for number, quarter in enumerate(quarters):
        year = number // 4
        yield from _of_quarter(quarter, number % 4, RISE[year])
        for step in range(3):
            yield from _of_month(add_months(quarter.first_day, step), year)
    for year, start in enumerate((quarters[0], quarters[4])):
        yield from _of_year(start, RISE[year])


def _of_month(first: date, year: int) -> Iterator[Purchase]:
    last = add_months(first, 1) - timedelta(days=1)
    gas = (YEARLY_GAS[year] * GAS[first.month - 1] / 1000).quantize(CENT)
    yield Purchase(
        ENERGY,
        last,
        (Piece(f"Gaz, {first:%m/%Y}", "6122000", str(gas), "heating"),),
        paid_after=19,
    )
    cleaning = _times("1893.65", RISE[year])
    yield Purchase(
        CLEANING,
        last - timedelta(days=2),
        (Piece(f"Nettoyage, {first:%m/%Y}", "6105000", cleaning),),
    )


def _of_quarter(quarter: Quarter, number: int, rise: Decimal) -> Iterator[Purchase]:
    name = f"T{quarter.number} {quarter.year}"
    yield Purchase(
        SYNDIC,
        quarter.day(2),
        (Piece(f"Honoraires {name}", "6130000", _times("4056.00", rise)),),
        paid_after=12,
    )
    yield Purchase(
        LIFTS,
        quarter.day(9),
        (
            _lift("A", "lift-a", _times("1998.20", rise)),
            _lift("B", "lift-b", _times("1835.40", rise)),
        ),
    )
    yield Purchase(
        GARDEN,
        quarter.day(64),
        (Piece(f"Jardin {name}", "6106000", _times("1315.27", rise)),),
    )
    yield Purchase(
        ENERGY,
        quarter.day(82),
        (
            Piece(
                f"Électricité des communs {name}",
                "6121000",
                _times(ELECTRICITY[number], rise),
            ),
        ),
    )
    yield Purchase(
        WATER_COMPANY,
        quarter.day(74),
        (Piece(f"Eau {name}", "6120000", _times(WATER[number], rise), rate="6"),),
    )


def _lift(block: str, key: str, amount: str) -> Piece:
    return Piece(f"Entretien de l’ascenseur {block}", "6101001", amount, key, "6")


def _of_year(start: Quarter, rise: Decimal) -> Iterator[Purchase]:
    insured = add_months(start.first_day, 1)
    yield Purchase(
        INSURER,
        insured + timedelta(days=3),
        (
            Piece(
                "Incendie et responsabilité civile, police 70-114.208",
                "6140000",
                _times("14632.00", rise),
                rate="0",
                since=insured,
                until=add_months(insured, 12),
            ),
        ),
    )
    for quarter in (start, start.later(2)):
        yield Purchase(
            HEATING,
            quarter.day(33),
            (
                Piece(
                    "Entretien des chaudières",
                    "6103001",
                    _times("2430.00", rise),
                    "heating",
                    "6",
                ),
            ),
        )
    yield Purchase(
        LIFTS,
        start.day(51),
        (
            Piece("Contrôle de l’ascenseur A", "6101000", "588.60", "lift-a"),
            Piece("Contrôle de l’ascenseur B", "6101000", "588.60", "lift-b"),
        ),
    )


def single(quarters: Sequence[Quarter]) -> Iterator[Purchase]:
    """Yield what came once."""
    yield from _of_the_first_year(quarters)
    yield from _of_the_charging_points(quarters)
    yield from _of_the_second_year(quarters)


def _of_the_first_year(quarters: Sequence[Quarter]) -> Iterator[Purchase]:
    cover = quarters[2].first_day
    yield Purchase(
        INSURER,
        quarters[2].day(6),
        (
            Piece(
                "Protection juridique, trois ans",
                "6140006",
                "1842.00",
                rate="0",
                since=cover,
                until=add_months(cover, 36),
            ),
        ),
    )
    yield Purchase(
        ROOFER,
        quarters[2].day(38),
        (
            Piece(
                "Étanchéité de la toiture du bloc B",
                "6110001",
                "8904.00",
                rate="6",
                reserve=True,
            ),
        ),
        account=RESERVE,
        decision="Fonds de réserve, décision du conseil de copropriété",
    )
    yield Purchase(
        CLEANING,
        quarters[2].day(57),
        (
            Piece(
                "Ouverture de porte et nouveau cylindre, A25",
                "6430000",
                "184.53",
                lot="A25",
            ),
        ),
    )
    yield Purchase(
        HALL,
        held_on(quarters[4]),
        (Piece("Location de la salle", "6161000", "245.00", rate="0"),),
    )


def _of_the_charging_points(quarters: Sequence[Quarter]) -> Iterator[Purchase]:
    for quarter, amount in ((quarters[3], "1427.60"), (quarters[6], "1310.85")):
        yield Purchase(
            ENERGY,
            quarter.day(80),
            (
                Piece(
                    "Électricité des bornes de recharge",
                    "6106404",
                    amount,
                    meters=CHARGING,
                ),
            ),
        )


def _of_the_second_year(quarters: Sequence[Quarter]) -> Iterator[Purchase]:
    voted = on_paper(held_on(quarters[4]), "fr")
    yield Purchase(
        ENERGY,
        quarters[5].day(21),
        (Piece("Gaz, correction du relevé", "6122000", "412.36", "heating"),),
        kind=Kind.CREDIT_NOTE,
        paid_after=None,
    )
    yield Purchase(
        LIFTS,
        quarters[6].day(18),
        (Piece("Premier acompte", "671", LIFT[0], "lift-a", "6", works=LIFT_WORKS),),
        decision=f"Assemblée générale du {voted}, point 4",
    )


def of_today(today: date) -> Iterator[Purchase]:
    """Yield what waits for somebody, or was decided lately."""
    yield Purchase(
        GARDEN,
        today - timedelta(days=2),
        (Piece("Taille de la haie", "6106001", "486.42"),),
        state=State.DRAFT,
    )
    yield Purchase(
        HEATING,
        today - timedelta(days=5),
        (
            Piece(
                "Remplacement d’un circulateur, bloc A",
                "6103002",
                "742.10",
                "heating",
                "6",
            ),
        ),
        state=State.SUBMITTED,
    )
    yield Purchase(
        CLEANING,
        today - timedelta(days=6),
        (Piece("Nettoyage des vitres du hall", "6105001", "317.02"),),
        state=State.SUBMITTED,
        iban=OTHER_IBAN,
    )
    yield Purchase(
        LIFTS,
        today - timedelta(days=8),
        (Piece("Dépannage de l’ascenseur B", "6101002", "268.18", "lift-b", "6"),),
        state=State.APPROVED,
    )
    yield from _older(today)


def _older(today: date) -> Iterator[Purchase]:
    """The first of these should have been approved by now."""
    yield Purchase(
        GARDEN,
        today - timedelta(days=33),
        (Piece("Abattage d’un arbre malade", "6106001", "1149.50"),),
        state=State.SUBMITTED,
    )
    yield Purchase(
        DOORS,
        today - timedelta(days=12),
        (
            Piece(
                "Déplacement et diagnostic, porte des garages",
                "6104402",
                "211.75",
                "garage-door",
            ),
        ),
        state=State.REJECTED,
        reason="Le déplacement est compté deux fois : la facture doit être corrigée.",
    )
    yield Purchase(
        SURVEYOR,
        today - timedelta(days=15),
        (Piece("Mesurage du local des vélos", "6130103", "363.00"),),
    )


def _times(amount: str, rise: Decimal) -> str:
    return str((Decimal(amount) * rise).quantize(CENT))


def electronic(today: date, shop: Shop) -> None:
    """The motor of the garages' door came as an electronic invoice, with its PDF."""
    on = today - timedelta(days=9)
    piece = Piece("Moteur de la porte", "6104403", "3280.00", "garage-door")
    purchase = Purchase(DOORS, on, (piece,), paid_after=None)
    shop.receive(purchase, number=f"PV{on:%y%m}-117", customer="Résidence Bellevue")
