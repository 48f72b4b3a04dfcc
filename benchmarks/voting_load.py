"""The load of a vote: everybody opens the page, votes once, and sees what was counted.

A process apart, with nothing but the standard library. It reads a plan as JSON from its
input and prints the outcome. The pages are opened within a few seconds, as when a point
is opened; each owner votes at a moment of his own within the given seconds, the same in
each run; meanwhile his page asks whether anything changed, as htmx does.
"""

import asyncio
import json
import random
import re
import sys
import time
from urllib.parse import urlencode

from benchmarks.load import SEED, TIMEOUT_SECONDS, Connection, Outcome, summary

POLL_SECONDS = 10  # as the page of 300 voters says
COUNTED = "note ok"
FIELD = r'name="{}"\s+value="([^"]+)"'


class Voter(Connection):
    """One owner with his phone: a session, and the token of its forms."""

    token = ""

    async def ask(self, path: str, form: dict | None = None) -> tuple[int, str]:
        """Return the status and the text of a page; with ``form`` it is sent."""
        return await asyncio.wait_for(self._ask(path, form), TIMEOUT_SECONDS)

    async def _ask(self, path, form):
        if self.writer is None or self.reader.at_eof():
            self.close()
            self.reader, self.writer = await asyncio.open_connection(
                "127.0.0.1", self.port
            )
        body = urlencode(form, doseq=True).encode() if form else b""
        self.writer.write(
            (
                f"{'POST' if form else 'GET'} {path} HTTP/1.1\r\n"
                f"Host: localhost:{self.port}\r\n"
                f"Cookie: sessionid={self.cookie}; csrftoken={self.token}\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            ).encode()
            + body
        )
        head = await self.reader.readuntil(b"\r\n\r\n")
        status, *lines = head.decode("latin-1").split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines if line)
        headers = {name.lower(): value for name, value in headers.items()}
        if found := re.match(r"csrftoken=(\w+)", headers.get("set-cookie", "")):
            self.token = found.group(1)
        text = await self.reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return int(status.split()[1]), text.decode()


async def vote(voter: Voter, path: str, page: str, choice: str) -> str:
    """Press a button of the page; return the one that says that the vote is counted."""
    [ballot] = re.findall(rf'action="({re.escape(path)}[0-9a-f-]+/)"', page)[:1]
    form = {
        "csrfmiddlewaretoken": re.search(FIELD.format("csrfmiddlewaretoken"), page)[1],
        "client_id": re.search(FIELD.format("client_id"), page)[1],
        "mine": re.findall(FIELD.format("mine"), page),
        "choice": choice,
    }
    status, _empty = await voter.ask(ballot, form)
    _status, page = await voter.ask(path)
    if status != 302 or COUNTED not in page:
        raise ValueError("the vote is not counted")
    return page


async def poll(voter: Voter, path: str, page: str) -> str:
    """Ask whether anything is new; return the page as it is then."""
    version = re.search(r"\?seen=(\w+)", page)[1]
    status, new = await voter.ask(f"{path}?seen={version}")
    return new if status == 200 else page


async def owner(plan: dict, number: int, moment: float, begin: float, outcomes) -> None:
    """Open the page within the first seconds, and vote at the moment."""
    opens, votes, polls = outcomes
    voter = Voter(plan["port"], plan["cookies"][number])
    path, wanted = plan["path"], begin + POLL_SECONDS + moment
    await asyncio.sleep(moment % POLL_SECONDS)
    page = await _measured(_open(voter, path), time.perf_counter(), opens)
    while page and (left := wanted - time.perf_counter()) > POLL_SECONDS:
        await asyncio.sleep(POLL_SECONDS)
        page = await _measured(poll(voter, path, page), time.perf_counter(), polls)
    if page:
        await asyncio.sleep(max(left, 0))
        choice = plan["choices"][number]
        page = await _measured(vote(voter, path, page, choice), wanted, votes)
    end = begin + POLL_SECONDS + plan["seconds"]
    while page and time.perf_counter() + POLL_SECONDS < end:
        await asyncio.sleep(POLL_SECONDS)
        page = await _measured(poll(voter, path, page), time.perf_counter(), polls)
    voter.close()


async def _open(voter: Voter, path: str) -> str:
    _status, page = await voter.ask(path)
    return page


async def _measured(act, since: float, outcome: Outcome) -> str:
    """Return the page that an act leads to; nothing, when it fails."""
    outcome.late.append((time.perf_counter() - since) * 1000)
    try:
        page = await act
    except (OSError, EOFError, ValueError, TypeError, TimeoutError):
        outcome.errors += 1
        return ""
    outcome.taken.append((time.perf_counter() - since) * 1000)
    return page


async def run(plan: dict) -> dict[str, dict[str, float]]:
    moments = random.Random(SEED)
    begin = time.perf_counter()
    outcomes = Outcome(), Outcome(), Outcome()
    await asyncio.gather(
        *(
            owner(plan, number, moments.random() * plan["seconds"], begin, outcomes)
            for number in range(len(plan["cookies"]))
        )
    )
    seconds = time.perf_counter() - begin
    names = ("opens", "votes", "polls")
    found = (summary(outcome, seconds) for outcome in outcomes)
    return dict(zip(names, found, strict=True))


if __name__ == "__main__":
    json.dump(asyncio.run(run(json.load(sys.stdin))), sys.stdout)
