"""The web process as it runs in production, on one core: memory and speed."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from django.test import Client
from django.urls import reverse

from benchmarks import processes, report
from benchmarks.database import as_admin
from benchmarks.machine import cores
from buildings.models import Building, Owner
from deploy.local.demo import choose_port, is_healthy, web_command
from deploy.local.servers import MISLEADING
from koprogo.tenancy import enter

START_SECONDS = 30
WARM_UP_REQUESTS = 500
OPEN_SECONDS, OPEN_RATE = 20, 1
CLOSED_SECONDS, CLOSED_CONNECTIONS = 8, 8
TARGET_MEGABYTES, TARGET_P99 = 128, 150


class Seconds(NamedTuple):
    """Processor time."""

    web: float
    database: float
    core: float


@dataclass(slots=True)
class Server:
    """gunicorn; ``sessions`` are its processes in a database on this machine."""

    port: int
    pid: int
    core: int
    sessions: list[int]

    def processor_seconds(self) -> Seconds:
        """Return what the web process, the database, and the whole core have used."""
        return Seconds(
            processes.processor_seconds(processes.tree(self.pid)),
            processes.processor_seconds(self.sessions),
            processes.core_seconds(self.core),
        )


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one load gave, and what it used meanwhile."""

    name: str
    arrivals: str
    outcome: dict[str, float]
    used: Seconds

    def cells(self) -> tuple[object, ...]:
        web, database = (
            seconds * 1000 / self.outcome["answers"] for seconds in self.used[:2]
        )
        others = self.used.core - self.used.web - self.used.database
        return (
            self.name,
            self.arrivals,
            f"{self.outcome['answers'] / self.outcome['seconds']:.1f}",
            f"{self.outcome['p50']:.1f}",
            f"{self.outcome['p99']:.1f}",
            f"{self.outcome['worst']:.1f}",
            f"{self.outcome['late']:.1f}",
            self.outcome["errors"],
            f"{web:.1f} + {database:.1f}",
            f"{max(others, 0) * 100 / self.outcome['seconds']:.0f} %",
        )


HEADINGS = (
    "load",
    "arrivals/s",
    "answers/s",
    "p50 ms",
    "p99 ms",
    "worst",
    "late",
    "errors",
    "core ms each",
    "others",
)


def run(building: Building) -> None:
    """Start the server, warm it up, measure it, stop it."""
    slug = building.slug
    pages = {
        "overview": reverse("buildings:home", args=[slug]),
        "account": reverse("finance:account", args=[slug]),
        "calls": reverse("finance:calls", args=[slug]),
        "lots": reverse("buildings:lots", args=[slug]),
    }
    everybody = session_keys(building)
    report.title(f"The web process, {slug.removeprefix('lots-')} lots")
    with running_server() as server:
        few = {"loop": "closed", "cookies": everybody[:CLOSED_CONNECTIONS]}
        mix = list(pages.values())
        warm_up = {"seconds": START_SECONDS, "requests": WARM_UP_REQUESTS}
        _load(server, paths=mix, **warm_up, **few)
        print_place(server)
        _print_memory(server)
        _print_speed(
            [
                _open_loop(server, everybody, mix),
                *(
                    _closed_loop(server, few, name, pages[name])
                    for name in ("overview", "lots")
                ),
            ]
        )


def session_keys(building: Building) -> list[str]:
    """Sign in every owner who can; return the keys of their sessions."""
    with enter(building.pk, by=None):
        owners = Owner.objects.filter(user__isnull=False).select_related("user")
        users = [owner.user for owner in owners]
    return [_sign_in(user) for user in users]


def _sign_in(user) -> str:
    client = Client()
    client.force_login(user)
    return client.session.session_key


@contextmanager
def running_server() -> Iterator[Server]:
    """Run gunicorn as the demo does, on the first core."""
    port = choose_port(None)
    env = {name: value for name, value in os.environ.items() if name not in MISLEADING}
    core = cores()[0]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            web_command(port),
            env=env,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=lambda: os.sched_setaffinity(0, {core}),
        )
        try:
            _wait_for(port, process)
            yield Server(port, process.pid, core, [])
        finally:
            process.terminate()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen) -> None:
    give_up = time.monotonic() + START_SECONDS
    while not is_healthy(port):
        if process.poll() is not None or time.monotonic() > give_up:
            raise RuntimeError("the web server does not start: see `make demo`")
        time.sleep(0.1)


def print_place(server: Server) -> None:
    """Move the database sessions to the core of the web process, if they are here."""
    first, last = cores()[0], cores()[-1]
    server.sessions = _sessions()
    where = "its database elsewhere"
    if server.sessions and _move(server.sessions, first):
        where = "its database sessions on the same core"
    report.note(f"gunicorn on core {first}, {where}; the load on core {last}.")


def _sessions() -> list[int]:
    with as_admin() as connection:
        if not connection.info.host.startswith("/"):
            return []
        rows = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'koprogo'"
            " AND datname = current_database() AND pid <> pg_backend_pid()"
        )
        return [pid for (pid,) in rows]


def _move(pids: list[int], core: int) -> bool:
    try:
        for pid in pids:
            os.sched_setaffinity(pid, {core})
    except PermissionError:
        return False
    return True


def _open_loop(server: Server, cookies: list[str], paths: list[str]) -> Loaded:
    return measured(
        server,
        f"{len(cookies)} users × {OPEN_RATE}/s, four pages",
        f"{len(cookies) * OPEN_RATE}",
        loop="open",
        cookies=cookies,
        paths=paths,
        seconds=OPEN_SECONDS,
        rate=OPEN_RATE,
    )


def _closed_loop(server: Server, few: dict, name: str, path: str) -> Loaded:
    title = f"{len(few['cookies'])} connections, only {name}"
    return measured(
        server, title, "maximum", paths=[path], seconds=CLOSED_SECONDS, **few
    )


def measured(server: Server, name: str, arrivals: str, **plan) -> Loaded:
    """Run a load of ``benchmarks.load``; return what it gave and used."""
    before = server.processor_seconds()
    outcome = _load(server, **plan)
    after = server.processor_seconds()
    used = Seconds(*(end - begin for begin, end in zip(before, after, strict=True)))
    return Loaded(name, arrivals, outcome, used)


def _load(server: Server, **plan) -> dict[str, float]:
    """Run the load on the last core and return its summary."""
    core = cores()[-1]
    result = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"],
        input=json.dumps({"port": server.port, **plan}),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )
    return json.loads(result.stdout)


def _print_memory(server: Server) -> None:
    found = [processes.memory(pid) for pid in processes.tree(server.pid)]
    each = " + ".join(f"{megabytes:.1f}" for megabytes in found)
    report.note(
        f"Memory after {WARM_UP_REQUESTS} requests: {sum(found):.1f} MB"
        f" (PSS: {each}); target < {TARGET_MEGABYTES}."
    )


def _print_speed(loads: list[Loaded]) -> None:
    report.table([HEADINGS, *(load.cells() for load in loads)])
    report.note(
        f"First line: open loop, {OPEN_SECONDS} s, each time from the moment the user"
        f" asked; target p99 < {TARGET_P99} ms. Others: closed loop,"
        f" {CLOSED_SECONDS} s, each asks again at once."
        "\nCore ms each: processor time of one answer, web + database. Late: p99 of the"
        " load's own delay, ms. Others: what else used the web's core meanwhile. Unless"
        " both are small, the times say more about the machine than about the site."
    )
