"""The minutes of a meeting on paper, in each language of the building."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from buildings.models import Building
from buildings.queries import writer_of
from buildings.wording import speaking_in
from governance.deadlines import latest_challenge
from governance.models import Assembly
from governance.queries.assemblies import days_of
from governance.queries.proceedings import Point, Record, result_to_json
from governance.result_words import (
    arithmetic,
    article_of,
    how_it_holds,
    how_the_quorum_holds,
    why_refused,
)
from governance.words import MAJORITIES
from koprogo.pdf import render_pdf
from koprogo.ui.formatting import day

PDF = "application/pdf"


def minutes_languages(building: Building) -> list[str]:
    """Return the languages of the building, in the order of the site; or all of them."""
    known = [code for code, _name in settings.LANGUAGES]
    return [code for code in known if code in building.languages] or known


def minutes_title(assembly: Assembly) -> str:
    """Return the title in the active language."""
    titles = {
        Assembly.Kind.ORDINARY: _("Minutes of the ordinary assembly of %(day)s"),
        Assembly.Kind.EXTRAORDINARY: _(
            "Minutes of the extraordinary assembly of %(day)s"
        ),
    }
    on = day(assembly.day, translation.get_language())
    return titles[Assembly.Kind(assembly.kind)] % {"day": on}


def minutes_name(assembly: Assembly, building: Building, language: str) -> str:
    """Return the name of the file: ``acacias-minutes-2026-03-19-fr.pdf``."""
    return f"{building.slug}-minutes-{assembly.day}-{language}.pdf"


def minutes_pdf(
    record: Record, building: Building, *, notes: str, language: str
) -> bytes:
    """Return the minutes: tagged PDF. ``notes``: what the secretary adds."""
    with translation.override(language), speaking_in(building.tenant.kind):
        context = minutes_context(record, building, notes=notes)
        return render_pdf("pdf/minutes.html", context, language=language)


def minutes_context(
    record: Record, building: Building, *, notes: str
) -> dict[str, object]:
    """Return what the templates of the minutes read, in the active language."""
    heading = minutes_title(record.assembly)
    return {
        "title": f"{heading} – {building.name}",
        "heading": heading,
        "author": building.name,
        "building": building,
        "firm": writer_of(building, on=record.assembly.day),
        "record": record,
        "quorum": record.opening.quorum,
        "quorum_holds": how_the_quorum_holds(record.quorum_hangs_on),
        "points": [_told(point, record) for point in record.points],
        "proxies": [
            (proxy, why_refused(proxy.refused) if proxy.refused else "")
            for proxy in record.proxies
        ],
        "notes": notes,
        "due": days_of(record.assembly).minutes_due,
        "challenge_until": latest_challenge(record.assembly.day),
        "is_adjourned": record.assembly.adjourned_at is not None,
    }


def _told(point: Point, record: Record) -> dict[str, object]:
    """Return a point with its sentences, in the active language."""
    result = point.result
    told: dict[str, object] = {"point": point, "item": point.item}
    if result is None:
        return told
    figures = result_to_json(point)
    return told | {
        "figures": figures,
        "majority": MAJORITIES[result.majority],
        "article": article_of(point.item, record.assembly.day),
        "arithmetic": arithmetic(result.majority, figures),
        "robustness": how_it_holds(point),
    }
