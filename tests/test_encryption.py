"""Secrets that rest in the database: what opens, and where it does not."""

from base64 import b64decode, b64encode, urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koprogo.encryption import BadKeys, Keyring, Undecipherable

PLACE = {"purpose": "second-factor", "context": "mfa_authenticator.data"}


def key(letter: str) -> str:
    return b64encode(letter.encode() * 32).decode()


OLD = Keyring.parse(f"2026:{key('a')}")
BOTH = Keyring.parse(f"2027:{key('b')}, 2026:{key('a')}")
NEW = Keyring.parse(f"2027:{key('b')}")


def payload(token):
    return b64decode(token.split(".")[2], altchars=b"-_")


@given(text=st.text(), purpose=st.text(), context=st.text())
def test_a_token_opens_where_it_was_written(text, purpose, context):
    token = OLD.encrypt(text, purpose=purpose, context=context)
    assert OLD.decrypt(token, purpose=purpose, context=context) == text


@given(text=st.text(min_size=4))
def test_a_token_does_not_show_its_text_and_is_never_written_twice(text):
    token = OLD.encrypt(text, **PLACE)
    assert text.encode() not in payload(token)
    assert OLD.encrypt(text, **PLACE) != token
    # 12 bytes of nonce, 16 that prove it is whole
    assert len(payload(token)) == len(text.encode()) + 28


@given(place=st.fixed_dictionaries({"purpose": st.text(), "context": st.text()}))
def test_a_token_does_not_open_elsewhere(place):
    token = OLD.encrypt("JBSWY3DP", **PLACE)
    if place != PLACE:
        with pytest.raises(Undecipherable):
            OLD.decrypt(token, **place)


@given(data=st.data())
def test_a_damaged_token_does_not_open(data):
    token = OLD.encrypt("JBSWY3DP", **PLACE)
    raw = bytearray(payload(token))
    where = data.draw(st.integers(0, len(raw) - 1))
    raw[where] ^= data.draw(st.integers(1, 255))
    damaged = f"k1.2026.{urlsafe_b64encode(raw).decode()}"
    with pytest.raises(Undecipherable, match="does not open here"):
        OLD.decrypt(damaged, **PLACE)


@given(token=st.text() | st.text().map("k1.2026.".__add__))
def test_what_is_no_token_does_not_open(token):
    with pytest.raises(Undecipherable):
        OLD.decrypt(token, **PLACE)


def test_the_id_of_the_key_cannot_be_exchanged():
    """Not even for another id of the same key."""
    twin = Keyring.parse(f"twin:{key('a')},2026:{key('a')}")
    token = OLD.encrypt("JBSWY3DP", **PLACE)
    with pytest.raises(Undecipherable):
        twin.decrypt(token.replace("2026", "twin"), **PLACE)


def test_the_newest_key_writes_and_all_read():
    old, new = OLD.encrypt("before", **PLACE), BOTH.encrypt("after", **PLACE)
    assert (BOTH.decrypt(old, **PLACE), BOTH.decrypt(new, **PLACE)) == (
        "before",
        "after",
    )
    assert (BOTH.is_current(old), BOTH.is_current(new)) == (False, True)
    assert NEW.decrypt(new, **PLACE) == "after"
    with pytest.raises(Undecipherable, match="no key for this token"):
        NEW.decrypt(old, **PLACE)


def test_an_unknown_version_does_not_open():
    token = OLD.encrypt("JBSWY3DP", **PLACE)
    with pytest.raises(Undecipherable, match="no key for this token"):
        OLD.decrypt(token.replace("k1.", "k2.", 1), **PLACE)
    assert not OLD.is_current(token.replace("k1.", "k2.", 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        key("a"),
        f":{key('a')}",
        f"A B:{key('a')}",
        f"1:{key('a')},1:{key('b')}",
        f"1:{key('a')},",
        "1:c2hvcnQ=",
        "1:not base64!",
    ],
)
def test_keys_that_are_none_are_refused(text):
    with pytest.raises(BadKeys):
        Keyring.parse(text)


def test_a_keyring_does_not_show_its_keys():
    assert "aaaa" not in repr(OLD)
    assert key("a") not in repr(OLD)
