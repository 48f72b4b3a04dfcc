"""The chart of the fund (solidarity.md §5): 55.1.1 is written 5511 in the books."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from solidarity.terms import Kind

CAPITAL = "100"
TO_RETURN = "489"
BANK = "550"
LOANS = "5511"
CREDITS = "5512"
PROVISION = "5513"
DISPUTES = "5521"
EMERGENCIES = "5522"
LOANS_BACK = "5531"
CREDITS_BACK = "5532"
INTEREST = "5533"
COSTS = "554"
WON_BACK = "5534"
PROVISIONED = "631"
LOST = "642"

#: by code, in the order of the books
ACCOUNTS: Mapping[str, Promise] = {
    CAPITAL: _("Endowments of the fund"),
    TO_RETURN: _("Received and to be given back"),
    BANK: _("Bank account of the fund"),
    LOANS: _("Loans without interest"),
    CREDITS: _("Works credits"),
    PROVISION: _("Provision for unpaid loans"),
    DISPUTES: _("Dispute grants"),
    EMERGENCIES: _("Emergency grants"),
    LOANS_BACK: _("Repayments of loans without interest"),
    CREDITS_BACK: _("Repayments of works credits"),
    INTEREST: _("Interest received"),
    WON_BACK: _("Dispute grants that came back"),
    COSTS: _("Running costs of the fund"),
    PROVISIONED: _("Added to the provision"),
    LOST: _("Loans that were written off"),
}

#: where the help of a kind is booked when it is paid
PAID: Mapping[str, str] = {
    Kind.DISPUTE: DISPUTES,
    Kind.LOAN: LOANS,
    Kind.WORKS: CREDITS,
    Kind.EMERGENCY: EMERGENCIES,
}
#: and where its capital is when it comes back
BACK: Mapping[str, str] = {
    Kind.DISPUTE: WON_BACK,
    Kind.LOAN: LOANS_BACK,
    Kind.WORKS: CREDITS_BACK,
}
