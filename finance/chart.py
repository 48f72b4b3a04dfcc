"""The accounts of the first postings (Royal Decree of 12 July 2012; finance.md §2)."""

from django.utils.translation import gettext_lazy as _

WORKING_FUND = "100"
OWNERS_RESERVE = "4100"
OWNERS_WORKING = "4101"
BANK_RESERVE = "550"
BANK_WORKING = "551"
RESERVE_CALLED = "700"
PROVISIONS_CALLED = "701"
WORKS_CALLED = "702"

# What owners owe, whatever for.
OWNERS = (OWNERS_RESERVE, OWNERS_WORKING)

ACCOUNTS = {
    WORKING_FUND: _("Working fund"),
    OWNERS_RESERVE: _("Co-owners – reserve fund"),
    OWNERS_WORKING: _("Co-owners – working fund"),
    BANK_RESERVE: _("Savings account (reserve)"),
    BANK_WORKING: _("Current account (working)"),
    RESERVE_CALLED: _("Calls for the reserve fund"),
    PROVISIONS_CALLED: _("Calls for provisions"),
    WORKS_CALLED: _("Calls for extraordinary works"),
}
