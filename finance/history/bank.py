"""Statements of the bank and what their movements were said to be."""

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from finance.history.days import in_figures
from koprogo.slots import AuditTarget, AuditWords

BANK = _("Bank")

WORDS = {
    "bank.imported": AuditWords(
        BANK,
        _(
            "The bank statement %(object)s was imported: %(movements)s movements, of "
            "which %(suspense)s in suspense."
        ),
    ),
    "bank.matched": AuditWords(
        BANK,
        _("It was said what the bank movement of %(object)s is: %(amount)s."),
        Permission.SEE_ALL_ACCOUNTS,
        _("It was said what a bank movement is."),
    ),
    "bank.returned": AuditWords(
        BANK,
        _(
            "The bank gave the payment of %(object)s back: %(amount)s. What it paid is "
            "owed again. Reason of the bank: %(reason)s."
        ),
        Permission.SEE_ALL_ACCOUNTS,
        _("The bank gave a payment back."),
    ),
    "bank.unmatched": AuditWords(
        BANK,
        _("%(amount)s of the bank movement of %(object)s went back into suspense."),
        Permission.SEE_ALL_ACCOUNTS,
        _("A bank movement went back into suspense."),
    ),
}


def _open_movements(access) -> Q:
    """Whose money it is, is for those who see every account."""
    if access.allows(Permission.SEE_ALL_ACCOUNTS):
        return Q(pk__isnull=False)
    return Q(pk=None)


TARGETS = {
    "finance.BankStatement": AuditTarget(
        "bank-statement",
        Concat(
            F("iban"),
            Value(" "),
            F("number"),
            Value(" "),
            in_figures("closed_on"),
            output_field=CharField(),
        ),
    ),
    "finance.BankMovement": AuditTarget(
        "bank-movement",
        in_figures("booked_on"),
        "finance:bank-movement",
        _open_movements,
    ),
}

VALUES = {
    "movements": _("Movements"),
    "suspense": _("In suspense"),
    "parts": _("Parts"),
}
