"""Read the environment. Settings modules ask here and nowhere else."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


def secret(name: str, default: str | None = None) -> str:
    """Return ``NAME``, or the content of the file that ``NAME_FILE`` points to.

    Raises:
        KeyError: neither is set and there is no default.
    """
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text().strip()
    if default is None:
        return os.environ[name]
    return os.environ.get(name, default)


def database(url: str) -> dict[str, object]:
    """Turn ``postgresql://user:password@host:port/name?option=…`` into DATABASES.

    A server on a Unix socket gives its folder as ``?host=/folder``.
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.removeprefix("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", str(parts.port or "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "server_side_binding": True,
            "prepare_threshold": 2,
            "application_name": "koprogo",
            **options,
        },
    }


def celery_broker(redis_url: str) -> str:
    """Celery writes a Unix socket as ``redis+socket://``, Django as ``unix://``."""
    if redis_url.startswith("unix://"):
        return "redis+socket://" + redis_url.removeprefix("unix://")
    return redis_url
