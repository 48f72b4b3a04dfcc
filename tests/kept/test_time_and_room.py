"""Pages kept in front of Django: how long, how many, and as the site is composed."""

import runpy
from threading import Barrier, Event
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from django.utils.translation import gettext

from koprogo import kept
from koprogo.kept import Kept
from koprogo.measuring.wrapper import Measured
from koprogo.wsgi import application
from tests.databases import PROJECT
from tests.kept.site import Answer, Site, bodies, in_front_of
from tests.together import PATIENCE, at_once

# How long


def test_a_page_is_kept_for_ten_seconds(clock):
    pages = in_front_of(Site(), clock)
    Answer(pages)
    clock.now += kept.FRESH_SECONDS - 0.1
    assert Answer(pages).body == b"page 1"
    clock.now += 0.1
    assert Answer(pages).body == b"page 2"


class SlowSite(Site):
    """Says that it is asked, and answers when it may; once ``waits`` is set."""

    waits = False

    def __init__(self):
        super().__init__()
        self.begun, self.may = Event(), Event()

    def __call__(self, environ, start_response):
        body = super().__call__(environ, start_response)
        if self.waits:
            self.begun.set()
            assert self.may.wait(timeout=PATIENCE)
        return body


def while_one_renews(site, pages, act):
    """Return what ``act()`` gave while another thread was renewing the page."""
    site.waits = True

    def work(which):
        if which == 0:
            return Answer(pages).body
        assert site.begun.wait(timeout=PATIENCE)
        site.waits = False
        try:
            return act()
        finally:
            site.may.set()

    return at_once(2, work)


@pytest.mark.django_db
def test_one_renews_while_the_others_read_the_old_one(clock):
    site = SlowSite()
    pages = in_front_of(site, clock)
    Answer(pages)
    clock.now += kept.FRESH_SECONDS
    renewed, old = while_one_renews(
        site, pages, lambda: bodies(pages, *[{} for _each in range(20)])
    )
    assert renewed == b"page 2"
    assert old == [b"page 1"] * 20
    assert Answer(pages).body == b"page 2"
    assert len(site.asked) == 2


@pytest.mark.django_db
def test_nobody_reads_a_page_older_than_fifteen_seconds(clock):
    site = SlowSite()
    pages = in_front_of(site, clock)
    Answer(pages)
    clock.now += kept.FRESH_SECONDS

    def later():
        clock.now += kept.OLDEST_SECONDS - kept.FRESH_SECONDS
        return Answer(pages).body

    slow, fresh = while_one_renews(site, pages, later)
    assert (slow, fresh) == (b"page 2", b"page 3")
    # The slow one asked first: what it brought does not replace what is newer.
    assert Answer(pages).body == b"page 3"


def test_who_fails_to_renew_leaves_it_to_the_next(clock):
    site = Site()
    pages = in_front_of(site, clock)
    Answer(pages)
    clock.now += kept.FRESH_SECONDS
    site.headers["ETag"] = None
    site.body = ["not bytes"]
    with pytest.raises(TypeError):
        Answer(pages)
    site.body, site.headers = b"again", {}
    assert Answer(pages).body == b"again"


@pytest.mark.django_db
def test_a_hundred_at_once_ask_as_often_as_there_are_threads_at_most(clock):
    site = Site()
    pages = in_front_of(site, clock)
    ready = Barrier(4)

    def visit(_which):
        ready.wait(timeout=PATIENCE)
        return set(bodies(pages, *[{} for _each in range(25)]))

    found = set().union(*at_once(4, visit))
    assert len(site.asked) <= 4
    assert found <= {f"page {number}".encode() for number in range(1, 5)}


# How much


def test_the_oldest_goes_when_there_are_too_many(clock):
    site = Site()
    pages = in_front_of(site, clock)
    for number in range(kept.MOST_PAGES):
        Answer(pages, QUERY_STRING=f"n={number}")
    Answer(pages, QUERY_STRING="n=0")
    assert len(site.asked) == kept.MOST_PAGES
    Answer(pages, QUERY_STRING="one more")
    Answer(pages, QUERY_STRING="n=1")
    assert len(site.asked) == kept.MOST_PAGES + 1
    Answer(pages, QUERY_STRING="n=0")
    assert len(site.asked) == kept.MOST_PAGES + 2


def test_bytes_are_bounded_with_those_of_headers_and_addresses(clock):
    site = Site(body=b"x" * (kept.MOST_BYTES_EACH - 1000))
    pages = in_front_of(site, clock)
    for number in range(5):
        Answer(pages, QUERY_STRING=f"n={number}")
    Answer(pages, QUERY_STRING="n=1")
    assert len(site.asked) == 5
    Answer(pages, QUERY_STRING="n=0")
    assert len(site.asked) == 6
    site.body = b"small"
    long = "x" * (kept.MOST_BYTES // 2)
    for question in ("a", "b", "c"):
        Answer(pages, QUERY_STRING=question + long)
    assert len(site.asked) == 9
    Answer(pages, QUERY_STRING="n=0")
    assert len(site.asked) == 10


def test_renewing_a_page_takes_no_more_room(clock):
    site = Site(body=b"x" * (kept.MOST_BYTES_EACH - 1000))
    pages = in_front_of(site, clock)
    for number in range(3):
        Answer(pages, QUERY_STRING=f"n={number}")
    for _turn in range(5):
        clock.now += kept.FRESH_SECONDS
        Answer(pages, QUERY_STRING="n=0")
    clock.now -= 5 * kept.FRESH_SECONDS
    asked = len(site.asked)
    for number in range(3):
        Answer(pages, QUERY_STRING=f"n={number}")
    assert len(site.asked) == asked


# As it is composed


@pytest.mark.django_db
def test_the_site_as_it_runs_counts_what_is_kept(clock):
    """The order of koprogo/wsgi.py: measured, then kept, then Django."""
    seen, written = [], []

    @login_not_required
    def page(request):
        seen.append(request)
        answer = HttpResponse(gettext("Yes") + request.COOKIES.get("who", ""))
        answer["Cache-Control"] = "public, max-age=30"
        answer["ETag"] = f'"{request.LANGUAGE_CODE}"'
        return answer

    with override_settings(ROOT_URLCONF=(path("open", page),)):
        site = Measured(
            in_front_of(WSGIHandler(), clock), clock=clock, add=written.extend
        )
        asked = {"HTTP_HOST": "localhost", "HTTP_COOKIE": "who=me"}
        first = Answer(site, **asked, HTTP_ACCEPT_LANGUAGE="fr")
        second = Answer(site, **asked, HTTP_ACCEPT_LANGUAGE="fr")
        third = Answer(site, **asked, QUERY_STRING="lang=de")
        known = Answer(site, QUERY_STRING="lang=de", HTTP_IF_NONE_MATCH='"de"', **asked)
    assert [first.body, second.body, third.body] == [b"Oui", b"Oui", b"Ja"]
    assert known.status == 304
    assert len(seen) == 2
    for name in ("Content-Security-Policy", "X-Frame-Options", "Referrer-Policy"):
        assert first.headers[name] == second.headers[name] == known.headers[name]
    site.write()
    [row] = written
    assert (row.requests, row.bytes_sent) == (4, 8)


def test_the_site_keeps_what_is_public_of_transparency():
    inner = application._application
    assert isinstance(inner, Kept)
    assert inner._prefix == settings.KEPT_PREFIX == "/transparency"


def test_only_what_django_answered_brings_the_end_of_a_worker_nearer(clock):
    """gunicorn has counted the request when it calls the hook."""
    hook = runpy.run_path(str(PROJECT / "deploy" / "gunicorn.conf.py"))["post_request"]
    pages = in_front_of(Site(), clock)
    worker = SimpleNamespace(nr=0)
    for where in ("/open", "/open", "/open", "/other"):
        worker.nr += 1
        hook(worker, None, Answer(pages, path=where).environ, None)
    assert worker.nr == 2
