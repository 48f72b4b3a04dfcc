"""Real workers and a mail server, for tests of what is lost when something dies."""

import os
import socketserver
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from email import message_from_string

from celery import Celery
from django.conf import settings
from redis import Redis

from deploy.local.database import database_url
from koprogo.settings import env
from tests.databases import PROJECT
from tests.together import PATIENCE


class MailServer(socketserver.ThreadingTCPServer):
    """Takes every message and remembers its Message-ID; slow, to be interrupted."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, *, seconds=0.02):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.seconds = seconds
        self.received = []

    @property
    def port(self):
        return self.server_address[1]


class Conversation(socketserver.StreamRequestHandler):
    """SMTP, as little as a client needs."""

    def handle(self):
        self.say("220 here")
        while line := self.rfile.readline():
            command = line.split()[0].upper() if line.split() else b""
            if command == b"DATA":
                self.take()
            elif command == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def take(self):
        self.say("354 go on")
        lines = iter(self.rfile.readline, b".\r\n")
        text = b"".join(lines).decode()
        time.sleep(self.server.seconds)
        self.server.received.append(message_from_string(text)["Message-ID"])
        self.say("250 taken")

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mail_server(**options):
    with MailServer(**options) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


class Broker:
    """The real one; the keys of this test have a prefix of their own."""

    def __init__(self, prefix):
        self.prefix = prefix
        self.redis = Redis.from_url(settings.REDIS_URL)

    def empty(self):
        """Lose everything that was published."""
        for key in self.redis.scan_iter(f"{self.prefix}*"):
            self.redis.delete(key)

    def client(self):
        """Return a Celery application that publishes to it."""
        client = Celery(
            broker=env.celery_broker(settings.REDIS_URL), set_as_current=False
        )
        client.conf.broker_transport_options = {"global_keyprefix": self.prefix}
        return client


@contextmanager
def worker(database, broker, *, email_port=0, **environment):
    """A Celery worker in a process of its own; killed at the end."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "celery", "-A", "koprogo", "worker"),
            *("--pool", "solo", "--loglevel", "WARNING"),
            *("--without-gossip", "--without-mingle", "--without-heartbeat"),
        ],
        cwd=PROJECT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
            "DATABASE_URL": database_url(os.environ["DATABASE_URL"], name=database),
            "REDIS_URL": settings.REDIS_URL,
            "KEY_PREFIX": broker.prefix,
            "EMAIL_PORT": str(email_port),
            **environment,
        },
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(condition, *, seconds=PATIENCE):
    """Wait until ``condition()`` holds; fail when it does not within ``seconds``."""
    give_up = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < give_up, "it did not happen"
        time.sleep(0.02)
