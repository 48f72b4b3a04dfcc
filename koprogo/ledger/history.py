"""The sentences for what happens to the chart and to the years of the books."""

from django.utils.translation import gettext_lazy as _

from koprogo import slots
from koprogo.slots import AuditWords

BOOKS = _("Books")

WORDS = {
    "account.added": AuditWords(
        BOOKS, _("Account %(code)s was added to the chart: %(name)s.")
    ),
    "account.renamed": AuditWords(BOOKS, _("Account %(code)s was renamed.")),
    "year.opened": AuditWords(
        BOOKS, _("The fiscal year from %(since)s to %(last_day)s was opened.")
    ),
    "year.closed": AuditWords(
        BOOKS, _("The fiscal year from %(since)s to %(last_day)s was closed.")
    ),
    "year.reopened": AuditWords(
        BOOKS,
        _(
            "The fiscal year from %(since)s to %(last_day)s was reopened for this "
            "reason: %(reason)s"
        ),
    ),
    "books.broken": AuditWords(
        BOOKS,
        _(
            "The nightly check of the books found what can never be true "
            "(%(findings)s): the operators of the site were told."
        ),
    ),
}

VALUES = {
    "closed_at": _("Closed at"),
    "findings": _("Number of findings"),
    "first": _("Findings"),
    "last_day": _("Last day"),
}


def register() -> None:
    """Add these words to the history."""
    slots.audit_words.update(WORDS)
    slots.audit_values.update(VALUES)
