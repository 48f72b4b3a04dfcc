"""The load: signed-in users, each on a connection of his own.

A process apart, with nothing but the standard library, so that it never waits for the
code that it measures. It reads a plan as JSON from its input and prints the outcome.

Open loop: a user asks at fixed moments, whatever the server does, and his time runs
from the moment at which he wanted to ask: a slow server cannot hide its queue. Closed
loop: a connection asks again as soon as it has its answer.
"""

import asyncio
import json
import math
import random
import sys
import time
from dataclasses import dataclass, field

TIMEOUT_SECONDS = 30
SEED = 1


@dataclass(slots=True)
class Outcome:
    """Milliseconds of each answer, and how many requests had none or a wrong one.

    ``late``: how many milliseconds after its moment each request left. More than a few
    mean that this process had to wait for its own core.
    """

    taken: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    errors: int = 0


class Connection:
    """One user's keep-alive connection; opened when needed, also after the server's
    end of it.
    """

    def __init__(
        self, port: int, cookie: str, *, headers: str = "", status: str = "200"
    ) -> None:
        self.port = port
        self.cookie = cookie
        self.headers = headers
        self.status = status
        self.reader = self.writer = None

    async def fetch(self, path: str) -> bool:
        """Tell whether the page came with the status that is expected."""
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                return await self._fetch(path)
        except (OSError, EOFError, ValueError, TimeoutError):
            self.close()
            return False

    async def _fetch(self, path: str) -> bool:
        if self.writer is None or self.reader.at_eof():
            self.close()
            self.reader, self.writer = await asyncio.open_connection(
                "127.0.0.1", self.port
            )
        self.writer.write(
            f"GET {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\n"
            f"Cookie: sessionid={self.cookie}\r\n{self.headers}\r\n".encode()
        )
        head = await self.reader.readuntil(b"\r\n\r\n")
        status, *lines = head.decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines if line)
        found = status.split()[1]
        if found != "304":
            await self.reader.readexactly(int(headers["content-length"]))
        if headers.get("connection") == "close":
            self.close()
        return found == self.status

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
            self.writer = None


async def open_loop(plan: dict, outcome: Outcome) -> None:
    """Each user asks ``rate`` times a second, starting at a moment of his own."""
    # The same moments in each run: figures can be compared.
    moments = random.Random(SEED)
    begin = time.perf_counter()
    interval = 1 / plan["rate"]
    await asyncio.gather(
        *(
            _user(plan, outcome, number, begin + moments.random() * interval)
            for number in range(len(plan["cookies"]))
        )
    )


async def _user(plan: dict, outcome: Outcome, number: int, first: float) -> None:
    connection = Connection(plan["port"], plan["cookies"][number])
    paths = plan["paths"]
    for turn in range(int(plan["seconds"] * plan["rate"])):
        wanted = first + turn / plan["rate"]
        await asyncio.sleep(wanted - time.perf_counter())
        await _ask(connection, paths[(number + turn) % len(paths)], wanted, outcome)
    connection.close()


async def closed_loop(plan: dict, outcome: Outcome) -> None:
    """Each connection asks again at once, until the time or the number is up.

    The plan may name ``headers`` (whole lines) and the ``status`` that is expected.
    """
    wanted = {name: plan[name] for name in ("headers", "status") if name in plan}
    end = time.perf_counter() + plan["seconds"]
    left = iter(range(plan.get("requests", sys.maxsize)))

    async def busy(cookie: str) -> None:
        connection = Connection(plan["port"], cookie, **wanted)
        while time.perf_counter() < end and (turn := next(left, None)) is not None:
            path = plan["paths"][turn % len(plan["paths"])]
            await _ask(connection, path, time.perf_counter(), outcome)
        connection.close()

    await asyncio.gather(*map(busy, plan["cookies"]))


async def _ask(
    connection: Connection, path: str, since: float, outcome: Outcome
) -> None:
    outcome.late.append((time.perf_counter() - since) * 1000)
    if await connection.fetch(path):
        outcome.taken.append((time.perf_counter() - since) * 1000)
    else:
        outcome.errors += 1


def summary(outcome: Outcome, seconds: float) -> dict[str, float]:
    """Return the figures; times in milliseconds."""
    taken = sorted(outcome.taken) or [math.nan]
    return {
        "answers": len(outcome.taken),
        "errors": outcome.errors,
        "seconds": seconds,
        "p50": _percentile(taken, 0.50),
        "p99": _percentile(taken, 0.99),
        "worst": taken[-1],
        "late": _percentile(sorted(outcome.late) or [math.nan], 0.99),
    }


def _percentile(ordered: list[float], part: float) -> float:
    return ordered[math.ceil(part * len(ordered)) - 1]


def main() -> None:
    plan = json.load(sys.stdin)
    outcome = Outcome()
    begin = time.perf_counter()
    asyncio.run({"open": open_loop, "closed": closed_loop}[plan["loop"]](plan, outcome))
    json.dump(summary(outcome, time.perf_counter() - begin), sys.stdout)


if __name__ == "__main__":
    main()
