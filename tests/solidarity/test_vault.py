"""The keys of requests: what is sealed, where it opens, and how keys are renewed."""

import os
from base64 import b64encode

import pytest
from django.db import IntegrityError, transaction

from koprogo.encryption import Undecipherable
from solidarity.models import Aid, RequestKey
from solidarity.services.promising import release
from solidarity.vault import Forgotten, Life, open_vault, renew_encryption
from tests.solidarity import making
from tests.sql import rows

PLACE = "solidarity_request.answers"


def test_what_is_sealed_opens_at_its_place_only(fund):
    one, other = making.sent(), making.sent("clara")
    vault = open_vault(one)
    token = vault.seal("secret", place=PLACE)
    assert vault.open(token, place=PLACE) == "secret"
    with pytest.raises(Undecipherable):
        vault.open(token, place="solidarity_request.analysis")
    with pytest.raises(Undecipherable):
        open_vault(other).open(token, place=PLACE)
    assert vault.seal("", place=PLACE) == ""
    assert vault.open("", place=PLACE) == ""


def test_bytes_are_sealed_too(fund):
    vault = open_vault(making.sent())
    sealed = vault.seal_bytes(b"%PDF-", place=PLACE)
    assert b"%PDF-" not in sealed
    assert vault.open_bytes(sealed, place=PLACE) == b"%PDF-"
    with pytest.raises(Undecipherable):
        vault.open_bytes(sealed, place="elsewhere")


def test_a_key_that_is_gone_opens_nothing(fund):
    request = making.sent()
    token = open_vault(request).seal("secret", place=PLACE)
    RequestKey.objects.filter(request=request, life=Life.FILE).delete()
    with pytest.raises(Forgotten):
        open_vault(request).open(token, place=PLACE)
    papers = open_vault(request)
    kept = papers.seal("voucher", place=PLACE, life=Life.PAPERS)
    assert papers.open(kept, place=PLACE, life=Life.PAPERS) == "voucher"


def test_nothing_readable_lies_in_the_table(fund):
    making.sent()
    written = str(rows("SELECT * FROM solidarity_request"))
    for word in ("Achterberg", "hospital", "1480", "Kwekerij", "539007547034"):
        assert word not in written


def test_keys_are_wrapped_anew(fund, settings):
    request = making.sent()
    token = open_vault(request).seal("secret", place=PLACE)
    fresh = b64encode(os.urandom(32)).decode()
    settings.ENCRYPTION_KEYS = f"fresh:{fresh},{settings.ENCRYPTION_KEYS}"
    assert renew_encryption() == 2
    assert renew_encryption() == 0
    settings.ENCRYPTION_KEYS = f"fresh:{fresh}"
    assert open_vault(request).open(token, place=PLACE) == "secret"


def test_nothing_is_promised_that_is_not_there(fund):
    from solidarity.errors.money import NotCovered, PromiseKept

    making.decided(making.sent(), amount="49000.00")
    with pytest.raises(NotCovered):
        making.decided(making.sent("clara"), amount="1000.01")
    held = making.decided(making.sent("otto"), amount="1000.00")
    release(held.aid, by=None)
    with pytest.raises(PromiseKept):
        release(held.aid, by=None)
    making.decided(making.sent("axel"), amount="1000.00")
    with pytest.raises(IntegrityError), transaction.atomic():
        Aid.objects.filter(state="promised").update(amount="60000.00")
