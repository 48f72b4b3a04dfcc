"""What the wrapper counts, when it writes, and that nothing is lost or in the way."""

import subprocess
import sys
import time
from datetime import date
from wsgiref.util import FileWrapper, setup_testing_defaults

import pytest
from django.db import DatabaseError
from django.test import Client

from koprogo.measuring.models import Day
from koprogo.measuring.wrapper import Measured
from tests.databases import PROJECT

MORNING = 1_767_225_600.0  # 1 January 2026, midnight in UTC


class Clock:
    """Seconds since 1970, as told."""

    def __init__(self, now=MORNING):
        self.now = now

    def __call__(self):
        return self.now


class Notebook:
    """What was written; while ``away`` is set, nothing can be."""

    def __init__(self):
        self.rows = []
        self.away = None

    def __call__(self, used):
        if self.away is not None:
            raise self.away
        self.rows += used


def answer_with(*parts, headers=()):
    def application(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain"), *headers])
        return list(parts)

    return application


def ask(application, method="GET", **environ):
    """Ask as a server does; return what it sends as a body."""
    environ = {"REQUEST_METHOD": method, **environ}
    setup_testing_defaults(environ)
    body = application(environ, lambda status, headers, exc_info=None: None)
    try:
        return b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def notebook():
    return Notebook()


def test_it_counts_requests_and_bytes_and_writes_when_the_minute_is_over(
    clock, notebook
):
    site = Measured(answer_with(b"12345", b"678"), clock=clock, add=notebook)
    assert ask(site) == b"12345678"
    clock.now += 59
    ask(site)
    assert notebook.rows == []
    clock.now += 1
    ask(site)
    [row] = notebook.rows
    assert (row.day, row.requests, row.bytes_sent) == (date(2026, 1, 1), 3, 24)
    assert row.first_minute == 0
    clock.now += 60
    ask(site)
    assert [each.requests for each in notebook.rows] == [3, 1]


def test_the_time_of_the_body_counts_and_waiting_does_not(clock, notebook):
    def busy(environ, start_response):
        start_response("200 OK", [])
        time.sleep(0.2)
        until = time.thread_time() + 0.03
        while time.thread_time() < until:
            pass
        yield b"late"

    site = Measured(busy, clock=clock, add=notebook)
    ask(site)
    site.write()
    [row] = notebook.rows
    assert 30_000 <= row.cpu_microseconds < 200_000


def test_a_request_counts_on_its_own_day(clock, notebook):
    clock.now += 86_399
    site = Measured(answer_with(b"a"), clock=clock, add=notebook)
    ask(site)
    clock.now += 1
    ask(site)
    assert [(row.day.day, row.requests, row.first_minute) for row in notebook.rows] == [
        (1, 1, 1439),
        (2, 1, 0),
    ]


def test_it_is_written_after_the_body_is_sent(clock, notebook):
    seen = []

    class Body:
        def __iter__(self):
            yield b"a"
            seen.append(list(notebook.rows))

        def close(self):
            seen.append(list(notebook.rows))

    site = Measured(lambda environ, start_response: Body(), clock=clock, add=notebook)
    clock.now += 60
    ask(site)
    assert seen == [[], []]
    assert len(notebook.rows) == 1


def test_head_sends_no_bytes(clock, notebook):
    site = Measured(answer_with(b"12345"), clock=clock, add=notebook)
    ask(site, method="HEAD")
    site.write()
    assert [(row.requests, row.bytes_sent) for row in notebook.rows] == [(1, 0)]


@pytest.mark.parametrize(("method", "sent"), [("GET", 7), ("HEAD", 0)])
def test_a_file_reaches_the_server_as_it_is(clock, notebook, tmp_path, method, sent):
    (tmp_path / "file").write_bytes(b"1234567")

    def download(environ, start_response):
        start_response("200 OK", [("Content-Length", "7")])
        return environ["wsgi.file_wrapper"]((tmp_path / "file").open("rb"))

    site = Measured(download, clock=clock, add=notebook)
    environ = {"REQUEST_METHOD": method, "wsgi.file_wrapper": FileWrapper}
    body = site(environ, lambda *_given: None)
    assert isinstance(body, FileWrapper)
    body.close()
    site.write()
    assert [row.bytes_sent for row in notebook.rows] == [sent]


def test_an_application_that_fails_is_counted(clock, notebook):
    def broken(environ, start_response):
        raise ValueError("broken")

    site = Measured(broken, clock=clock, add=notebook)
    with pytest.raises(ValueError, match="broken"):
        ask(site)
    site.write()
    assert [row.requests for row in notebook.rows] == [1]


@pytest.mark.parametrize("error", [DatabaseError("away"), OSError("away")])
def test_no_request_fails_and_nothing_is_lost_while_the_database_is_away(
    clock, notebook, caplog, error
):
    site = Measured(answer_with(b"abc"), clock=clock, add=notebook)
    notebook.away = error
    clock.now += 60
    assert ask(site) == b"abc"
    assert [each.getMessage() for each in caplog.records] == [
        f"measured sums wait: {type(error).__name__}"
    ]
    notebook.away = None
    ask(site)
    assert notebook.rows == []  # once a minute is enough
    clock.now += 60
    ask(site)
    assert [
        (row.requests, row.bytes_sent, row.first_minute) for row in notebook.rows
    ] == [(3, 9, 1)]


def test_without_requests_nothing_is_written(clock, notebook):
    notebook.away = AssertionError("called")
    Measured(answer_with(b"a"), clock=clock, add=notebook).write()


def test_the_web_process_loads_no_celery():
    program = "import sys, koprogo.wsgi; print('celery' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == "False\n"


def test_the_site_as_it_runs_is_measured(own_database):
    from koprogo.wsgi import application

    application.write()  # what another test left
    before = sum(Day.objects.values_list("requests", flat=True))
    assert ask(application, PATH_INFO="/healthz", HTTP_HOST="localhost") == (
        Client().get("/healthz").content
    )
    application.write()
    assert sum(Day.objects.values_list("requests", flat=True)) == before + 1
