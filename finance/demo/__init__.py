"""An installation to look at: three buildings, two syndics, two years of books.

Everybody and every number here is invented. The enterprise numbers and the IBANs have
right check digits and belong to nobody: the first are above all that were given out,
the second in the series 999 of the banks, which holds no accounts.

A building has its tables (``rows``) and its history (``story``); ``load`` puts them
together, through the same services as the pages.
"""

from finance.demo.load import ORIGIN, load
from finance.demo.people import PASSWORD, sign_ins, users

__all__ = ["ORIGIN", "PASSWORD", "load", "sign_ins", "users"]
