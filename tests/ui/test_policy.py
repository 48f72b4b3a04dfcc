"""What a browser may load and run: our own files, and nothing that stands in a page."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests import cast

POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'"
)


def said_by(answer):
    """The directives of an answer; their order does not matter."""
    return sorted(answer["Content-Security-Policy"].split("; "))


def test_no_directive_lets_a_page_bring_its_own():
    """``default-src`` stands for scripts, styles, pictures and calls alike."""
    allowed = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    loading = {name: sources for name, sources in allowed.items() if "-src" in name}
    assert loading == {"default-src": ["'self'"], "object-src": ["'none'"]}


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("home", 200),
        ("account_login", 200),
        ("account_signup_by_passkey", 200),
        ("privacy", 200),
        ("api-guide", 200),
        ("profile", 302),
    ],
)
def test_a_stranger_s_page_says_so(client, db, name, status):
    answer = client.get(reverse(name))
    assert (answer.status_code, said_by(answer)) == (status, sorted(POLICY.split("; ")))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/b/{cast.ACACIAS}/", 200),
        (f"/b/{cast.ACACIAS}/lots/", 200),
        ("/account/security/", 200),
        ("/profile/tokens/", 200),
        (f"/b/{cast.BELLEVUE}/", 404),
        (f"/b/{cast.ACACIAS}/settings/", 403),
        ("/nowhere", 404),
    ],
)
def test_a_page_says_so_whatever_it_answers(sign_in, path, status):
    answer = sign_in("omar").get(path)
    assert (answer.status_code, said_by(answer)) == (status, sorted(POLICY.split("; ")))
