"""The whole site on one machine, with a building to look at."""

import http.client
import os
import socket
import sys
from contextlib import ExitStack
from pathlib import Path

import psycopg

from deploy.local.database import database_url
from deploy.local.errors import LauncherError
from deploy.local.places import PROJECT, Place, hold
from deploy.local.processes import (
    Service,
    Stopped,
    finish,
    start,
    stop,
    wait_until,
    watch,
)
from deploy.local.servers import Servers, running_servers

DATABASE = "koprogo"
FIRST_PORT = 8000
START_SECONDS = 60
CELERY = (sys.executable, "-m", "celery", "-A", "koprogo")


def demo() -> int:
    """Run the site until somebody stops it; return the exit status."""
    with ExitStack() as stack:
        place = stack.enter_context(hold("demo"))
        stack.callback(say, "Everything has stopped.")
        try:
            servers = stack.enter_context(
                running_servers(place, database=DATABASE, stop_found=True, say=say)
            )
            site = Site(place, servers, choose_port(os.environ.get("PORT")))
            stack.callback(site.stop)
            site.start()
            watch([*site.services, *servers.services])
        except LauncherError as error:
            say(f"{error}\nStopping the rest…")
            return 1
        except Stopped:
            say("\nStopping…")
    return 0


class Site:
    """Web, worker and beat, and the steps before them."""

    def __init__(self, place: Place, servers: Servers, port: int) -> None:
        self.place = place
        self.servers = servers
        self.port = port
        self.services: list[Service] = []
        self.steps: list[Service] = []

    def start(self) -> None:
        """Bring everything up, two steps at a time, and say where it is.

        The owner migrates; everything else runs as the application role.
        """
        files = self.begin("collectstatic", "--no-input")
        finish(self.begin("migrate", as_owner=True))
        say("The database is up to date.")
        finish(files)
        say("The static files are in place.")
        self.serve("web", *web_command(self.port))
        finish(self.begin("load_demo", f"--origin={self.origin}"))
        self.refresh_statistics()
        say("The demo data are loaded.")
        sign_ins = self.begin("load_demo", "--sign-ins")
        wait_until(
            lambda: is_healthy(self.port),
            self.services[0],
            needs=self.servers.services,
            seconds=START_SECONDS,
        )
        self.serve("worker", *worker_command())
        self.serve("beat", *beat_command(self.place))
        say(f"\nKoproGo is at {self.origin}\n")
        say(f"{finish(sign_ins).strip()}\n")
        say(f"Nothing is really sent: mails land in {self.place.folder / 'mail'}.")
        say(f"The logs are in {self.place.folder}. Ctrl-C stops everything.")

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    def stop(self) -> None:
        stop(*self.services, *self.steps)

    def begin(self, command: str, *options: str, as_owner: bool = False) -> Service:
        """Start a management command that ``finish`` waits for.

        Its log is called by the command and its flags, not by values.
        """
        arguments = [sys.executable, "manage.py", command, *options]
        flags = [option for option in options if "=" not in option]
        name = command + "".join(flags).replace("--", "-")
        env = self.environment(as_owner=as_owner)
        step = start(name, arguments, self.place, env=env)
        self.steps.append(step)
        return step

    def serve(self, name: str, *command: str | Path) -> None:
        """Start a process of the site, as the application role."""
        env = self.environment()
        self.services.append(start(name, command, self.place, env=env))

    def environment(self, *, as_owner: bool = False) -> dict[str, str]:
        """Return the variables of a process: it knows one role only."""
        database = self.servers.owner_url if as_owner else None
        return self.servers.environment(database=database) | {
            "DJANGO_SETTINGS_MODULE": "koprogo.settings.dev",
            "PYTHONUNBUFFERED": "1",
        }

    def refresh_statistics(self) -> None:
        """The planner guesses badly about tables that were just filled."""
        url = database_url(self.servers.admin_url, name=DATABASE)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM (ANALYZE)")


def web_command(port: int) -> list[str | Path]:
    return [
        *(sys.executable, "-m", "gunicorn", "koprogo.wsgi"),
        *("--config", PROJECT / "deploy" / "gunicorn.conf.py"),
        *("--bind", f"127.0.0.1:{port}"),
    ]


def worker_command() -> list[str | Path]:
    return [
        *(*CELERY, "worker", "--concurrency", "1", "--loglevel", "INFO"),
        *("--without-gossip", "--without-mingle"),
    ]


def beat_command(place: Place) -> list[str | Path]:
    return [
        *(*CELERY, "beat", "--loglevel", "INFO", "--pidfile", ""),
        *("--schedule", place.folder / "beat-schedule"),
    ]


def choose_port(wanted: str | None) -> int:
    """Return ``wanted`` if it is free, or the first free port from 8000 on.

    Raises:
        LauncherError: ``wanted`` is no free port.
    """
    if wanted:
        if not wanted.isdecimal() or not is_free(int(wanted)):
            raise LauncherError(f"PORT={wanted} cannot be used: choose another port.")
        return int(wanted)
    for port in range(FIRST_PORT, FIRST_PORT + 1000):
        if is_free(port):
            return port
    raise LauncherError(f"No port from {FIRST_PORT} on is free: set PORT.")


def is_free(port: int) -> bool:
    """Tell whether the web server can listen on ``port`` of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


def is_healthy(port: int) -> bool:
    """Tell whether the site says that it is alive."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def say(line: str) -> None:
    print(line, flush=True)
