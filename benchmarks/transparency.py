"""The public page, from gunicorn on one core: whole, and when the browser has it."""

import http.client

from django.conf import settings

from benchmarks import report, web
from benchmarks.members import asbl_with_members
from koprogo.tenancy import enter
from transparency.services.publishing import publish

COMPRESSED = "Accept-Encoding: gzip"  # as every browser asks
LANGUAGES = [code for code, _name in settings.LANGUAGES]
SECONDS, CONNECTIONS = 8, 8
WARM_UP_SECONDS = 2
TARGET = 1_500


def run() -> None:
    """Publish figures of 5,000 members and measure the page; say so if there is none."""
    page = settings.KEPT_PREFIX
    with enter(asbl_with_members().pk, by=None):
        publish()
    report.title(f"The public page {page}")
    with web.running_server() as server:
        status, tag, size = _ask(server.port, page)
        if status != 200:
            report.note(f"Not measured: {page} answers {status}.")
            return
        whole = {"headers": f"{COMPRESSED}\r\n"}
        everybody = {"loop": "closed", "cookies": [""] * CONNECTIONS}
        pages = [f"{page}?lang={language}" for language in LANGUAGES]
        warm_up = {"paths": [page, *pages], "seconds": WARM_UP_SECONDS}
        web.measured(server, "", "", **warm_up, **whole, **everybody)
        web.print_place(server)
        condition = f"{COMPRESSED}\r\nIf-None-Match: {tag}\r\n"
        known = {"headers": condition, "status": "304"}
        loads = [
            web.measured(
                server,
                name,
                "maximum",
                paths=paths,
                seconds=SECONDS,
                **asked,
                **everybody,
            )
            for name, paths, asked in (
                ("four languages in turn", pages, whole),
                ("the browser has it: 304", [page], known),
            )
        ]
    report.table([web.HEADINGS, *(load.cells() for load in loads)])
    able = " and ".join(f"{_at_most(each):,.0f}" for each in loads)
    report.note(
        f"Closed loop, {CONNECTIONS} connections, {SECONDS} s; {size} bytes a page."
        f" Target: {TARGET:,} answers a second."
        f"\nBy its processor time, a core that does nothing else gives {able} a second."
    )


def _at_most(load: web.Loaded) -> float:
    """Return how many answers a second a core has processor time for."""
    return load.outcome["answers"] / (load.used.web + load.used.database)


def _ask(port: int, page: str) -> tuple[int, str, int]:
    """Return status, entity tag and bytes of a page."""
    connection = http.client.HTTPConnection("localhost", port)
    connection.request("GET", page, headers=dict([COMPRESSED.split(": ")]))
    answer = connection.getresponse()
    found = answer.status, answer.headers.get("ETag", ""), len(answer.read())
    connection.close()
    return found
