"""One act in the fund by a process of its own: ``python -m tests.solidarity.process``.

``close PK NAME``: a member closes a vote, once everybody else is ready too. ``order``,
``execute``, ``collect``: the treasurer's acts, of which the process halts when all is
written but the record of it, and waits to be killed.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

READY, HALTED = "ready", "halted"
LOCK = 0x66756E64  # whoever holds it keeps all the others waiting


def start(
    database: str, *act: object, module: str = "tests.solidarity.process"
) -> subprocess.Popen:
    """Start a process in a database of the tests."""
    from deploy.local.database import database_url
    from tests.databases import PROJECT

    return subprocess.Popen(
        [sys.executable, "-m", module, *map(str, act)],
        cwd=PROJECT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "koprogo.settings.test",
            "DATABASE_URL": database_url(os.environ["DATABASE_URL"], name=database),
        },
        stdout=subprocess.PIPE,
        text=True,
    )


def said(process: subprocess.Popen) -> str:
    """Return the next word of a process."""
    return process.stdout.readline().strip()


@contextmanager
def all_waiting() -> Iterator[None]:
    """Keep whoever is ready waiting until the end of the block."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def close(pk: str, name: str) -> str:
    """Close a vote at the same moment as everybody else."""
    from django.db import connection

    from solidarity.errors import SolidarityError
    from solidarity.models import Vote
    from tests.solidarity import making
    from tests.solidarity.committee.making import closed

    say(READY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock_shared(%s)", [LOCK])
    try:
        with making.inside():
            closed(Vote.objects.select_related("request").get(pk=pk), name=name)
    except SolidarityError as error:
        return type(error).__name__
    return "done"


def treasurer(act: str) -> str:
    """Do an act up to the last thing that it writes, and wait to be killed."""
    from django.utils import timezone

    from solidarity.models import DebitBatch, TransferBatch
    from solidarity.services import debits, transfers
    from tests.solidarity import making

    def halt(*_args, **_said):
        say(HALTED)
        time.sleep(600)

    transfers.record = debits.record = halt
    today, tess = timezone.localdate(), making.person("tess")
    with making.inside():
        if act == "order":
            transfers.make_batch(on=today, by=tess)
        elif act == "execute":
            transfers.execute_batch(TransferBatch.objects.get(), on=today, by=tess)
        else:
            debits.collected(DebitBatch.objects.get(), by=tess)
    return "done"


def main(act: str, *given: str) -> None:
    import django

    django.setup()
    say(close(*given) if act == "close" else treasurer(act))


if __name__ == "__main__":
    main(*sys.argv[1:])
