"""One POST to a stranger's server, who may be slow, endless or hostile."""

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPException, HTTPSConnection
from threading import Timer
from time import monotonic
from urllib.parse import urlsplit

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from koprogo.webhooks.addresses import is_allowed

__all__ = ["Trouble", "Unreachable", "post"]

# From the first packet to the status line, whatever the other side does meanwhile.
SECONDS = 10
HTTPS_PORT = 443


class Trouble(TextChoices):
    """Why a message was not taken."""

    STATUS = "status", _("The receiver did not answer with success.")
    NAME = "name", _("The name of the server is not known.")
    ADDRESS = "address", _("The name leads to an address that is not public.")
    CERTIFICATE = "certificate", _("The certificate of the server is not valid.")
    TIMEOUT = "timeout", _("The receiver took more than ten seconds.")
    CONNECTION = "connection", _("The connection could not be made, or broke.")


class Unreachable(Exception):
    """No answer came."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def post(
    url: str, *, body: bytes, headers: Mapping[str, str], loopback: bool = False
) -> int:
    """Send ``body`` and return the status of the answer, whose text is not read.

    The name is looked up once and the connection goes to what was found, so nobody
    changes it in between; a redirect is an answer like another, and not followed.
    ``loopback``: this machine may be called as well, for tests.

    Raises:
        Unreachable: why no answer came within ten seconds.
    """
    deadline = monotonic() + SECONDS
    try:
        return _post(url, body, headers, loopback=loopback, deadline=deadline)
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(_trouble(error, late=monotonic() >= deadline)) from error


def _post(url, body, headers, *, loopback: bool, deadline: float) -> int:
    parts = urlsplit(url)
    host, port = parts.hostname, parts.port or HTTPS_PORT
    context = ssl.create_default_context()
    raw = _connect(_find(host, port, loopback=loopback), deadline)
    with (
        context.wrap_socket(
            raw, server_hostname=host, do_handshake_on_connect=False
        ) as secured,
        _cut_off(secured, deadline),
    ):
        secured.do_handshake()
        connection = HTTPSConnection(host, port, context=context)
        connection.sock = secured  # it would look the name up again
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", target, body, dict(headers))
        with connection.getresponse() as answer:
            return answer.status


def _find(host: str, port: int, *, loopback: bool) -> list[tuple]:
    """Return the socket addresses of a name, if a message may go to each of them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [(family, address) for family, _type, _proto, _name, address in found]
    if all(is_allowed(address[0], loopback=loopback) for _family, address in addresses):
        return addresses
    raise Unreachable(Trouble.ADDRESS)


def _connect(addresses: list[tuple], deadline: float) -> socket.socket:
    """Return a connection to the first of the addresses that takes one."""
    problem: OSError = TimeoutError()
    for family, address in addresses:
        connection = socket.socket(family, socket.SOCK_STREAM)
        connection.settimeout(max(deadline - monotonic(), 0.001))
        try:
            connection.connect(address)
        except OSError as error:
            connection.close()
            problem = error
        else:
            return connection
    raise problem


@contextmanager
def _cut_off(connection: socket.socket, deadline: float) -> Iterator[None]:
    """End the connection at the deadline: a trickle of bytes renews every timeout."""

    def end() -> None:
        with suppress(OSError):  # it has ended already
            # Below TLS, which would want to say goodbye.
            socket.socket.shutdown(connection, socket.SHUT_RDWR)

    timer = Timer(max(deadline - monotonic(), 0.001), end)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _trouble(error: Exception, *, late: bool) -> Trouble:
    if late or isinstance(error, TimeoutError):
        return Trouble.TIMEOUT
    if isinstance(error, ssl.SSLCertVerificationError):
        return Trouble.CERTIFICATE
    if isinstance(error, socket.gaierror | UnicodeError):
        return Trouble.NAME
    return Trouble.CONNECTION
