# ruff: noqa: N999 - the name is the one that gunicorn looks for
"""Web server: one process per core, four threads each, one copy of the code.

The code is loaded once, before the workers are forked, and the garbage collector
is told to leave it alone: the workers then share these pages of memory.
"""

import gc
import os
from pathlib import Path

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108


def cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", cores()))
threads = 4
preload_app = True
keepalive = 5
timeout = 60
graceful_timeout = 8
# Memory that fragments over days is given back.
max_requests = 20_000
max_requests_jitter = 2_000
# A worker shows that it is alive by touching a file: never on a slow disk.
worker_tmp_dir = str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None
control_socket_disable = True


def on_starting(server):
    """Load the code without collecting: no holes in the pages to be shared."""
    gc.disable()


def pre_fork(server, worker):
    gc.freeze()


def post_fork(server, worker):
    gc.enable()
