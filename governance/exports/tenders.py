"""The comparison of quotes on paper, in each language of the building."""

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from buildings.models import Building, LibraryDocument
from governance.exports.minutes import PDF, minutes_languages
from governance.queries.making import LibraryPaper
from governance.queries.tenders import Comparison
from koprogo.documents.intake import Intake
from koprogo.pdf import render_pdf

LONGEST_TITLE = LibraryDocument._meta.get_field("title").max_length


def comparison_name(comparison: Comparison, building: Building, *, language: str):
    """Return the name of the file: ``acacias-quotes-roof-fr.pdf``."""
    what = slugify(comparison.tender.title)[:40] or "tender"
    return f"{building.slug}-quotes-{what}-{language}.pdf"


def comparison_pdf(
    comparison: Comparison, building: Building, *, language: str
) -> bytes:
    """Return the quotes side by side: tagged PDF. What suppliers wrote stays as it is."""
    with override(language):
        heading = _("Comparison of quotes")
    context = {
        "title": f"{heading}: {comparison.tender.title}",
        "author": building.name,
        "heading": heading,
        "building": building,
        "comparison": comparison,
        "tender": comparison.tender,
        "outcome": getattr(comparison.tender, "outcome", None),
    }
    return render_pdf("pdf/quotes.html", context, language=language)


def comparison_papers(comparison: Comparison, building: Building) -> list[LibraryPaper]:
    """Return the comparison in each language of the building."""
    return [
        _paper(comparison, building, language)
        for language in minutes_languages(building)
    ]


def _paper(comparison: Comparison, building: Building, language: str):
    with override(language):
        title = _("Comparison of quotes: %(title)s") % {
            "title": comparison.tender.title
        }
    name = comparison_name(comparison, building, language=language)
    data = comparison_pdf(comparison, building, language=language)
    return LibraryPaper(language, title[:LONGEST_TITLE], Intake(name, PDF, data))
