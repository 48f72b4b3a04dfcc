import pytest

from koprogo.accounts.devices import device

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) "
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko) "
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) "
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) "


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (WINDOWS + "Gecko/20100101 Firefox/145.0", "Firefox, Windows"),
        (WINDOWS + WEBKIT + "Chrome/142.0.0.0 Safari/537.36", "Chrome, Windows"),
        (
            WINDOWS + WEBKIT + "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
            "Edge, Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 16) " + WEBKIT + "Chrome/142.0 Mobile Safari",
            "Chrome, Android",
        ),
        (IPHONE + WEBKIT + "Version/18.6 Mobile/15E148 Safari/604.1", "Safari, iPhone"),
        (MAC + WEBKIT + "Version/18.6 Safari/605.1.15", "Safari, Mac"),
        ("curl on Linux", "Linux"),
        ("python-requests/2.32.5", "python-requests/2.32.5"),
        ("x" * 200, "x" * 40),
        ("", ""),
    ],
)
def test_a_device_has_a_name_that_its_owner_knows(user_agent, words):
    assert device(user_agent) == words
