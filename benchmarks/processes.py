"""Memory and processor time of processes, as the kernel of Linux counts them."""

import os
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def tree(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    children = (PROC / str(pid) / "task" / str(pid) / "children").read_text().split()
    return [pid, *(one for child in children for one in tree(int(child)))]


def memory(pid: int) -> float:
    """Return the proportional set size in MB.

    A page that several processes share counts for each in part, so the sum over a tree
    is what the tree really takes.
    """
    for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024 / 1_000_000
    raise ValueError(f"no PSS of process {pid}")


def processor_seconds(pids: Iterable[int]) -> float:
    """Return the time that these processes have computed, in user and kernel mode."""
    return sum(_ticks(pid) for pid in pids) / TICKS_PER_SECOND


def core_seconds(core: int) -> float:
    """Return the time that a core has been busy, whoever used it, or stolen from us."""
    for line in (PROC / "stat").read_text().splitlines():
        name, *fields = line.split()
        if name == f"cpu{core}":
            user, nice, system, _idle, _waiting, *interrupts = map(int, fields[:8])
            return (user + nice + system + sum(interrupts)) / TICKS_PER_SECOND
    raise ValueError(f"no core {core}")


def _ticks(pid: int) -> int:
    # Fields 14 and 15; the second, the name, may hold spaces and ends with ")".
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
