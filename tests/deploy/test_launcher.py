"""The launcher as others use it: as a program."""

import os
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

from deploy.local.places import PROJECT, is_plain, socket_folder
from deploy.local.postgres import parse_version
from deploy.local.processes import exit_status
from deploy.local.servers import role_passwords
from tests.together import PATIENCE

SHOW_URL = 'echo "$DATABASE_URL"'


@pytest.fixture
def launch():
    """``launch("run", "--", …)`` starts a launcher with servers of its own."""
    launchers = []
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE_", "REDIS_"))
    }

    def start(*arguments: str) -> subprocess.Popen:
        launcher = subprocess.Popen(
            [sys.executable, "-m", "deploy.local", *arguments],
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        launchers.append(launcher)
        return launcher

    yield start
    for launcher in launchers:
        launcher.terminate()
        launcher.communicate(timeout=PATIENCE)


def started(url: str) -> datetime | None:
    """Return since when the server at ``url`` runs: this tells it from a later one."""
    try:
        with psycopg.connect(url) as connection:
            return connection.execute("SELECT pg_postmaster_start_time()").fetchone()[0]
    except psycopg.OperationalError:
        return None


def is_gone_soon(url: str, since: datetime) -> bool:
    give_up = time.monotonic() + PATIENCE
    while started(url) == since and time.monotonic() < give_up:
        time.sleep(0.05)
    return started(url) != since


def test_run_returns_the_status_of_its_command(launch):
    launcher = launch("run", "--", "sh", "-c", f"{SHOW_URL}; read go; exit 7")
    url = launcher.stdout.readline().strip()
    since = started(url)
    launcher.communicate("go\n", timeout=PATIENCE)
    assert launcher.returncode == 7
    assert started(url) != since


def test_two_runs_have_servers_of_their_own(launch):
    runs = [
        launch("run", "--", "sh", "-c", f"{SHOW_URL}; exec sleep 60") for _ in range(2)
    ]
    urls = {launcher.stdout.readline().strip() for launcher in runs}
    assert [started(url) is not None for url in urls] == [True, True]


@pytest.mark.parametrize("request_to_stop", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_outlives_the_launcher_and_it_starts_again(launch, request_to_stop):
    first = launch("run", "--", "sh", "-c", f"{SHOW_URL}; exec sleep 60")
    url = first.stdout.readline().strip()
    since = started(url)
    first.send_signal(request_to_stop)
    assert is_gone_soon(url, since)
    again = launch("run", "--", "true")
    again.communicate(timeout=PATIENCE)
    assert again.returncode == 0


def test_unknown_command_is_one_sentence(launch):
    launcher = launch("run", "--", "no-such-program")
    errors = launcher.communicate(timeout=PATIENCE)[1].splitlines()
    assert (launcher.returncode, errors[-1]) == (
        1,
        "Cannot run no-such-program: No such file or directory.",
    )


@pytest.mark.parametrize(
    ("printed", "version"),
    [
        ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", "15.18"),
        ("postgres (PostgreSQL) 18.6", "18.6"),
        ("postgres (PostgreSQL) 19beta1", "19"),
        ("something else", "0"),
    ],
)
def test_parse_version(printed, version):
    assert parse_version(printed) == version


@pytest.mark.parametrize(("returncode", "status"), [(0, 0), (3, 3), (-9, 137)])
def test_exit_status(returncode, status):
    assert exit_status(returncode) == status


@pytest.mark.parametrize(
    ("path", "plain"),
    [("/srv/kopro-go/var/pg15", True), ("/srv/kopro go", False), ("/srv/50%", False)],
)
def test_is_plain(path, plain):
    assert is_plain(Path(path)) is plain


@pytest.mark.parametrize("name", ["a" * 90, "with space"])
def test_socket_of_an_awkward_path_is_elsewhere(tmp_path, name):
    short = socket_folder(tmp_path / name)
    assert (is_plain(short), short.stat().st_mode & 0o777) == (True, 0o700)
    assert socket_folder(tmp_path / name) == short
    short.rmdir()


def test_passwords_are_invented_once_and_private(tmp_path):
    file = tmp_path / "var" / "passwords.json"
    passwords = role_passwords(file)
    assert sorted(passwords) == ["koprogo_app", "koprogo_owner"]
    assert role_passwords(file) == passwords
    assert file.stat().st_mode & 0o777 == 0o600
