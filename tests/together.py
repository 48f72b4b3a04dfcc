"""Several people at the same moment, each in a thread with a connection of his own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

PATIENCE = 60  # seconds; nothing here takes long, machines halt at times


def at_once(number, work):
    """Run ``work(0)`` … ``work(number - 1)`` in threads that start together.

    Returns what each gave, in this order; connections are open at the start.
    """
    ready = Barrier(number)

    def run(which):
        connection.ensure_connection()
        ready.wait(timeout=PATIENCE)
        try:
            return work(which)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as threads:
        return list(threads.map(run, range(number)))


def outcomes(acts, *, refusals):
    """Run the acts at once; return what came out, sorted: ``done``, or a refusal's name."""

    def run(which):
        try:
            acts[which]()
        except refusals as refusal:
            return type(refusal).__name__
        return "done"

    return sorted(at_once(len(acts), run))
