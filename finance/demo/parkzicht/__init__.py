"""Residentie Parkzicht, Dilbeek: 14 flats and 8 garages, spoken of in Dutch.

It came to the syndic a year ago with a past: its books begin with opening balances.
"""

from finance.demo.firms import LAMBERT
from finance.demo.parkzicht.books import play
from finance.demo.parkzicht.tables import TABLES
from finance.demo.stage import Scene

PARKZICHT = Scene(tables=TABLES, firm=LAMBERT, quarters=4, play=play)

__all__ = ["PARKZICHT"]
