"""The legal interest rate in civil matters, year by year. Pure data.

Source: law of 5 May 1865, art. 2 §1; the Treasury (FPS Finance) publishes the rate of
each calendar year in the Moniteur belge in the course of January. A new year is a new
line; a line that was used is never changed.
"""

from datetime import date
from decimal import Decimal

from finance.interest import DatedRate

LEGAL_RATES = (
    DatedRate(date(2022, 1, 1), Decimal("1.50")),
    DatedRate(date(2023, 1, 1), Decimal("5.25")),
    DatedRate(date(2024, 1, 1), Decimal("5.75")),
    DatedRate(date(2025, 1, 1), Decimal("4.50")),
    DatedRate(date(2026, 1, 1), Decimal("4.50")),
)
