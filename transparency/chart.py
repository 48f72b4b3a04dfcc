"""The ASBL's own small chart of accounts, and which kind of voucher goes where."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from transparency.models import Voucher

RESERVE = "130"
CARRIED_FORWARD = "140"
MEMBERS = "400"
RECEIVABLE = "416"
SUPPLIERS = "440"
FUND = "489"
DEFERRED = "490"
BANK = "550"
CONTRIBUTIONS = "700"
PERSONS = "701"
ADD_ONS = "702"

#: by code, in the order of the balance sheet and of the income statement
ACCOUNTS: Mapping[str, Promise] = {
    RESERVE: _("Legal reserve"),
    CARRIED_FORWARD: _("Result carried forward"),
    MEMBERS: _("Contributions to receive"),
    RECEIVABLE: _("Other income to receive"),
    SUPPLIERS: _("Suppliers"),
    FUND: _("Owed to the solidarity fund"),
    DEFERRED: _("Costs and income of later months"),
    BANK: _("Bank"),
    "6100": _("Servers"),
    "6101": _("Bandwidth"),
    "6102": _("Storage"),
    "6103": _("Add-ons"),
    "6104": _("Insurance"),
    "6109": _("Other costs"),
    "620": _("Staff"),
    "650": _("Bank charges"),
    CONTRIBUTIONS: _("Contributions of co-ownerships"),
    PERSONS: _("Contributions of persons"),
    ADD_ONS: _("Add-ons paid by participants"),
    "730": _("Gifts and grants"),
    "740": _("Other income"),
}

#: the line of a balance sheet that has the result of open years, and what it is called
RESULT = "6-7"
RESULT_NAME = _("Result not yet appropriated")

_K = Voucher.Kind
OF_KIND: Mapping[str, str] = {
    _K.SERVERS: "6100",
    _K.BANDWIDTH: "6101",
    _K.STORAGE: "6102",
    _K.ADD_ONS: "6103",
    _K.INSURANCE: "6104",
    _K.OTHER: "6109",
    _K.STAFF: "620",
    _K.BANK: "650",
    _K.GIFTS: "730",
    _K.INCOME: "740",
}
