"""The check of the accounts and the register of interests.

What the auditor found is told by his signed report only.
"""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from finance.models import AccountsCheck
from koprogo.slots import AuditTarget, AuditWords

CHECKS = _("Check of the accounts")


def _for_auditors(sentence, otherwise) -> AuditWords:
    return AuditWords(CHECKS, sentence, Permission.AUDIT_BOOKS, otherwise)


WORDS = {
    "check.opened": _for_auditors(
        _("The check of the accounts was begun with %(vouchers)s vouchers."),
        _("The auditor began to check the accounts."),
    ),
    "check.enlarged": _for_auditors(
        _("The sample was made larger: %(vouchers)s vouchers."),
        _("The auditor went on with the check of the accounts."),
    ),
    "check.looked_at": _for_auditors(
        _("The voucher %(voucher)s was looked at."),
        _("The auditor went on with the check of the accounts."),
    ),
    "check.reopened": _for_auditors(
        _("The voucher %(voucher)s waits to be looked at again."),
        _("The auditor went on with the check of the accounts."),
    ),
    "check.asked": AuditWords(CHECKS, _("The auditor asked the syndic a question.")),
    "check.answered": AuditWords(
        CHECKS, _("A question of the auditor of the accounts was answered.")
    ),
    "check.concluded": _for_auditors(
        _("Opinion and conclusion on the accounts were written."),
        _("The auditor went on with the check of the accounts."),
    ),
    "check.signed": AuditWords(
        CHECKS,
        _("The report of the auditor of the accounts was signed: %(opinion)s."),
    ),
    "conflict.declared": AuditWords(
        CHECKS, _("A conflict of interest was declared: %(object)s.")
    ),
    "conflict.ended": AuditWords(
        CHECKS,
        _("The conflict of interest of %(object)s was noted as ended on %(ended_on)s."),
    ),
}

TARGETS = {"finance.ConflictOfInterest": AuditTarget("interest", F("name"))}

VALUES = {
    "ended_on": _("Ended on"),
    "opinion": AccountsCheck._meta.get_field("opinion"),
    "voucher": _("Voucher"),
    "vouchers": _("Vouchers"),
}
