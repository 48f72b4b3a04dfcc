"""The register of decisions on paper, in the reader's language."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from buildings.models import Building
from governance.models import Decision
from governance.queries.decisions import told
from koprogo.pdf import render_pdf

# Nobody reads more on paper: then a year of it, or the table.
MOST = 1_000


def register_name(building: Building, *, on: date) -> str:
    """Return the name of the file: ``acacias-decisions-2026-03-31.pdf``."""
    return f"{building.slug}-decisions-{on}.pdf"


def register_pdf(
    decisions: Iterable[Decision], building: Building, *, on: date
) -> bytes:
    """Return the decisions as they are chosen, latest first: tagged PDF."""
    found = list(decisions[: MOST + 1])
    heading = _("Register of decisions")
    context = {
        "title": f"{heading} – {building.name}",
        "heading": heading,
        "author": building.name,
        "building": building,
        "decisions": [told(decision) for decision in found[:MOST]],
        "is_cut": len(found) > MOST,
        "most": MOST,
        "on": on,
    }
    return render_pdf("pdf/register.html", context, language=get_language())
