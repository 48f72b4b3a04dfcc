"""The agreement on paper, in the language that the person chose."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from koprogo.pdf import render_pdf
from solidarity.queries.agreements import AgreementText

PDF = "application/pdf"


def agreement_pdf(text: AgreementText, *, language: str) -> bytes:
    """Return the agreement: who, how much, what for, how it comes back, and rights."""
    with translation.override(language):
        context = {
            "title": _("Agreement %(code)s") % {"code": text.aid.code},
            "author": text.association.name,
            "text": text,
            "dpo": settings.DPO_EMAIL,
        }
        return render_pdf("pdf/solidarity_agreement.html", context, language=language)


def agreement_name(aid) -> str:
    """Return what the file is called: nothing in it tells what it is about."""
    return f"{aid.code}.pdf"
