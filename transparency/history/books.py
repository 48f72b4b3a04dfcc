"""The sentences for vouchers, contributions, their payments, and quarters."""

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from koprogo.slots import AuditTarget, AuditWords

BOOKS = _("Books")
CONTRIBUTIONS = _("Contributions")

WORDS = {
    "voucher.entered": AuditWords(
        BOOKS, _("A voucher of %(amount)s was entered: %(object)s.")
    ),
    "voucher.corrected": AuditWords(
        BOOKS, _("The voucher of %(object)s was corrected: %(amount)s.")
    ),
    "voucher.withdrawn": AuditWords(
        BOOKS, _("A voucher of %(supplier)s of %(amount)s was withdrawn.")
    ),
    "voucher.approved": AuditWords(
        BOOKS, _("The voucher of %(object)s was approved and booked: %(amount)s.")
    ),
    "voucher.rejected": AuditWords(
        BOOKS, _("The voucher of %(object)s was rejected: %(reason)s")
    ),
    "voucher.paid": AuditWords(
        BOOKS, _("The voucher of %(object)s was paid on %(day)s.")
    ),
    "voucher.unpaid": AuditWords(
        BOOKS, _("The payment of the voucher of %(object)s was taken back.")
    ),
    "voucher.reversed": AuditWords(
        BOOKS,
        _("The voucher of %(object)s was taken out of the books: %(reason)s"),
    ),
    "quarter.closed": AuditWords(
        BOOKS, _("Quarter %(quarter)s of %(year)s was closed.")
    ),
    "contributions.billed": AuditWords(
        CONTRIBUTIONS,
        _("%(many)s contributions of %(month)s were written: %(amount)s together."),
    ),
    "receipt.recorded": AuditWords(
        CONTRIBUTIONS, _("A payment of %(object)s was recorded: %(amount)s.")
    ),
    "receipt.reversed": AuditWords(
        CONTRIBUTIONS, _("A payment of %(object)s was reversed: %(amount)s.")
    ),
    "receipts.imported": AuditWords(
        CONTRIBUTIONS,
        _("%(many)s payments came with a file of the bank: %(amount)s together."),
    ),
}

TARGETS = {
    "transparency.Voucher": AuditTarget("voucher", F("supplier")),
    "transparency.Receipt": AuditTarget("receipt", F("participation__name")),
    "transparency.Quarter": AuditTarget(
        "quarter",
        Concat(
            Cast("year", CharField()),
            Value(" Q"),
            Cast("number", CharField()),
            output_field=CharField(),
        ),
    ),
}

VALUES = {
    "many": _("Number"),
    "month": _("Month"),
    "quarter": _("Quarter"),
    "day": _("Day"),
}
