"""The pure rules: which addresses, which signature, when again."""

from base64 import b64decode
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koprogo.webhooks.addresses import UrlProblem, is_allowed, is_public, url_problem
from koprogo.webhooks.retries import next_attempt
from koprogo.webhooks.signing import headers, new_secret
from tests.webhooks.receiver import Received

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

PUBLIC = ["8.8.8.8", "193.190.67.1", "2606:4700::1", "2a02:a03f::1", "::ffff:8.8.8.8"]
NOT_PUBLIC = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",  # behind a provider
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",  # the secrets of many clouds
    "172.16.0.1",
    "172.31.255.255",
    "192.0.2.1",  # documentation
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",  # multicast
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",  # translated to IPv4
    "2001::1",  # Teredo
    "2001:db8::1",
    "2002:7f00:1::",  # 6to4
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",  # local, once
    "ff02::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address):
    assert is_public(address) is True


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_public(address):
    assert is_public(address) is False


@pytest.mark.parametrize(
    ("address", "allowed"),
    [("127.0.0.1", True), ("::1", True), ("10.0.0.1", False), ("8.8.8.8", True)],
)
def test_loopback_is_allowed_where_a_setting_says_so(address, allowed):
    assert is_allowed(address, loopback=True) is allowed


@given(st.ip_addresses(v=4))
def test_an_address_in_the_clothes_of_another_is_the_same(address):
    assert is_public(f"::ffff:{address}") == is_public(str(address))


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("https://example.org/hook?key=1", None),
        ("https://example.org:8443", None),
        ("https://8.8.8.8/", None),
        ("https://[2606:4700::1]/", None),
        ("http://example.org/", UrlProblem.NOT_HTTPS),
        ("ftp://example.org/", UrlProblem.NOT_HTTPS),
        ("example.org", UrlProblem.NOT_HTTPS),
        ("https://", UrlProblem.MALFORMED),
        ("https:///hook", UrlProblem.MALFORMED),
        ("https://example.org:99999/", UrlProblem.MALFORMED),
        ("https://[::1/", UrlProblem.MALFORMED),
        ("https://example.org/a b", UrlProblem.MALFORMED),
        ("https://example.org/\r\nHost: x", UrlProblem.MALFORMED),
        ("https://exämple.org/", UrlProblem.MALFORMED),
        ("https://example.org/#part", UrlProblem.MALFORMED),
        ("https://me:secret@example.org/", UrlProblem.CREDENTIALS),
        ("https://@example.org/", UrlProblem.CREDENTIALS),
        ("https://localhost/", UrlProblem.NOT_PUBLIC),
        ("https://intranet/", UrlProblem.NOT_PUBLIC),
        ("https://intranet./", UrlProblem.NOT_PUBLIC),
        ("https://127.0.0.1/", UrlProblem.NOT_PUBLIC),
        ("https://[::1]/", UrlProblem.NOT_PUBLIC),
        ("https://[::ffff:127.0.0.1]/", UrlProblem.NOT_PUBLIC),
    ],
)
def test_what_is_wrong_with_a_url(url, problem):
    assert url_problem(url, loopback=False) == problem


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_urls_of_this_machine_where_a_setting_says_so(host):
    assert url_problem(f"https://{host}:8443/", loopback=True) is None


def test_a_secret_is_thirty_two_bytes_and_new_each_time():
    one, other = new_secret(), new_secret()
    assert one[:6] == "whsec_"
    assert len(b64decode(one[6:], validate=True)) == 32
    assert one != other


def test_the_example_of_the_convention():
    """The message, secret and signature that its documentation shows."""
    made = headers(
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
        ident="msg_p5jXN8AQM9LWM0D4loKWxJek",
        moment=1614265330,
        body=b'{"test": 2432232314}',
    )
    assert made == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


@given(st.binary(), st.text("abcdef-", min_size=1))
def test_a_receiver_finds_the_signature_right(body, ident):
    secrets = [new_secret(), new_secret()]
    got = Received("/", headers(secrets, ident=ident, moment=1, body=body), body)
    assert [got.fits(secret, n) for n, secret in enumerate(secrets)] == [True, True]
    assert got.fits(new_secret()) is False
    other = Received("/", got.headers, body + b".")
    assert other.fits(secrets[0]) is False


def test_when_a_message_is_sent_again():
    waits = [next_attempt(number, now=NOW) for number in range(1, 10)]
    assert waits == [
        NOW + timedelta(minutes=1),
        NOW + timedelta(minutes=5),
        NOW + timedelta(minutes=30),
        NOW + timedelta(hours=2),
        NOW + timedelta(hours=6),
        NOW + timedelta(hours=12),
        NOW + timedelta(hours=24),
        None,
        None,
    ]
