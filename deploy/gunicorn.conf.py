# ruff: noqa: N999 - the name is the one that gunicorn looks for
"""Web server: one process per core, four threads each.

Several workers share the code: it is loaded once, before they are forked, and the
garbage collector is told to leave it alone. A single worker loads it by itself: shared
with a parent that only waits, half of it would soon be in memory twice.
"""

import ctypes
import gc
import os
from pathlib import Path

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108
LIBC = ctypes.CDLL(None)
IS_GLIBC = hasattr(LIBC, "gnu_get_libc_version")
M_ARENA_MAX = -8  # its malloc.h


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
preload_app = workers > 1
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
    """Load the code without collecting: no holes in the pages to be shared. The threads
    of a worker share one heap: each with its own, most of them is holes.
    """
    gc.disable()
    if IS_GLIBC:
        LIBC.mallopt(M_ARENA_MAX, 1)


def pre_fork(server, worker):
    gc.freeze()


def post_fork(server, worker):
    gc.enable()


def post_worker_init(worker):
    """Read what the first visitor would wait for, and never look at it again for
    garbage; give back what reading has freed.
    """
    from importlib import import_module

    from django.conf import settings
    from django.template import engines

    import_module(settings.ROOT_URLCONF)
    engines.all()
    gc.freeze()
    if IS_GLIBC:
        LIBC.malloc_trim(0)


def post_request(worker, req, environ, resp):
    """What was kept leaves no holes in the memory: it brings no restart nearer."""
    if "koprogo.kept" in environ:
        worker.nr -= 1


def worker_exit(server, worker):
    """Write what was measured since the last minute (koprogo/measuring)."""
    application = getattr(worker, "wsgi", None)
    if application is not None:
        application.write()
