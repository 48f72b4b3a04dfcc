"""What the figures were measured on, and where the measured processes may run."""

import os
import platform
from pathlib import Path

import django
from django.db import connection


def facts() -> list[tuple[str, str]]:
    """Return what a reader needs to compare figures."""
    return [
        ("processor", f"{processor()}, {len(cores())} cores"),
        ("system", f"{platform.system()} {platform.release()}"),
        ("database", f"PostgreSQL {postgresql()}, synchronous_commit {durability()}"),
        (
            "language",
            f"Python {platform.python_version()}, Django {django.__version__}",
        ),
        ("load before", f"{os.getloadavg()[0]:.2f} (idle: below 0.2)"),
    ]


def cores() -> list[int]:
    """Return the numbers of the cores that this process may use."""
    return sorted(os.sched_getaffinity(0))


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def postgresql() -> str:
    return _setting("server_version")


def durability() -> str:
    """Tell whether a commit waits for the disk, as on a real server."""
    return f"{_setting('synchronous_commit')}, fsync {_setting('fsync')}"


def _setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [name])
        return cursor.fetchone()[0]
