from base64 import b64decode

import pytest

from koprogo.archive.signing import is_signed, public_key, sign

KEY, OTHER = public_key("secret"), public_key("another secret")
SIGNATURE = sign("secret", b"manifest")


def test_the_key_of_an_installation_stays():
    assert public_key("secret") == KEY
    assert len(b64decode(KEY)) == 32


@pytest.mark.parametrize(
    ("data", "signature", "key", "expected"),
    [
        (b"manifest", SIGNATURE, KEY, True),
        (b"manifest.", SIGNATURE, KEY, False),
        (b"manifest", SIGNATURE, OTHER, False),
        (b"manifest", sign("another secret", b"manifest"), KEY, False),
        (b"manifest", "no base64!", KEY, False),
        (b"manifest", SIGNATURE, "c2hvcnQ=", False),
    ],
)
def test_only_the_owner_of_the_key_signs(data, signature, key, expected):
    assert is_signed(data, signature=signature, key=key) is expected
