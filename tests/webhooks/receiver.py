"""A program that listens: a real HTTPS server on this machine, and its certificate."""

import json
import ssl
import threading
import time
from base64 import b64decode, b64encode
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from hmac import HMAC
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def certificate(path):
    """Write a key and a certificate for localhost, signed by itself, into one file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    return path


@dataclass(frozen=True)
class Received:
    """A request as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def ident(self):
        return self.headers["webhook-id"]

    @property
    def type(self):
        return json.loads(self.body)["type"]

    def fits(self, secret, number=0):
        """Check one of its signatures by the convention, without our code."""
        given = self.headers["webhook-signature"].split(" ")[number]
        stamp = self.headers["webhook-timestamp"].encode()
        signed = b".".join([self.ident.encode(), stamp, self.body])
        key = b64decode(secret[len("whsec_") :])
        return given == "v1," + b64encode(HMAC(key, signed, sha256).digest()).decode()


class Receiver(ThreadingHTTPServer):
    """Remembers every POST and answers with ``status``, or with what ``answer`` does.

    ``answer`` takes the handler, after the request was remembered.
    """

    daemon_threads = True

    def __init__(self, pem):
        super().__init__(("127.0.0.1", 0), Handler)
        self.status, self.answer, self.received = 204, None, []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        self.socket = context.wrap_socket(self.socket, server_side=True)

    def url(self, path="/hook?key=1", host="localhost"):
        return f"https://{host}:{self.server_address[1]}{path}"

    def handle_error(self, request, client_address):
        """A client that hangs up is what some tests are about."""

    @property
    def types(self):
        return [request.type for request in self.received]


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.received.append(Received(self.path, headers, body))
        if self.server.answer:
            self.server.answer(self)
        else:
            self.say(self.server.status)

    def say(self, status, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_words):
        """Say nothing among the tests."""


def trickle(handler):
    """Begin an answer and never end it, byte by byte."""
    for _byte in range(100):
        handler.wfile.write(b"H")
        time.sleep(0.05)


def flood(handler):
    """Answer well, with a body that has no end."""
    handler.say(200)
    while True:
        handler.wfile.write(b"x" * 65_536)


@contextmanager
def receiver(pem):
    with Receiver(pem) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
