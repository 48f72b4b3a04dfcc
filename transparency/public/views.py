"""The public pages: the figures, the rows behind each, and what if more took part."""

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from koprogo.ui.origin import origin
from koprogo.ui.pagination import paginate
from transparency.public import downloads, headline, listing, package
from transparency.public.answers import open_page
from transparency.public.cells import sha256
from transparency.public.derivation import simulate
from transparency.public.forms import ParticipantsForm
from transparency.public.parts import page
from transparency.public.queries import Published, published
from transparency.public.sections import sections
from transparency.public.tables import BY_NAME, TABLES

#: transparency.md §7
ORIENTATION = (100, 500, 1_000, 2_000, 5_000)


@open_page
def figures(request, asbl):
    """Every figure of the ASBL, or the page before the first is published."""
    found = published(asbl)
    if found is None:
        return _render(request, "nothing", {"name": asbl.name})
    files = downloads.files_of(found, site=origin(request))
    context = {
        "found": found,
        "kpis": headline.kpis(found.figures),
        "sections": sections(found),
        "tables": [listing.offered(table) for table in TABLES],
        "package": sha256(files[package.DESCRIPTION]),
    }
    return _render(request, "figures", context)


@open_page
def rows(request, asbl, open_table):
    """A published table: what its columns mean, its rows and their sum."""
    found = _found(asbl)
    if open_table not in BY_NAME:
        raise Http404
    about = BY_NAME[open_table]
    wrong, wanted = None, listing.Asked()
    try:
        wanted = listing.asked(about, request.GET)
    except listing.WrongQuestion as error:
        wrong = error
    shown = [] if wrong else listing.rows_asked(about, found.tables, wanted)
    listed = paginate(request, shown)
    context = {
        "found": found,
        "offered": listing.offered(about),
        "home": page("public"),
        "headings": listing.headings(about),
        "wrong": wrong,
        "wanted": listing.in_words(about, wanted),
        "page": listed,
        "cells": listing.cells_of(about, listed),
        "sums": listing.sums(about, shown),
    }
    return _render(request, "rows", context)


@open_page
def simulator(request, asbl):
    """What so many participants would pay, by the tariff in force."""
    found = _found(asbl)
    form = ParticipantsForm(request.GET if "participants" in request.GET else None)
    result = None
    if form.is_valid():
        result = simulate(found.figures, form.cleaned_data["participants"])
    context = {
        "found": found,
        "home": page("public"),
        "form": form,
        "result": result,
        "no_tariff": not found.figures.schedule,
        "orientation": ORIENTATION,
        "facts": headline.what_if(result) if result else (),
    }
    return _render(request, "simulator", context)


@open_page
def without_slash(request, asbl):
    """The one address of the page has no slash at its end."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponsePermanentRedirect(reverse("transparency:public") + query)


def _found(asbl) -> Published:
    """Return what is published.

    Raises:
        Http404: nothing is.
    """
    found = published(asbl)
    if found is None:
        raise Http404
    return found


def _render(request, name, context):
    """Render a page with what other sites and search engines ask of it."""
    site, language = origin(request), get_language()
    here = site + request.path
    meta = {
        "canonical": f"{here}?lang={language}",
        "here": here,
        "languages": [
            (code, f"{here}?lang={code}") for code, _name in settings.LANGUAGES
        ],
        "picture": site + reverse("transparency:public-picture", args=[language]),
        "feed": page("public-feed"),
    }
    return render(
        request, f"transparency/public/{name}.html", {**context, "meta": meta}
    )
