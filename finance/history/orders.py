"""Files for the bank, and the mandates of account holders."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from finance.history.days import in_figures
from koprogo.slots import AuditTarget, AuditWords

FILES = _("Payment files and direct debits")
A_MANDATE = _("A mandate for direct debits was changed.")


def _for_who_pays(sentence, otherwise) -> AuditWords:
    return AuditWords(FILES, sentence, Permission.PAY_SUPPLIERS, otherwise)


WORDS = {
    "order.made": _for_who_pays(
        _("A payment file of %(payments)s payments, %(amount)s together, was made."),
        _("A payment file was made."),
    ),
    "order.given_up": _for_who_pays(
        _("The payment file of %(object)s was given up: %(payments)s payments."),
        _("A payment file was given up."),
    ),
    "mandate.recorded": _for_who_pays(
        _("The mandate %(object)s for direct debits was recorded."), A_MANDATE
    ),
    "mandate.revoked": _for_who_pays(
        _("The mandate %(object)s for direct debits was revoked."), A_MANDATE
    ),
    "collection.made": _for_who_pays(
        _("Direct debits of %(debtors)s holders, %(amount)s together, were made."),
        _("A file of direct debits was made."),
    ),
    "collection.given_up": _for_who_pays(
        _("The direct debits of %(object)s were given up."),
        _("A file of direct debits was given up."),
    ),
}


def _of_who_pays(access) -> Q:
    return Q(pk__isnull=not access.allows(Permission.PAY_SUPPLIERS))


TARGETS = {
    "finance.PaymentOrder": AuditTarget(
        "payment-order",
        in_figures("execution_date"),
        "finance:order",
        _of_who_pays,
    ),
    "finance.Collection": AuditTarget(
        "collection", in_figures("date"), "finance:collection", _of_who_pays
    ),
    "finance.DebitMandate": AuditTarget("mandate", F("reference")),
}

VALUES = {
    "payments": _("Payments"),
    "debtors": _("Account holders"),
    "confirmed": _("Account numbers that were confirmed"),
}
