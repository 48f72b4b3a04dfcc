"""Several processes and threads at the same moment, in a real database."""

import os
import socket
import subprocess
import sys
from datetime import UTC, date, datetime

from deploy.local.database import database_url
from koprogo.measuring.models import Day
from koprogo.measuring.services import count_minute
from koprogo.measuring.wrapper import Measured
from tests.databases import PROJECT
from tests.measuring.test_wrapper import Clock, answer_with, ask
from tests.together import at_once
from tests.workers import wait_for

EVENING = datetime(2026, 12, 31, 23, 58, 30, tzinfo=UTC)


def test_two_at_once_count_a_minute_once(own_database):
    counted = at_once(4, lambda _which: count_minute(EVENING))
    assert sorted(counted) == [False, False, False, True]
    assert Day.objects.get().minutes_alive == 1


def test_four_threads_of_two_processes_lose_nothing(own_database):
    """Each process has its own sums; the database adds them up."""
    sites = [Measured(answer_with(b"12345"), clock=Clock()) for _each in range(2)]

    def visit(which):
        for _turn in range(250):
            ask(sites[which % 2])
            if which < 2:
                sites[which].write()

    at_once(8, visit)
    for site in sites:
        site.write()
    day = Day.objects.get(day=date(2026, 1, 1))
    assert (day.requests, day.bytes_sent) == (2_000, 10_000)
    assert day.cpu_microseconds > 0


def test_two_processes_at_once_lose_nothing(own_database):
    """Each writes its sums at every request, as often as it can."""
    program = (
        "import django; django.setup()\n"
        "from django.db import connections\n"
        f"connections['default'].settings_dict['NAME'] = {own_database!r}\n"
        "from tests.measuring.test_wrapper import *\n"
        "site = Measured(answer_with(b'12345'), clock=Clock())\n"
        "for turn in range(100):\n"
        "    ask(site)\n"
        "    site.write()\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program], cwd=PROJECT)
        for _each in range(2)
    ]
    assert [each.wait() for each in running] == [0, 0]
    day = Day.objects.get(day=date(2026, 1, 1))
    assert (day.requests, day.bytes_sent) == (200, 1_000)


def test_a_worker_that_ends_writes_what_it_measured(own_database, tmp_path):
    """gunicorn as it is configured: less than a minute passes here."""
    path = tmp_path / "web.sock"
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "koprogo.wsgi", "--workers", "1"),
            *("--config", PROJECT / "deploy" / "gunicorn.conf.py"),
            *("--bind", f"unix:{path}", "--log-level", "error"),
        ],
        cwd=PROJECT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "koprogo.settings.test",
            "DATABASE_URL": database_url(os.environ["DATABASE_URL"], name=own_database),
        },
    )
    try:
        wait_for(path.exists)
        with socket.socket(socket.AF_UNIX) as visitor:
            visitor.connect(str(path))
            visitor.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert visitor.recv(100).startswith(b"HTTP/1.1 200 OK")
    finally:
        process.terminate()
        process.wait()
    day = Day.objects.get()
    assert (day.requests, day.bytes_sent) == (1, len(b'{"status": "ok"}'))
