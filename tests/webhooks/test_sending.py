"""One POST: to whom it goes, how long it takes, and what is not read or followed."""

import time

import pytest

from koprogo.webhooks import sending
from koprogo.webhooks.sending import Trouble, Unreachable, post
from tests.webhooks.receiver import flood, receiver, trickle


def send(url, **options):
    return post(
        url, body=b"{}", headers={"X-Test": "1"}, **{"loopback": True} | options
    )


def trouble(url, **options):
    with pytest.raises(Unreachable) as refusal:
        send(url, **options)
    return refusal.value.trouble


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(sending, "SECONDS", 0.5)


def test_it_arrives_as_it_was_sent(server):
    assert send(server.url("/a/b?c=d")) == 204
    assert send(server.url("", host="127.0.0.1")) == 204
    [first, second] = server.received
    assert (first.path, first.body, first.headers["x-test"]) == ("/a/b?c=d", b"{}", "1")
    assert first.headers["host"] == f"localhost:{server.server_address[1]}"
    assert second.path == "/"


def test_this_machine_is_called_only_where_a_setting_says_so(server):
    assert trouble(server.url(), loopback=False) == Trouble.ADDRESS
    assert trouble(server.url(host="127.0.0.1"), loopback=False) == Trouble.ADDRESS
    # Other ways to write 127.0.0.1 are understood by the resolver, and by the check.
    assert trouble(server.url(host="0x7f.1"), loopback=False) == Trouble.ADDRESS
    assert server.received == []


def test_a_private_network_is_never_called():
    assert trouble("https://10.0.0.1/") == Trouble.ADDRESS


@pytest.mark.parametrize("status", [200, 201, 301, 302, 307, 308, 404, 410, 500])
def test_the_status_is_the_answer_and_redirects_are_not_followed(server, status):
    server.answer = lambda handler: handler.say(status, Location="/elsewhere")
    assert send(server.url("/here")) == status
    assert [request.path for request in server.received] == ["/here"]


def test_a_receiver_who_says_nothing_is_left(server, impatient):
    server.answer = lambda handler: time.sleep(2)
    assert trouble(server.url()) == Trouble.TIMEOUT


def test_a_receiver_who_trickles_is_left(server, impatient):
    """Each byte renews the timeout of the socket; the whole has a limit."""
    server.answer = trickle
    before = time.monotonic()
    assert trouble(server.url()) == Trouble.TIMEOUT
    assert time.monotonic() - before < 2


def test_the_text_of_the_answer_is_not_read(server):
    server.answer = flood
    before = time.monotonic()
    assert send(server.url()) == 200
    assert time.monotonic() - before < 5


def test_nonsense_is_no_answer(server):
    server.answer = lambda handler: handler.wfile.write(b"hello\r\n")
    assert trouble(server.url()) == Trouble.CONNECTION


def test_a_certificate_that_nobody_vouches_for(pem, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with receiver(pem) as server:
        assert trouble(server.url()) == Trouble.CERTIFICATE
        assert server.received == []


def test_a_port_where_nobody_listens(server):
    address = server.url()
    server.shutdown()
    server.server_close()
    assert trouble(address) == Trouble.CONNECTION


@pytest.mark.parametrize("host", ["nobody.invalid", f"{'a' * 64}.example.org"])
def test_a_name_that_nobody_knows(host):
    assert trouble(f"https://{host}/") == Trouble.NAME
