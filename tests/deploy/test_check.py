"""A real site passes Django's own examination, and begins with nobody in it."""

import os
import subprocess
import sys
from base64 import b64encode

import psycopg
import pytest
from django.conf import settings

from tests import databases

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "koprogo.settings.prod",
    "SECRET_KEY": "a-long-one-of-many-different-letters-0123456789-ABCDEFGHIJ",
    "ENCRYPTION_KEYS": "2026:" + b64encode(bytes(range(32))).decode(),
    "ALLOWED_HOSTS": "koprogo.example",
    "DEFAULT_FROM_EMAIL": "KoproGo <noreply@koprogo.example>",
    "SOURCE_URL": "https://koprogo.example/source",
    "ORGANISATION_NAME": "KoproGo ASBL",
    "ORGANISATION_ADDRESS": "Rue de l'Exemple 1, 1000 Bruxelles",
    "DPO_EMAIL": "privacy@koprogo.example",
}


def a_real_site(**changes):
    """The environment of a real site; the browser tests' leave is not for it."""
    environment = {**os.environ, **ENVIRONMENT, **changes}
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    return environment


def manage(*arguments, **changes):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=a_real_site(**changes),
        capture_output=True,
        text=True,
    )


def test_the_deployment_check_finds_nothing():
    run = manage("check", "--deploy", "--fail-level", "WARNING")
    assert (run.returncode, run.stdout) == (
        0,
        "System check identified no issues (0 silenced).\n",
    ), run.stderr


def test_it_would_find_something():
    run = manage("check", "--deploy", "--fail-level", "WARNING", SECRET_KEY="short")
    assert run.returncode == 1
    assert "security.W009" in run.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ENCRYPTION_KEYS", "ALLOWED_HOSTS"])
def test_a_real_site_has_no_secret_of_its_own_making(name):
    environment = a_real_site()
    del environment[name]
    run = subprocess.run(
        [sys.executable, "-c", "import koprogo.settings.prod"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert run.stderr.splitlines()[-1] == f"KeyError: '{name}'"


def test_a_real_site_refuses_the_demo_and_its_known_passwords():
    run = manage("load_demo")
    assert run.returncode == 1
    assert "This installation is not for show" in run.stderr


def test_a_new_site_has_no_account():
    with psycopg.connect(databases.owner_url(databases.migrated_template())) as owner:
        count = owner.execute("SELECT count(*) FROM accounts_user").fetchone()
    assert count == (0,)
