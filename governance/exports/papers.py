"""Ballot papers and the attendance list on paper: tagged PDF."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from buildings.models import Building
from buildings.notices import qr_code
from buildings.wording import speaking_in
from governance.models import Assembly
from governance.queries.papers import Sheet, Signing, first_language
from koprogo.pdf import picture, render_pdf

PDF = "application/pdf"


def sheets_pdf(
    sheets: Sequence[Sheet], assembly: Assembly, building: Building, *, origin: str
) -> bytes:
    """Return the sheets, each on its own page and in its own language.

    ``origin``: of the site; the codes open the page where a sheet is typed in.
    """
    language = first_language(building)
    with translation.override(language):
        title = _("Ballot papers")
    context = {
        "title": f"{title} – {building.name}",
        "author": building.name,
        "building": building,
        "assembly": assembly,
        "sheets": [
            (sheet, _codes(sheet, assembly, building, origin)) for sheet in sheets
        ],
    }
    with speaking_in(building.tenant.kind):
        return render_pdf("pdf/ballot_papers.html", context, language=language)


def _codes(sheet: Sheet, assembly: Assembly, building: Building, origin: str):
    """Return each lot with its code as a ``data:`` address."""
    where = [building.slug, assembly.uuid]
    return [
        (
            line,
            picture(
                qr_code(
                    origin + reverse("governance:paper-entry", args=[*where, line.uuid])
                )
            ),
        )
        for line in sheet.lines
    ]


def list_pdf(rows: Sequence[Signing], assembly: Assembly, building: Building) -> bytes:
    """Return the attendance list to sign, in the first language of the building."""
    language = first_language(building)
    with translation.override(language):
        title = _("Attendance list")
    context = {
        "title": f"{title} – {building.name}",
        "author": building.name,
        "building": building,
        "assembly": assembly,
        "rows": rows,
        "votes": sum(row.votes for row in rows),
    }
    with speaking_in(building.tenant.kind):
        return render_pdf("pdf/attendance_list.html", context, language=language)


def papers_name(what: str, assembly: Assembly, building: Building) -> str:
    """Return the name of the file: ``acacias-ballots-2026-04-02.pdf``."""
    word = {"list": "attendance", "slips": "slips"}.get(what, "ballots")
    return f"{building.slug}-{word}-{assembly.day}.pdf"
