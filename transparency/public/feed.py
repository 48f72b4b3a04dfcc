"""What is new, as an Atom feed: prices, decisions and reports, in one language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from koprogo.ui.origin import origin
from transparency.public import words
from transparency.public.answers import open_data
from transparency.public.cells import sha256
from transparency.public.parts import page, rows
from transparency.public.queries import Published, published
from transparency.public.tables import Tables

MOST = 50
CO_OWNERSHIP = "co-ownership"


@dataclass(frozen=True, slots=True)
class Entry:
    """``ident``: what no other entry has, and this one keeps."""

    ident: str
    day: date
    title: str
    text: str
    link: str


@open_data
def feed(request, asbl):
    """The feed: the latest fifty."""
    found = published(asbl)
    if found is None:
        raise Http404
    site = origin(request)
    atom = Atom1Feed(
        title=_("%(name)s in the open") % {"name": found.name},
        link=site + page("public"),
        description=_("Prices, decisions and reports."),
        language=get_language(),
        feed_url=site + page("public-feed"),
        feed_guid=site + page("public-feed"),
        author_name=found.name,
    )
    for entry in latest(found):
        atom.add_item(
            title=entry.title,
            link=site + entry.link,
            description=entry.text,
            unique_id=f"{site}{reverse('transparency:public')}#{entry.ident}",
            pubdate=_midnight(entry.day),
            updateddate=_midnight(entry.day),
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def latest(found: Published) -> list[Entry]:
    """Return the latest entries, those of today first."""
    tables = found.tables
    entries = [*_prices(tables), *_decisions(tables), *_reports(tables)]
    return sorted(entries, key=lambda one: (one.day, one.ident), reverse=True)[:MOST]


def _prices(tables: Tables) -> Iterator[Entry]:
    for one in tables.prices:
        if one.audience == CO_OWNERSHIP:
            yield Entry(
                ident=f"price-{one.since}-{one.place}",
                day=one.since,
                title=_("Price: %(price)s a month") % {"price": words.money(one.price)},
                text=words.code("prices", "cause", one.cause),
                link=rows("prices"),
            )


def _decisions(tables: Tables) -> Iterator[Entry]:
    for one in tables.decisions:
        yield Entry(
            ident=f"decision-{one.date}-{sha256(one.title.encode())[:8]}",
            day=one.date,
            title=one.title,
            text=words.code("decisions", "outcome", one.outcome),
            link=rows("decisions"),
        )


def _reports(tables: Tables) -> Iterator[Entry]:
    for one in tables.reports:
        if one.language == get_language():
            kind = words.code("reports", "kind", one.kind)
            yield Entry(
                ident=f"report-{one.period}-{one.kind}-{one.version}",
                day=one.published_on,
                title=f"{kind} {words.period(one.period)}",
                text=_("Version %(number)s") % {"number": one.version},
                link=one.path,
            )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
