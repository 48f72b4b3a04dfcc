"""The site as an app: what the server tells the browser that installs and keeps it."""

import json
import re
from datetime import timedelta
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from koprogo.ui import offline
from tests import cast
from tests.accounts.steps import confirm_password
from tests.accounts.steps import sign_in as by_password
from tests.api.conftest import Program, a_token
from tests.buildings import pages
from tests.buildings.mailbox import CODE_ON_PAPER, paper_invitation
from tests.buildings.pages import said, url

pytestmark = pytest.mark.django_db
STATIC = Path(settings.BASE_DIR) / "koprogo" / "ui" / "static" / "koprogo"
HOME = f"/b/{cast.ACACIAS}/"
NO_STORE = "private, no-store"


def directives(answer):
    return {part.strip() for part in answer.get("Cache-Control", "").split(",")}


# What is installed


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_a_phone_can_install_the_site(client, language):
    answer = client.get("/manifest.webmanifest", {"lang": language})
    assert answer["Content-Type"] == "application/manifest+json"
    manifest = answer.json()
    assert manifest["lang"] == language
    assert (manifest["start_url"], manifest["scope"]) == ("/", "/")
    assert manifest["display"] == "standalone"
    assert [(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]] == [
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]


@pytest.mark.parametrize(("name", "size", "purpose"), offline.ICONS)
def test_icons_are_as_large_as_they_say_and_small_to_load(name, size, purpose):
    path = STATIC / name
    assert path.stat().st_size < 5_000
    with Image.open(path) as icon:
        assert (icon.format, icon.size) == ("PNG", (size, size))
        corner = icon.convert("RGBA").getpixel((0, 0))
    # A phone cuts a maskable icon itself: nothing of it is see-through.
    brand = tuple(bytes.fromhex(offline.THEME[1:]))
    assert corner == (*brand, 255 if purpose == "maskable" else 0)


def test_its_colours_are_those_of_the_style_sheet():
    sheet = (STATIC / "base.css").read_text()
    colours = dict(re.findall(r"--(brand|bg): light-dark\((#\w+),", sheet))
    assert colours == {"brand": offline.THEME, "bg": offline.BACKGROUND}


def test_the_worker_is_asked_for_at_every_visit(client, monkeypatch):
    answer = client.get("/sw.js", {"lang": "fr"})
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    first, second = answer.content.decode().splitlines()
    assert json.loads(first.removeprefix("self.koprogo = ").removesuffix(";")) == {
        "version": "",
        "files": "/static/",
        "offline": "/offline/?lang=fr",
        "signOut": "/account/logout/",
    }
    assert second == 'importScripts("/static/koprogo/worker.js");'
    monkeypatch.setattr(
        offline.staticfiles_storage, "manifest_hash", "abc", raising=False
    )
    assert '"version": "abc"' in client.get("/sw.js").content.decode()


def test_whoever_must_add_a_second_factor_gets_the_next_worker(client, settings):
    settings.MFA_REQUIRED, settings.MFA_GRACE_DAYS = True, -1
    client.force_login(cast.user("sophie"))
    assert client.get("/profile/").status_code == 302
    assert client.get("/sw.js").status_code == 200


def test_the_page_for_what_was_not_kept_knows_nobody(sign_in):
    page = sign_in("omar").get("/offline/").content.decode()
    assert "You are offline" in page
    assert "Omar" not in page
    assert "<form" not in page


def test_the_scripts_are_small():
    packed = {
        name: len(brotli.compress((STATIC / name).read_bytes()))
        for name in ("offline.js", "worker.js")
    }
    assert packed["offline.js"] < 900
    assert packed["worker.js"] < 2_000


# Whose an answer is


def test_all_answers_of_a_sign_in_have_one_name(sign_in):
    client = sign_in("omar")
    first = client.get(HOME)["Offline-Of"]
    assert re.fullmatch(r"[0-9a-f]{32}", first)
    again = [
        client.get(path)["Offline-Of"]
        for path in (f"{HOME}lots.csv", "/roles", "/nowhere/", "/account/sessions/")
    ]
    assert again == [first] * 4
    client.logout()
    assert sign_in("omar").get(HOME)["Offline-Of"] != first


def test_nobody_has_no_name(client):
    for path in ("/", "/roles", "/account/login/", "/nowhere/"):
        assert "Offline-Of" not in client.get(path)
    assert "Offline-Of" not in client.get(HOME)


def test_a_program_has_no_name(client):
    _token, secret = a_token("sophie")
    answer = Program(secret, client).get("lots/")
    assert answer.status_code == 200
    assert "Offline-Of" not in answer


def test_the_session_of_a_browser_does_not_end_at_the_api(sign_in):
    answer = sign_in("sophie").get(f"/api/v1/buildings/{cast.ACACIAS}/lots/")
    assert "Clear-Site-Data" not in answer


# What is not kept


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_logout",
        "account_email",
        "account_change_password",
        "account_reset_password",
        "security",
        "sessions",
        "mfa_list_webauthn",
    ],
)
def test_pages_about_signing_in_are_not_kept(client, name):
    if name not in {"account_login", "account_reset_password"}:
        client.force_login(cast.user("omar"))
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert {"private", "no-store"} <= directives(answer)


def test_secrets_are_not_kept(client):
    by_password(client, "sophie@example.org")
    confirm_password(client)
    for path in (reverse("mfa_activate_totp"), reverse("api-token-new")):
        page = client.get(path)
        assert (path, page.status_code) == (path, 200)
        assert {"private", "no-store"} <= directives(page)
    made = client.post(
        reverse("api-token-new"),
        {
            "name": "Accounting",
            "scopes": "read",
            "expires_on": timezone.localdate() + timedelta(days=30),
        },
    )
    assert made.context["secret"] in made.content.decode()
    assert made["Cache-Control"] == NO_STORE


def test_a_code_on_paper_is_not_kept(sign_in, acacias):
    paper_invitation(pages.owner("jean"), CODE_ON_PAPER)
    for code in (CODE_ON_PAPER, "2222-2222-2222-2222"):
        answer = sign_in("omar").get(reverse("buildings:join-code", args=[code]))
        assert answer["Cache-Control"] == NO_STORE


def test_pages_seen_as_somebody_else_are_not_kept(sign_in):
    client = sign_in("sophie")
    assert "Cache-Control" not in client.get(url("home"))
    start = url("see-as", pages.owner("omar").uuid)
    client.post(start, {"reason": "You asked."})
    for path in (HOME, f"{HOME}account/", f"{HOME}my-letters/"):
        assert client.get(path)["Cache-Control"] == NO_STORE
    assert "Cache-Control" not in client.get("/profile/")
    client.post(url("see-as-stop"))
    assert "Cache-Control" not in client.get(url("home"))


# When all is forgotten


def test_a_sign_out_clears_what_the_browser_keeps(sign_in):
    client = sign_in("omar")
    answer = client.post("/account/logout/")
    assert (answer.status_code, answer.url) == (302, "/account/login/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "Offline-Of" not in answer
    entrance = client.get("/account/login/")
    assert said(entrance) == ["You are signed out."]
    assert "Clear-Site-Data" not in entrance


def test_an_account_that_is_closed_leaves_nothing_in_the_browser(client):
    by_password(client, "zoe@example.org")
    confirm_password(client)
    answer = client.post("/profile/data/close/")
    assert answer.status_code == 200
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
