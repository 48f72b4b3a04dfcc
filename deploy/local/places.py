"""Where the servers keep their data, and who may use it.

A place is a folder ``var/<name>``. One launcher holds it at a time. The lock is
inherited by the servers, so a place stays taken until the last of them has ended,
even when the launcher itself was killed.
"""

import fcntl
import hashlib
import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local.errors import LauncherError

PROJECT = Path(__file__).resolve().parents[2]
VAR = PROJECT / "var"

# The kernel allows 107 bytes; the rest is for the name of the socket itself.
LONGEST_SOCKET_FOLDER = 80
PATIENCE_SECONDS = 20
SLOTS = 9


class Taken(LauncherError):
    """Another launcher is using this place."""


@dataclass(frozen=True)
class Place:
    """A folder held by this launcher; ``lock`` is passed on to the servers."""

    name: str
    folder: Path
    lock: int


@dataclass(frozen=True)
class Account:
    """The user that a database server runs as when the launcher is root."""

    uid: int
    gid: int

    def can_enter(self, folder: Path) -> bool:
        """Tell whether this user may go into ``folder`` and all folders above it."""
        test = subprocess.run(
            ["test", "-x", folder], cwd="/", check=False, **as_user(self)
        )
        return test.returncode == 0

    def own(self, folder: Path) -> None:
        """Give ``folder`` and everything in it to this user."""
        os.chown(folder, self.uid, self.gid)
        for path in folder.rglob("*"):
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def as_user(account: Account | None) -> dict:
    """Return the subprocess arguments that switch to ``account``."""
    if account is None:
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def server_account(data: Path | None = None) -> Account | None:
    """Return the user that PostgreSQL must run as; None: the present one.

    PostgreSQL refuses root. Data that already exist stay with their owner.
    """
    if os.geteuid() != 0:
        return None
    if data is not None and data.exists() and (uid := data.stat().st_uid):
        return Account(uid, data.stat().st_gid)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise LauncherError("PostgreSQL does not run as root: create a user 'postgres'.")


def digest(path: Path) -> str:
    """Return a short name that stands for ``path``."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]


# Root's databases, when the user they run as cannot enter the project.
OUTSIDE = Path("/var/lib") / f"koprogo-{digest(PROJECT)}"


def data_folder(place: Place, account: Account | None) -> Path:
    """Return where the database's files go: the place, unless its user cannot enter.

    A checkout below /root, for example, is closed to the user 'postgres'.
    """
    if account is None or account.can_enter(place.folder):
        return place.folder
    folder = OUTSIDE / place.name
    folder.mkdir(parents=True, exist_ok=True)
    for path in (OUTSIDE, folder):
        path.chmod(0o755)
    return folder


def socket_folder(folder: Path, account: Account | None = None) -> Path:
    """Return ``folder``, or a short private one where its path cannot hold a socket.

    Paths end up inside URLs that three libraries read differently: only plain
    characters are let through.
    """
    if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER and is_plain(folder):
        return folder
    short = Path(tempfile.gettempdir()) / f"koprogo-{digest(folder)}"
    uid = account.uid if account else os.geteuid()
    short.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0 and account:
        os.chown(short, account.uid, account.gid, follow_symlinks=False)
    found = short.lstat()
    if short.is_symlink() or found.st_uid != uid or found.st_mode & 0o077:
        raise LauncherError(f"{short} belongs to somebody else: remove it first.")
    return short


def is_plain(path: Path) -> bool:
    """Tell whether a URL can carry ``path`` unquoted."""
    return re.fullmatch(r"[A-Za-z0-9_./-]+", str(path)) is not None


@contextmanager
def hold(name: str) -> Iterator[Place]:
    """Hold the place ``name`` for this launcher and the servers it starts.

    Raises:
        Taken: another launcher holds it.
    """
    folder = VAR / name
    folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _wait_for(lock, name)
        os.ftruncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
        yield Place(name, folder, lock)
    finally:
        os.close(lock)


@contextmanager
def hold_free(name: str) -> Iterator[Place]:
    """Hold ``name``, or ``name-2``, ``name-3``… where others are already at work."""
    with ExitStack() as stack:
        for number in range(1, SLOTS + 1):
            candidate = name if number == 1 else f"{name}-{number}"
            try:
                place = stack.enter_context(hold(candidate))
            except Taken:
                continue
            break
        else:
            raise Taken(f"{SLOTS} launchers are at work here: stop one of them.")
        yield place


def _wait_for(lock: int, name: str) -> None:
    """Take the lock. The servers of a killed launcher get time to end."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = int(os.pread(lock, 20, 0) or 0)
            if is_alive(holder) or time.monotonic() > give_up:
                raise Taken(
                    f"var/{name} is in use by process {holder}: stop it first."
                ) from None
            time.sleep(0.1)


def is_alive(pid: int) -> bool:
    """Tell whether a process with this number exists."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid > 0


def clean() -> None:
    """Remove every place and all that the launcher keeps outside the project.

    Raises:
        Taken: something is still running in one of them; nothing of it is removed.
    """
    for lock in sorted(VAR.glob("*/lock")):
        name = lock.parent.name
        with hold(name):
            shutil.rmtree(OUTSIDE / name, ignore_errors=True)
            shutil.rmtree(lock.parent)
    shutil.rmtree(OUTSIDE, ignore_errors=True)
    shutil.rmtree(VAR, ignore_errors=True)
