"""Sales of lots: who sells and buys is for those who prepare them."""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from koprogo.slots import AuditTarget, AuditWords

SALES = _("Sales of lots")
DOCUMENT = _("A document for the notary of a sale was prepared.")
LINK = _("The notary's access to a sale was changed.")
SALE = _("A sale of a lot was prepared.")


def _for_office(sentence, otherwise) -> AuditWords:
    return AuditWords(SALES, sentence, Permission.PREPARE_SALES, otherwise)


WORDS = {
    "sale.started": _for_office(_("The sale of %(object)s was begun."), SALE),
    "sale.changed": _for_office(
        _("What is known of the sale of %(object)s was changed."), SALE
    ),
    "sale.document_requested": _for_office(
        _(
            "The notary asked for the information of art. 3.94 §%(paragraph)s about "
            "%(object)s: due on %(due_on)s."
        ),
        DOCUMENT,
    ),
    "sale.document_made": _for_office(
        _("The information of art. 3.94 §%(paragraph)s about %(object)s was made."),
        DOCUMENT,
    ),
    "sale.document_sent": _for_office(
        _(
            "The information of art. 3.94 §%(paragraph)s about %(object)s was handed "
            "over."
        ),
        DOCUMENT,
    ),
    "sale.shared": _for_office(
        _("The notary got a link to the sale of %(object)s, good until %(until)s."),
        LINK,
    ),
    "sale.link_revoked": _for_office(
        _("A link of the notary to the sale of %(object)s was withdrawn."), LINK
    ),
    "sale.link_opened": _for_office(
        _("The notary's link to the sale of %(object)s was opened."),
        _("The notary's link to a sale was opened."),
    ),
    "sale.planned": _for_office(
        _("The deed of the sale of %(object)s was planned for %(deed_on)s."), SALE
    ),
    "sale.told": _for_office(
        _("The notary told the deed of the sale of %(object)s on %(told_on)s."), SALE
    ),
    "sale.carried_out": _for_office(
        _(
            "The sale of %(object)s of %(deed_on)s was carried out; of the working fund "
            "%(working_fund)s went from the seller to the buyer."
        ),
        _("A sale of a lot was carried out."),
    ),
    "sale.undone": _for_office(
        _("The sale of %(object)s of %(deed_on)s was undone."),
        _("A sale of a lot was undone."),
    ),
    "sale.given_up": _for_office(
        _("The sale of %(object)s was given up."), _("A sale of a lot was given up.")
    ),
}


def _open_sales(access) -> Q:
    if access.allows(Permission.PREPARE_SALES):
        return Q(pk__isnull=False)
    return Q(pk=None)


TARGETS = {
    "finance.Sale": AuditTarget(
        "sale",
        StringAgg("lots__lot__code", ", ", order_by="lots__lot__position"),
        "finance:sale",
        _open_sales,
        private=True,
    )
}

VALUES = {
    "paragraph": _("paragraph of art. 3.94"),
    "due_on": _("due on"),
    "deed_on": _("deed of"),
    "told_on": _("told on"),
    "working_fund": _("part of the working fund"),
}
