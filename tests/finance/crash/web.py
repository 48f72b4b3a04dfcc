"""A real web server that is killed, and a browser that is told nothing then."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from deploy.local.database import database_url
from tests.databases import PROJECT
from tests.together import PATIENCE
from tests.workers import wait_for

SECRET = "a" * 32  # what a form must repeat


class Web:
    """gunicorn with one process behind the first, on a socket of its own."""

    def __init__(self, process: subprocess.Popen, path: Path) -> None:
        self._process = process
        self._path = path

    def answers(self) -> bool:
        assert self._process.poll() is None, "it has not started"
        try:
            return self.send("GET", "/healthz") == http.client.OK
        except OSError:
            return False

    def post(self, address: str, session: str, data=None) -> int:
        """Send a form as somebody; return the status of the answer.

        Raises:
            OSError, HTTPException: there was none.
        """
        headers = {
            "Content-Type": MULTIPART_CONTENT,
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={session};"
            f" {settings.CSRF_COOKIE_NAME}={SECRET}",
            "X-CSRFToken": SECRET,
        }
        return self.send(
            "POST", address, encode_multipart(BOUNDARY, data or {}), headers
        )

    def send(self, method: str, address: str, body=None, headers=None) -> int:
        connection = http.client.HTTPConnection("localhost", timeout=PATIENCE)
        connection.sock = socket.socket(socket.AF_UNIX)
        try:
            connection.sock.connect(str(self._path))
            connection.request(method, address, body, headers or {})
            return connection.getresponse().status
        finally:
            connection.close()

    def kill(self) -> None:
        """kill -9 all of it."""
        os.killpg(self._process.pid, signal.SIGKILL)
        assert self._process.wait() == -signal.SIGKILL


@contextmanager
def web(database: str, files: Path, broker) -> Iterator[Web]:
    """Serve a database; killed at the end, if nobody has done it before."""
    path = files / "web.sock"
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "koprogo.wsgi"),
            *("--bind", f"unix:{path}", "--workers", "1", "--threads", "2"),
            *("--worker-class", "gthread", "--log-level", "error"),
        ],
        cwd=PROJECT,
        start_new_session=True,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.finance.crash.web_settings",
            "DATABASE_URL": database_url(os.environ["DATABASE_URL"], name=database),
            "REDIS_URL": settings.REDIS_URL,
            "KEY_PREFIX": broker.prefix,
            "EMAIL_PORT": "0",
            "MEDIA_ROOT": str(files),
        },
    )
    served = Web(process, path)
    try:
        wait_for(served.answers)
        yield served
    finally:
        if process.poll() is None:
            served.kill()
