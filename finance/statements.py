"""The statement of account on paper."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from buildings.models import Building
from buildings.queries import syndic_of
from finance.queries.statement import Statement
from koprogo.pdf import picture, render_pdf


def statement_pdf(
    statements: Sequence[Statement], building: Building, *, on: date
) -> bytes:
    """Return these statements, each on pages of its own, in the active language."""
    firm = syndic_of(building.pk, on=on)
    context = {
        "title": _("Statement of account – %(place)s") % {"place": building.name},
        "author": str(firm or building.name),
        "statements": statements,
        "building": building,
        "firm": firm,
        "logo": picture(bytes(firm.logo.png)) if hasattr(firm, "logo") else "",
        "on": on,
    }
    return render_pdf("pdf/statement.html", context, language=get_language())
