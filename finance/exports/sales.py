"""The information of art. 3.94 §1 and §2 on paper."""

from collections.abc import Collection
from enum import StrEnum

from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from finance.models import Sale, SaleDocument
from finance.queries.sales import information_of
from koprogo.pdf import picture, render_pdf

PDF = "application/pdf"


class Known(StrEnum):
    """What the books do not hold: the syndic says that there is none of it, or tells it
    in a letter of his own.
    """

    PROCEEDINGS = "proceedings"
    ACQUISITION = "acquisition"
    LITIGATION = "litigation"


# What each paragraph asks for; §2 brings §1 up to date.
ASKED = {
    SaleDocument.Paragraph.FIRST: (Known.PROCEEDINGS,),
    SaleDocument.Paragraph.SECOND: tuple(Known),
}


def document_pdf(
    document: SaleDocument, sale: Sale, *, none_known: Collection[Known], by
) -> bytes:
    """Return the information as of the day it is made, in the notary's language.

    ``by``: who answers for what there is none of.
    """
    on = timezone.localdate(document.made_at)
    with translation.override(sale.language):
        found = information_of(sale, on=on)
        title = document_title(document) % {"place": found.building.name}
    firm = found.firm
    context = {
        "title": title,
        "author": str(firm or found.building.name),
        "document": document,
        "found": found,
        "building": found.building,
        "firm": firm,
        "logo": picture(bytes(firm.logo.png)) if hasattr(firm, "logo") else "",
        "none_known": {known.value: known in none_known for known in Known},
        "stated_by": str(by or firm or found.building.name),
        "second": document.paragraph == SaleDocument.Paragraph.SECOND,
    }
    return render_pdf("pdf/sale_information.html", context, language=sale.language)


def document_title(document: SaleDocument) -> str:
    """Return what it is, in the active language, with a place for the building."""
    if document.paragraph == SaleDocument.Paragraph.FIRST:
        return _("Information before the sale, art. 3.94 §1 – %(place)s")
    return _("Information before the deed, art. 3.94 §2 – %(place)s")


def document_name(document: SaleDocument, sale: Sale) -> str:
    """Return the name of the file: ``3-94-1_A3-K_2026-04-02.pdf``."""
    lots = sale.lots.order_by("lot__position", "lot").values_list(
        "lot__code", flat=True
    )
    codes = slugify("-".join(lots))[:80]
    day = timezone.localdate(document.made_at)
    return f"3-94-{document.paragraph}_{codes}_{day}.pdf"
