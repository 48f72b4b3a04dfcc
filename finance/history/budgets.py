"""Budgets, the reserve rule, and how the books are kept."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from koprogo.slots import AuditTarget, AuditWords

BUDGETS = _("Budgets")
BOOKS = _("Books")

WORDS = {
    "budget.drafted": AuditWords(
        BUDGETS,
        _("The budget “%(object)s” was prepared."),
        Permission.PREPARE_BUDGETS,
        _("A budget was prepared."),
    ),
    "budget.redrafted": AuditWords(
        BUDGETS,
        _("The draft of the budget “%(object)s” was changed."),
        Permission.PREPARE_BUDGETS,
        _("The draft of a budget was changed."),
    ),
    "budget.discarded": AuditWords(
        BUDGETS,
        _("The draft of the budget “%(object)s” was deleted."),
        Permission.PREPARE_BUDGETS,
        _("The draft of a budget was deleted."),
    ),
    "budget.adopted": AuditWords(
        BUDGETS,
        _(
            "The budget “%(object)s” was noted as adopted: %(decision)s, %(decided_on)s."
        ),
    ),
    "budget.called": AuditWords(
        BUDGETS,
        _("%(calls)s calls for funds were prepared from the budget “%(object)s”."),
        Permission.PREPARE_CALLS,
        _("Calls for funds were prepared from a budget."),
    ),
    "reserve.opted_out": AuditWords(
        BUDGETS,
        _(
            "The assembly left the reserve contribution out of the fiscal year that "
            "begins on %(since)s: %(decision)s, %(decided_on)s."
        ),
    ),
    "books.settings_changed": AuditWords(
        BOOKS, _("The settings of the books were changed.")
    ),
}


def _open_budgets(access) -> Q:
    """Drafts are for those who prepare them."""
    if access.allows(Permission.PREPARE_BUDGETS):
        return Q(pk__isnull=False)
    return Q(adopted_at__isnull=False)


TARGETS = {
    "finance.Budget": AuditTarget(
        "budget", F("title"), "finance:budget", _open_budgets
    ),
}

VALUES = {
    "calls": _("Calls for funds"),
    "decision": _("Decision of the assembly"),
    "decided_on": _("Decided on"),
}
