"""The accounts of the first postings (Royal Decree of 12 July 2012; finance.md §2)."""

from django.utils.translation import gettext_lazy as _

from finance.account_codes import (
    BANK_RESERVE,
    BANK_WORKING,
    BANKS,
    DEFERRED,
    FUNDS,
    OWNERS,
    OWNERS_RESERVE,
    OWNERS_WORKING,
    PROVISIONS_CALLED,
    RESERVE_CALLED,
    RESERVE_FUND,
    SUPPLIERS,
    SUSPENSE,
    WORKING_FUND,
    WORKS_CALLED,
)

__all__ = [
    "ACCOUNTS",
    "BANKS",
    "BANK_RESERVE",
    "BANK_WORKING",
    "DEFERRED",
    "FUNDS",
    "OTHERS",
    "OWNERS",
    "OWNERS_RESERVE",
    "OWNERS_WORKING",
    "PROVISIONS_CALLED",
    "RESERVE_CALLED",
    "RESERVE_FUND",
    "SUPPLIERS",
    "SUSPENSE",
    "WORKING_FUND",
    "WORKS_CALLED",
]

ACCOUNTS = {
    WORKING_FUND: _("Working fund"),
    RESERVE_FUND: _("Reserve fund"),
    OWNERS_RESERVE: _("Co-owners – reserve fund"),
    OWNERS_WORKING: _("Co-owners – working fund"),
    SUPPLIERS: _("Suppliers"),
    DEFERRED: _("Costs and income of another period"),
    SUSPENSE: _("Suspense account"),
    BANK_RESERVE: _("Savings account (reserve)"),
    BANK_WORKING: _("Current account (working)"),
    RESERVE_CALLED: _("Calls for the reserve fund"),
    PROVISIONS_CALLED: _("Calls for provisions"),
    WORKS_CALLED: _("Calls for extraordinary works"),
}

# The accounts that are neither a bank, nor a fund, nor somebody's.
OTHERS = tuple(
    code for code in ACCOUNTS if code not in {*BANKS, *FUNDS, *OWNERS, SUPPLIERS}
)
