"""Pages that are the same for everybody, kept for seconds in front of Django (WSGI).

docs/adr/0013-kept-pages.md says why, and which pages these are.
"""

import re
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

FRESH_SECONDS = 10  # then one request renews the page…
OLDEST_SECONDS = 15  # …while the others still get the old one, until this age
MOST_PAGES = 256
MOST_BYTES = 4 * 1024 * 1024  # of bodies, headers and keys
MOST_BYTES_EACH = MOST_BYTES // 4

# All that Django learns of the browser, and so all that a page can depend on.
HEADERS_READ = (
    "HTTP_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_ACCEPT_ENCODING",
)
ADDRESS = ("wsgi.url_scheme", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING")
# What describes a body, and so is not said without one (RFC 9110, section 15.4.5).
ABOUT_BODY = {
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-type",
    "last-modified",
}
ENTITY_TAG = re.compile(r'(?:W/)?("[^"]*")')

Headers = list[tuple[str, str]]
Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """An answer of Django; ``asked_at``: the moment that it was asked for.

    ``tag``: the entity tag without the mark of a weak one.
    """

    asked_at: float
    headers: Headers
    body: bytes
    tag: str

    @property
    def size(self) -> int:
        return len(self.body) + sum(len(n) + len(v) for n, v in self.headers)

    def is_wanted(self, condition: str | None) -> bool:
        """Tell whether somebody with this If-None-Match needs the page.

        The comparison is weak; a header that is none asks for the page.
        """
        if condition is None:
            return True
        return condition.strip() != "*" and self.tag not in ENTITY_TAG.findall(
            condition
        )


class Kept:
    """Answer GET and HEAD at ``prefix`` and below it from what Django said before.

    Django is asked without cookies and without any header but ``HEADERS_READ``, so the
    page is nobody's own. Kept is what it declares public (``Cache-Control``) with
    status 200, an ``ETag``, a ``Content-Length`` and no cookie. The application calls
    ``start_response`` before it returns, as Django does.

    ``clock``: seconds that never go back.
    """

    def __init__(
        self, application, *, prefix: str, clock: Callable[[], float] = time.monotonic
    ):
        self._application = application
        self._prefix = prefix
        self._below = f"{prefix}/"
        self._clock = clock
        self._lock = Lock()
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._bytes = 0
        self._renewing: set[Key] = set()

    def __call__(self, environ, start_response):
        if not self._concerns(environ):
            return self._application(environ, start_response)
        key = tuple(map(environ.get, HEADERS_READ + ADDRESS))
        now = self._clock()
        page = self._find(key, now)
        if page is not None:
            environ["koprogo.kept"] = True  # read by deploy/gunicorn.conf.py
            return _answer(page, now, environ, start_response)
        try:
            return self._ask(key, now, environ, start_response)
        finally:
            with self._lock:
                self._renewing.discard(key)

    def _concerns(self, environ) -> bool:
        path = environ.get("PATH_INFO", "")
        return environ["REQUEST_METHOD"] in ("GET", "HEAD") and (
            path == self._prefix or path.startswith(self._below)
        )

    def _find(self, key: Key, now: float) -> Page | None:
        """Return the page, or None to whoever has to ask Django for it.

        While nothing is kept that may be shown, each asks for himself: as many as the
        process has threads.
        """
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                age = now - page.asked_at
                longest = OLDEST_SECONDS if key in self._renewing else FRESH_SECONDS
                if age < longest:
                    return page
            self._renewing.add(key)
            return None

    def _ask(self, key: Key, now: float, environ, start_response):
        given = []

        def remember(status, headers, exc_info=None):
            given[:] = status, headers, exc_info

        body = self._application(_for_everybody(environ), remember)
        status, headers, exc_info = given
        tag = _tag_to_keep(status, headers)
        if tag is None:
            self._forget(key)
            start_response(status, headers, exc_info)
            if environ["REQUEST_METHOD"] == "GET":
                return body
            _close(body)
            return []
        try:
            page = Page(now, list(headers), b"".join(body), tag)
        finally:
            _close(body)
        self._keep(key, page)
        return _answer(page, now, environ, start_response)

    def _keep(self, key: Key, page: Page) -> None:
        """Keep the page, unless a newer one is there; let the oldest go."""
        with self._lock:
            before = self._pages.get(key)
            if before is not None and before.asked_at > page.asked_at:
                return
            self._drop(key)
            self._pages[key] = page
            self._bytes += _size(key, page)
            while len(self._pages) > MOST_PAGES or self._bytes > MOST_BYTES:
                self._drop(next(iter(self._pages)))

    def _forget(self, key: Key) -> None:
        with self._lock:
            self._drop(key)

    def _drop(self, key: Key) -> None:
        if (page := self._pages.pop(key, None)) is not None:
            self._bytes -= _size(key, page)


def _for_everybody(environ) -> dict:
    """Return the request as Django gets it: whoever asks, and however."""
    plain = {
        name: value
        for name, value in environ.items()
        if not name.startswith("HTTP_") or name in HEADERS_READ
    }
    return plain | {"REQUEST_METHOD": "GET"}


def _tag_to_keep(status: str, headers: Headers) -> str | None:
    """Return the tag of an answer that may be kept, or None."""
    found = {name.lower(): value for name, value in headers}
    control = {
        part.strip() for part in found.get("cache-control", "").lower().split(",")
    }
    tag = ENTITY_TAG.fullmatch(found.get("etag", ""))
    may = (
        status.startswith("200 ")
        and "public" in control
        and not control & {"no-store", "private"}
        and "set-cookie" not in found
        and int(found.get("content-length", MOST_BYTES)) <= MOST_BYTES_EACH
    )
    return tag[1] if tag and may else None


def _answer(page: Page, now: float, environ, start_response) -> list[bytes]:
    age = ("Age", str(max(0, int(now - page.asked_at))))
    if page.is_wanted(environ.get("HTTP_IF_NONE_MATCH")):
        start_response("200 OK", [*page.headers, age])
        return [page.body] if environ["REQUEST_METHOD"] == "GET" else []
    headers = [each for each in page.headers if each[0].lower() not in ABOUT_BODY]
    start_response("304 Not Modified", [*headers, age])
    return []


def _size(key: Key, page: Page) -> int:
    return page.size + sum(len(part or "") for part in key)


def _close(body) -> None:
    if hasattr(body, "close"):
        body.close()
