"""What Parkzicht buys: its contracts, its water by meters, and what waits today."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from finance.demo.calendar import Quarter
from finance.demo.parkzicht.tables import (
    CLEANING,
    INSURER,
    LIFT,
    ROOF,
    SYNDIC,
    UTILITIES,
)
from finance.demo.purchases import Piece, Purchase, State
from finance.months import add_months

COLD_WATER = "Koud water"
ELECTRICITY = ("512.37", "428.90", "441.15", "509.62")


def regular(quarters: Sequence[Quarter]) -> Iterator[Purchase]:
    """Yield what comes by contract, for all the quarters of the books."""
    for number, quarter in enumerate(quarters):
        name = f"{quarter.number}e kwartaal {quarter.year}"
        yield Purchase(
            SYNDIC,
            quarter.day(2),
            (Piece(f"Ereloon {name}", "6130000", "1050.00"),),
            paid_after=14,
        )
        yield Purchase(
            LIFT,
            quarter.day(11),
            (Piece("Onderhoud van de lift", "6101001", "398.56", "lift", "6"),),
        )
        yield Purchase(
            CLEANING,
            quarter.day(78),
            (Piece(f"Schoonmaak {name}", "6105000", "1076.90"),),
            paid_after=20,
        )
        yield Purchase(
            UTILITIES,
            quarter.day(71),
            (Piece(f"Elektriciteit {name}", "6121000", ELECTRICITY[number]),),
        )
    for quarter in (quarters[1], quarters[3]):
        yield Purchase(
            UTILITIES,
            quarter.day(80),
            (
                Piece(
                    "Water van zes maanden",
                    "6120000",
                    "978.30",
                    rate="6",
                    meters=COLD_WATER,
                ),
            ),
        )
    covered = add_months(quarters[0].first_day, 1)
    yield Purchase(
        INSURER,
        covered + timedelta(days=4),
        (
            Piece(
                "Brandverzekering",
                "6140000",
                "2862.00",
                rate="0",
                since=covered,
                until=add_months(covered, 12),
            ),
        ),
    )


def waiting(today: date) -> Iterator[Purchase]:
    yield Purchase(
        ROOF,
        today - timedelta(days=4),
        (Piece("Dakgoot gereinigd", "6107003", "290.40"),),
        state=State.SUBMITTED,
    )
    yield Purchase(
        LIFT,
        today - timedelta(days=7),
        (Piece("Deurcontact vervangen", "6101002", "168.54", "lift", "6"),),
        state=State.APPROVED,
    )
