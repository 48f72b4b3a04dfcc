"""Keys are renewed: all that they wrap, and nothing is lost when it breaks off."""

import os
from base64 import b64encode
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from koprogo.encryption import Keyring
from solidarity import vault
from solidarity.models import Exclusion, Request, RequestKey, Verdict
from solidarity.queries.exclusions import PURPOSE, keyring, salt_place
from solidarity.vault import Life, open_vault
from tests.solidarity.keeping.making import everything, tokens, words

SALT = b64encode(b"s" * 32).decode()
#: every column of the fund that the keys of the site wrap
WRAPPED = {"requestkey.wrapped", "exclusion.salt"}


@pytest.fixture
def filled(fund):
    """Two requests that say something everywhere, and exclusions with real salts."""
    made = [everything("omar"), everything("clara")]
    for one in Exclusion.objects.all():
        one.salt = keyring().encrypt(SALT, purpose=PURPOSE, context=salt_place(one))
        one.save(update_fields=["salt"])
    return made


@pytest.fixture
def fresh(settings):
    """The newest key stands before the old one; return what the setting is with it alone."""
    key = f"fresh:{b64encode(os.urandom(32)).decode()}"
    settings.ENCRYPTION_KEYS = f"{key},{settings.ENCRYPTION_KEYS}"
    return key


def renew():
    call_command("renew_encryption", stdout=StringIO())


def wrapped_by_old_keys() -> set[str]:
    """Return the columns in which a token of another key than the fresh one stands."""
    request_keys = set(Keyring(dict.fromkeys(Life, b"")).keys)
    with connection.cursor() as cursor:
        found = set()
        for place in tokens():
            table, column = place.split(".")
            cursor.execute(
                f"SELECT DISTINCT split_part({column}, '.', 2)"
                f" FROM solidarity_{table} WHERE {column} ~ '^k1[.]'"
            )
            ids = {one for (one,) in cursor.fetchall()}
            if ids - request_keys - {"fresh"}:
                found.add(place)
    return found


def all_opens() -> bool:
    for request in Request.objects.all():
        keys = open_vault(request)
        verdict = Verdict.objects.filter(request=request).first()
        at = f"solidarity_verdict.reasons.{verdict.vote.uuid}"
        assert keys.open(verdict.reasons, place=at) == words("verdict.reasons")
        aid = request.aids.get()
        at = f"solidarity_aid.iban.{aid.uuid}"
        assert keys.open(aid.iban, place=at, life=Life.PAPERS) == words("aid.iban")
    for one in Exclusion.objects.all():
        assert (
            keyring().decrypt(one.salt, purpose=PURPOSE, context=salt_place(one))
            == SALT
        )
    return True


def test_everything_that_the_old_key_wrapped_is_renewed(filled, fresh, settings):
    """Whatever is wrapped from tomorrow on is found here until it is renewed too."""
    assert wrapped_by_old_keys() == WRAPPED
    renew()
    assert wrapped_by_old_keys() == set()
    settings.ENCRYPTION_KEYS = fresh
    assert all_opens()


@pytest.mark.parametrize("after", [0, 1, 3, 4, 5])
def test_it_breaks_off_and_nothing_is_lost(filled, fresh, settings, monkeypatch, after):
    """Before a row, between the keys and the exclusions, before the last of these."""
    done = 0

    def encrypt(self, text, **given):
        nonlocal done
        if given["purpose"] in (vault.PURPOSE, PURPOSE):
            if done == after:
                raise KeyboardInterrupt
            done += 1
        return real(self, text, **given)

    real = Keyring.encrypt
    with monkeypatch.context() as patched:
        patched.setattr(Keyring, "encrypt", encrypt)
        with pytest.raises(KeyboardInterrupt):
            renew()
    assert all_opens()
    # The rows of one matter are renewed together, or none of them.
    keys = {row.wrapped.split(".")[1] for row in RequestKey.objects.all()}
    assert len(keys) == 1
    renew()
    assert wrapped_by_old_keys() == set()
    settings.ENCRYPTION_KEYS = fresh
    assert all_opens()


def test_a_second_time_changes_nothing(filled, fresh):
    renew()
    before = list(RequestKey.objects.order_by("pk").values_list("wrapped"))
    renew()
    assert list(RequestKey.objects.order_by("pk").values_list("wrapped")) == before
