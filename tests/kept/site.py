"""A small application behind the kept pages, and somebody who asks."""

from wsgiref.util import setup_testing_defaults

from koprogo.kept import Kept

PUBLIC = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "public, max-age=30",
    "Content-Security-Policy": "default-src 'self'",
    "Strict-Transport-Security": "max-age=31536000",
    "Vary": "Accept-Language, Cookie",
}


class Clock:
    now = 1_000.0

    def __call__(self):
        return self.now


class Site:
    """An application that counts how often it was asked, and says so."""

    def __init__(self, *, status="200 OK", body=None, **headers):
        self.asked = []
        self.closed = 0
        self.status = status
        self.body = body
        self.headers = {k.replace("_", "-"): v for k, v in headers.items()}

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        body = self.body or f"page {len(self.asked)}".encode()
        number = len(self.asked)
        headers = {
            **PUBLIC,
            "Content-Length": str(len(body)),
            "ETag": f'"{number}"',
            **self.headers,
        }
        start_response(self.status, [(k, v) for k, v in headers.items() if v])
        return Body(self, body)


class Body(list):
    def __init__(self, site, body):
        super().__init__([body])
        self.site = site

    def close(self):
        self.site.closed += 1


class Answer:
    def __init__(self, application, path="/open", method="GET", **environ):
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, **environ}
        setup_testing_defaults(environ)
        self.environ = environ
        body = application(environ, self.begin)
        self.body = b"".join(body)
        if hasattr(body, "close"):
            body.close()

    def begin(self, status, headers, exc_info=None):
        self.status = int(status.split()[0])
        self.headers = dict(headers)


def in_front_of(site, clock):
    return Kept(site, prefix="/open", clock=clock)


def bodies(application, *requests):
    return [Answer(application, **each).body for each in requests]
