"""Competing quotes: the office prepares them, the council reads them always."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission, Role
from koprogo.slots import AuditTarget, AuditWords

QUOTES = _("Quotes")

WORDS = {
    "tender.prepared": AuditWords(
        QUOTES, _("Quotes are asked for: “%(object)s” was prepared.")
    ),
    "tender.changed": AuditWords(
        QUOTES, _("What quotes are asked for was changed: %(object)s.")
    ),
    "tender.discarded": AuditWords(
        QUOTES, _("A tender was deleted with its quotes: %(object)s.")
    ),
    "tender.document_attached": AuditWords(
        QUOTES, _("A document was attached to the specification of “%(object)s”.")
    ),
    "tender.document_detached": AuditWords(
        QUOTES, _("A document was taken off the specification of “%(object)s”.")
    ),
    "tender.compared": AuditWords(
        QUOTES, _("The quotes of “%(object)s” were compared, and filed.")
    ),
    "tender.none_taken": AuditWords(QUOTES, _("No quote of “%(object)s” was taken.")),
    "tender.reopened": AuditWords(
        QUOTES, _("The choice of a quote was taken back: %(object)s.")
    ),
    "tender.taken_up": AuditWords(
        QUOTES,
        _(
            "The quotes of “%(object)s” were taken up again: the assembly was called off."
        ),
    ),
    "quote.added": AuditWords(QUOTES, _("The quote of %(object)s was entered.")),
    "quote.changed": AuditWords(QUOTES, _("The quote of %(object)s was changed.")),
    "quote.removed": AuditWords(
        QUOTES, _("The quote of %(supplier)s was removed from “%(object)s”.")
    ),
    "quote.chosen": AuditWords(QUOTES, _("The quote of %(object)s was chosen.")),
}


def _open_tenders(access) -> Q:
    if access.allows(Permission.PREPARE_ASSEMBLIES) or Role.COUNCIL in access.roles:
        return Q(pk__isnull=False)
    return Q(item__assembly__convened_at__isnull=False)


TARGETS = {
    "governance.Tender": AuditTarget(
        "tender", F("title"), "governance:tender", _open_tenders
    ),
    "governance.Quote": AuditTarget("quote", F("supplier_name")),
}

VALUES = {"supplier": _("Supplier")}
