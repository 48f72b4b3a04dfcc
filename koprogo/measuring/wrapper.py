"""What requests use, measured around the whole application (WSGI).

No address, no path and no person is noted: only sums, by day.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock

from django.db import close_old_connections

from koprogo.measuring import services

logger = logging.getLogger(__name__)

MINUTES_A_DAY = 24 * 60
EPOCH = datetime(1970, 1, 1, tzinfo=UTC).date()


def add_outside_requests(used: Iterable[services.Used]) -> None:
    """Add to the days; a connection that died since the last request is opened anew."""
    close_old_connections()
    services.add(used)


@dataclass(slots=True)
class Sum:
    """What the requests of one day used; ``first_minute`` of that day."""

    first_minute: int
    requests: int = 0
    nanoseconds: int = 0
    bytes_sent: int = 0

    def add(self, requests: int, nanoseconds: int, bytes_sent: int) -> None:
        self.requests += requests
        self.nanoseconds += nanoseconds
        self.bytes_sent += bytes_sent


class Measured:
    """Count requests, the processor time of their threads and the bytes of bodies.

    The time runs from the call until the server closes the body: what it does to send
    it is in, what the database computes is not. Sums stay in the process and are
    written at most once a minute, by the request that finds the minute over, when its
    body is sent. What cannot be written is kept and tried again a minute later.

    ``clock``: seconds since 1970; ``add``: writes what it is given, once.
    """

    def __init__(
        self,
        application,
        *,
        clock: Callable[[], float] = time.time,
        add: Callable[[Iterable[services.Used]], None] = add_outside_requests,
    ):
        self._application = application
        self._clock = clock
        self._add = add
        self._lock = Lock()
        self._sums: dict[int, Sum] = {}
        self._minute = self._minute_now()

    def __call__(self, environ, start_response):
        begun = time.thread_time_ns()
        headers = []

        def remember(status, given, exc_info=None):
            headers[:] = given
            return start_response(status, given, exc_info)

        try:
            body = self._application(environ, remember)
        except BaseException:
            self._count(begun, 0)
            raise
        is_sent = environ["REQUEST_METHOD"] != "HEAD"
        # The server sends a file by itself when it gets it as it is.
        if _is_file(body, environ):
            self._count(begun, _declared_length(headers) * is_sent)
            return body
        return _Body(body, lambda sent: self._finish(begun, sent * is_sent))

    def write(self) -> None:
        """Write the sums now; never raises. Also for a process that ends."""
        with self._lock:
            sums, self._sums = self._sums, {}
        if not sums:
            return
        try:
            self._add([_used(day, each) for day, each in sums.items()])
        except Exception as error:
            logger.warning("measured sums wait: %s", type(error).__name__)
            with self._lock:
                for day, each in sums.items():
                    kept = self._sums.setdefault(day, Sum(each.first_minute))
                    kept.first_minute = min(kept.first_minute, each.first_minute)
                    kept.add(each.requests, each.nanoseconds, each.bytes_sent)

    def _finish(self, begun: int, sent: int) -> None:
        self._count(begun, sent)
        minute = self._minute_now()
        with self._lock:
            is_over, self._minute = minute != self._minute, minute
        if is_over:
            self.write()

    def _count(self, begun: int, sent: int) -> None:
        used = time.thread_time_ns() - begun
        day, minute = divmod(self._minute_now(), MINUTES_A_DAY)
        with self._lock:
            if day not in self._sums:
                self._sums[day] = Sum(minute)
            self._sums[day].add(1, used, sent)

    def _minute_now(self) -> int:
        return int(self._clock() // 60)


class _Body:
    """Counts the bytes that go through it; ``done`` gets their number at the end."""

    __slots__ = ("_body", "_done", "_sent")

    def __init__(self, body: Iterable[bytes], done: Callable[[int], None]):
        self._body = body
        self._done = done
        self._sent = 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self._body:
            self._sent += len(part)
            yield part

    def close(self) -> None:
        try:
            if hasattr(self._body, "close"):
                self._body.close()
        finally:
            self._done(self._sent)


def _is_file(body, environ) -> bool:
    wrapper = environ.get("wsgi.file_wrapper")
    return isinstance(wrapper, type) and isinstance(body, wrapper)


def _declared_length(headers: list[tuple[str, str]]) -> int:
    return sum(int(value) for name, value in headers if name == "Content-Length")


def _used(day: int, each: Sum) -> services.Used:
    return services.Used(
        day=EPOCH + timedelta(days=day),
        requests=each.requests,
        cpu_microseconds=each.nanoseconds // 1000,
        bytes_sent=each.bytes_sent,
        first_minute=each.first_minute,
    )
