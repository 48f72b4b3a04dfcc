"""An installation to look at: two buildings, two syndics, a year of calls and payments.

Everybody and every number here is invented. The enterprise numbers and the IBANs have
right check digits and belong to nobody: the first are above all that were given out,
the second in the series 999 of the banks, which holds no accounts.
"""

from finance.demo.load import load
from finance.demo.people import sign_ins

__all__ = ["load", "sign_ins"]
