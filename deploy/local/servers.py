"""The database and the broker together, prepared, with the addresses for children."""

import json
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.broker import Broker, answers
from deploy.local.database import (
    APPLICATION,
    OWNER,
    database_url,
    prepare_database,
    prepare_roles,
)
from deploy.local.errors import LauncherError
from deploy.local.places import VAR, Place
from deploy.local.postgres import Cluster
from deploy.local.processes import Service

KINDS = ("system", "wheel")
# What a child could read instead of the addresses that it is given.
MISLEADING = ("DATABASE_URL_FILE", "DATABASE_OWNER_URL", "DATABASE_ADMIN_URL")


@dataclass(frozen=True)
class Servers:
    """Where children find the servers, and the processes to keep an eye on."""

    application_url: str
    owner_url: str
    admin_url: str
    redis_url: str
    services: list[Service] = field(default_factory=list)

    def environment(self, *, database: str | None = None) -> dict[str, str]:
        """Return the variables of a child that sees one role only.

        The application role, unless ``database`` is another role's URL.
        """
        variables = {k: v for k, v in os.environ.items() if k not in MISLEADING}
        return variables | {
            "DATABASE_URL": database or self.application_url,
            "REDIS_URL": self.redis_url,
        }

    def full_environment(self) -> dict[str, str]:
        """Return the variables of a child that creates databases itself."""
        return self.environment() | {
            "DATABASE_OWNER_URL": self.owner_url,
            "DATABASE_ADMIN_URL": self.admin_url,
        }


@contextmanager
def running_servers(
    place: Place,
    *,
    database: str,
    disposable: bool = False,
    stop_found: bool = False,
    say: Callable[[str], None],
) -> Iterator[Servers]:
    """Run a database server and a broker, with ``database`` ready for ``migrate``.

    DATABASE_URL and REDIS_URL of our own environment point to others, which are
    used as they are. Inside another launcher, its servers are used.

    Args:
        disposable: fast and forgetful, for tests.
        stop_found: also stop a server that was running already.
    """
    with ExitStack() as stack:
        passwords = None
        services = []
        admin_url = outer_database(os.environ)
        if admin_url:
            passwords = role_passwords(VAR / "passwords.json")
            say("The database is on the server that DATABASE_URL names.")
        else:
            forced = forced_kind("KOPROGO_POSTGRES")
            cluster = Cluster(place, disposable=disposable, forced=forced)
            stack.callback(cluster.discard)
            stack.callback(cluster.stop, found_too=stop_found)
            services += cluster.start()
            admin_url = cluster.url
            say(f"{cluster.description} is running.")
        redis_url = outer_broker(os.environ)
        if redis_url:
            say("The broker is the server that REDIS_URL names.")
        else:
            broker = Broker(place, forced=forced_kind("KOPROGO_BROKER"))
            stack.callback(broker.stop)
            services += broker.start()
            redis_url = broker.url
            say(f"{broker.description} is running.")
        prepare_roles(admin_url, passwords)
        prepare_database(admin_url, database)
        yield Servers(
            application_url=role_url(admin_url, database, APPLICATION, passwords),
            owner_url=role_url(admin_url, database, OWNER, passwords),
            admin_url=admin_url,
            redis_url=redis_url,
            services=services,
        )


def outer_database(environ: Mapping[str, str]) -> str:
    """Return the administrator's URL of a server that is there already, or ``""``."""
    return environ.get("DATABASE_ADMIN_URL") or environ.get("DATABASE_URL", "")


def outer_broker(environ: Mapping[str, str]) -> str:
    """Return the URL of a broker that is there already, or ``""``.

    Raises:
        LauncherError: it does not answer.
    """
    url = environ.get("REDIS_URL", "")
    if url and not answers(url):
        raise LauncherError("The broker that REDIS_URL names does not answer.")
    return url


def role_url(
    admin_url: str, database: str, role: str, passwords: Mapping[str, str] | None
) -> str:
    """Return where ``role`` connects to ``database``."""
    password = passwords[role] if passwords else None
    return database_url(admin_url, name=database, user=role, password=password)


def forced_kind(variable: str) -> str | None:
    """Return which kind of server ``variable`` asks for, if any.

    Raises:
        LauncherError: it asks for something else than ``system`` or ``wheel``.
    """
    kind = os.environ.get(variable) or None
    if kind not in (None, *KINDS):
        raise LauncherError(f"{variable} must be 'system' or 'wheel', not '{kind}'.")
    return kind


def role_passwords(file: Path) -> dict[str, str]:
    """Return the passwords of both roles; invented once, readable by us alone."""
    try:
        return json.loads(file.read_text())
    except FileNotFoundError:
        passwords = {role: secrets.token_urlsafe(24) for role in (OWNER, APPLICATION)}
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w") as output:
        json.dump(passwords, output)
    return passwords
