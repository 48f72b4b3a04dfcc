"""The open figures as files: tables, package, catalogue, reports, picture."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import override

from koprogo.documents.http import attachment
from koprogo.tenancy import enter
from koprogo.ui.origin import origin
from transparency import picture as drawing
from transparency.public import package, words
from transparency.public.answers import FOREVER, open_data, open_page, tag_of
from transparency.public.figures import Figures, plain
from transparency.public.queries import Published, published, report_document
from transparency.public.tables import BY_NAME

ZIP, CATALOGUE = "data.zip", "catalogue.jsonld"
TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".py": "text/x-python; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".zip": "application/zip",
}
#: under another name on the disk of who saves them
SAVED_AS = {ZIP: package.ZIP, package.PROGRAM: package.PROGRAM}


@open_data
def file(request, asbl, open_name):
    """A file of the data, by name: its address stays."""
    found = published(asbl)
    if found is None:
        raise Http404
    data = file_of(found, open_name, site=origin(request))
    if data is None:
        raise Http404
    answer = HttpResponse(data, content_type=TYPES[Path(open_name).suffix])
    if open_name in SAVED_AS:
        saved = SAVED_AS[open_name]
        answer["Content-Disposition"] = f'attachment; filename="{saved}"'
    return answer


def file_of(found: Published, name: str, *, site: str) -> bytes | None:
    """Return a file; None: there is none of this name. ``site``: where it is asked."""
    stem, _point, ending = name.rpartition(".")
    if ending == "json" and stem in BY_NAME:
        return as_json(getattr(found.tables, stem))
    files = files_of(found, site=site)
    if name == ZIP:
        return package.zipped(files)
    if name == CATALOGUE:
        return _catalogue(found, files, site)
    return None if "/" in name else files.get(name)


def files_of(found: Published, *, site: str) -> dict[str, bytes]:
    """Return every file of the package."""
    return package.files_of(
        found.tables, found.figures, publisher=_publisher(found, site)
    )


def as_json(rows: tuple[object, ...]) -> bytes:
    """Return rows as a list of objects; decimals are texts."""
    return f"{json.dumps(plain(rows), ensure_ascii=False, indent=1)}\n".encode()


def _publisher(found: Published, site: str) -> package.Publisher:
    return package.Publisher(found.name, site + reverse("transparency:public"))


def _catalogue(found: Published, files: Mapping[str, bytes], site: str) -> bytes:
    def address(name: str) -> str:
        return site + reverse("transparency:public-data", args=[name])

    single = {name: data for name, data in files.items() if "/" not in name}
    return package.catalogue(
        {**single, ZIP: package.zipped(files)},
        publisher=_publisher(found, site),
        figures=found.figures,
        address=address,
    )


@open_data
def report(request, asbl, open_report_id, open_language):
    """A published report in one language: it never changes."""
    return report_answer(request, asbl, open_report_id, open_language)


def report_answer(request, asbl, report_id, language):
    """Return the PDF, or 304 to whoever has it.

    Raises:
        Http404: no report of this id is published, or not in this language.
    """
    with enter(asbl.pk, by=None, read_only=True):
        document = report_document(report_id, language)
        if document is None:
            raise Http404
        tag = tag_of(document.file.sha256)
        known = get_conditional_response(request, etag=tag)
        answer = known or attachment(document.file)
    if answer.status_code in (200, 304):
        answer["Cache-Control"] = f"public, max-age={FOREVER}, immutable"
        answer["ETag"] = tag
    return answer


# The picture


@open_page
def picture(request, asbl, open_language):
    """What is shown where the page is shared (Open Graph)."""
    found = published(asbl)
    if found is None or open_language not in dict(settings.LANGUAGES):
        raise Http404
    with override(open_language):
        title = _("%(name)s in the open") % {"name": found.name}
        as_of = _("As of %(moment)s") % {"moment": words.moment(found.as_of)}
        data = _drawn(title, _lines(found.figures), as_of)
    return HttpResponse(
        data, content_type="image/png", headers={"Content-Language": open_language}
    )


#: a picture takes longer than a page: the last one of each language is kept
_drawn = lru_cache(maxsize=8)(drawing.picture)


def _lines(figures: Figures) -> tuple[tuple[str, str], ...]:
    found = [
        (_("Participants"), words.group(figures.participants)),
        (_("Price a month"), figures.price and words.money(figures.price)),
        (_("Cost price"), figures.cost_price and words.money(figures.cost_price)),
        (_("Surplus of twelve months"), words.money(figures.last_year.surplus)),
    ]
    return tuple((label, value) for label, value in found if value)
