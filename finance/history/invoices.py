"""Invoices of suppliers and what waits of them on 490."""

from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from koprogo.slots import AuditTarget, AuditWords

INVOICES = _("Invoices of suppliers")


def _of_the_office(sentence, otherwise):
    return AuditWords(INVOICES, sentence, Permission.PREPARE_INVOICES, otherwise)


WORDS = {
    "invoice.drafted": _of_the_office(
        _("The invoice %(number)s of %(supplier)s was entered."),
        _("An invoice was entered."),
    ),
    "invoice.redrafted": _of_the_office(
        _("The draft of the invoice %(number)s of %(supplier)s was changed."),
        _("The draft of an invoice was changed."),
    ),
    "invoice.divided": _of_the_office(
        _(
            "A line of the invoice %(number)s of %(supplier)s was divided: %(percent)s %% "
            "as a fixed part by %(key)s, the rest by %(meters)s."
        ),
        _("A line of an invoice was divided."),
    ),
    "invoice.attached": _of_the_office(
        _("A file was added to the invoice %(number)s of %(supplier)s."),
        _("A file was added to an invoice."),
    ),
    "invoice.discarded": _of_the_office(
        _("The draft of the invoice %(number)s of %(supplier)s was deleted."),
        _("The draft of an invoice was deleted."),
    ),
    "invoice.submitted": _of_the_office(
        _("The invoice %(number)s of %(supplier)s was submitted for approval."),
        _("An invoice was submitted for approval."),
    ),
    "invoice.approved": _of_the_office(
        _("The invoice %(number)s of %(supplier)s was approved."),
        _("An invoice was approved."),
    ),
    "invoice.rejected": _of_the_office(
        _("The invoice %(number)s of %(supplier)s was rejected: %(reason)s"),
        _("An invoice was rejected."),
    ),
    "invoice.posted": AuditWords(
        INVOICES,
        _("The invoice %(number)s of %(supplier)s was posted: entry %(entry)s."),
    ),
    "invoice.cancelled": AuditWords(
        INVOICES, _("The invoice %(number)s of %(supplier)s was cancelled.")
    ),
    "deferral.released": AuditWords(
        INVOICES,
        _("A part of an invoice that waited for its period was booked: %(entry)s."),
    ),
}


def _open_invoices(access) -> Q:
    """Drafts are for those who prepare and approve them."""
    if access.allows(Permission.PREPARE_INVOICES) or access.allows(
        Permission.APPROVE_INVOICES
    ):
        return Q(pk__isnull=False)
    return Q(entry__isnull=False)


TARGETS = {
    "finance.Invoice": AuditTarget(
        "invoice",
        Concat(F("supplier__name"), Value(" "), F("number")),
        "finance:invoice",
        _open_invoices,
    ),
}

VALUES = {
    "key": _("Divided by"),
    "meters": _("Meter readings"),
    "percent": _("Fixed part (%)"),
    "supplier": _("Supplier"),
}
