"""One neighbour's phone after another: counts exchanges, each in a transaction of its own.

``python -m benchmarks.hours_worker transfer|confirm TENANT``: reads the numbers of the
exchanges as JSON, says that it is ready, begins when it is told to, and prints how long
each took and the processor time of both ends of its connection.
"""

import json
import sys
import time

from benchmarks.processes import processor_seconds


def main(what: str, tenant: int) -> None:
    import django

    django.setup()
    from django.db import connection

    from community.models import HoursExchange
    from koprogo.tenancy import enter

    wanted = json.loads(sys.stdin.readline())
    with enter(tenant, by=None):
        found = HoursExchange.objects.select_related("giver", "receiver")
        rows = found.in_bulk(wanted)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [backend] = cursor.fetchone()
    print("ready", flush=True)
    sys.stdin.readline()
    act = {"transfer": _transfer, "confirm": _confirm}[what]
    taken, refused = [], 0
    before = time.process_time(), processor_seconds([backend])
    for number in wanted:
        start = time.perf_counter()
        refused += not act(tenant, rows[number])
        taken.append(time.perf_counter() - start)
    found = {
        "taken": taken,
        "refused": refused,
        "client": time.process_time() - before[0],
        "database": processor_seconds([backend]) - before[1],
    }
    print(json.dumps(found))


def _transfer(tenant: int, exchange) -> bool:
    from community.errors.hours import BeyondLimit
    from community.services.hours.ledger import transfer
    from koprogo.tenancy import enter

    try:
        with enter(tenant, by=None):
            transfer(exchange, by=None)
    except BeyondLimit:
        return False
    return True


def _confirm(tenant: int, exchange) -> bool:
    from community.errors.hours import BeyondLimit
    from community.services.hours.exchanges import confirm
    from koprogo.tenancy import enter

    me = exchange.receiver
    try:
        with enter(tenant, by=None):
            confirm(exchange, minutes=exchange.minutes, me=me, by=None)
    except BeyondLimit:
        return False
    return True


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
