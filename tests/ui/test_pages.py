"""base.html, public.html, the error pages, and rules for every template."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import engines
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils import translation

from koprogo.accounts.models import User
from koprogo.slots import NavItem
from koprogo.ui.navigation import menu
from tests import cast

TEMPLATES = Path(settings.BASE_DIR) / "templates"
STYLES = Path(settings.BASE_DIR) / "koprogo" / "ui" / "static" / "koprogo"
PAPER = TEMPLATES / "pdf"

# Classes that our own templates write in a way that no pattern finds.
LEVELS = {"ok", "warn", "bad", "info", "plain"}


def request_of(user, url="/somewhere/"):
    request = RequestFactory().get(url)
    request.user = user
    return request


SOPHIE = User(pk=1, name="Sophie Lambert", email="sophie@example.org")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def page(source: str, request, **context) -> str:
    return engines["django"].from_string(source).render(context, request)


def test_a_signed_in_person_gets_navigation_and_sign_out():
    items = [NavItem("Lots", "/b/acacias/lots/", "building", "Les Acacias")]
    html = page(
        "{% extends 'base.html' %}{% block heading %}Lots{% endblock %}",
        request_of(SOPHIE),
        nav=menu(items, "/b/acacias/lots/A1/"),
    )
    assert "<h2>Les Acacias</h2>" in html
    assert '<a href="/b/acacias/lots/" aria-current="true">' in html
    assert "<b>Sophie Lambert</b>" in html
    assert '<form method="post" action="/account/logout/">' in html
    assert 'hreflang="fr"' not in html


def test_a_stranger_gets_sign_in_and_languages_that_keep_the_address():
    html = page("{% extends 'base.html' %}", request_of(AnonymousUser(), "/?next=/b/"))
    assert 'href="/account/login/"' in html
    assert 'href="?next=%2Fb%2F&amp;lang=fr"' in html
    assert 'id="navigation"' not in html


def test_the_page_says_which_language_it_speaks():
    with translation.override("de"):
        html = page("{% extends 'base.html' %}", request_of(AnonymousUser()))
    assert '<html lang="de">' in html
    assert re.findall(r'lang="(\w\w)"[^>]* aria-current', html) == ["de"]


def test_messages_are_announced():
    request = request_of(SOPHIE)
    request._messages = [Message(constants.SUCCESS, "The call is issued.")]
    html = page("{% extends 'base.html' %}", request)
    assert '<div class="messages" role="status">' in html
    assert "The call is issued." in html


def test_public_pages_look_neither_at_session_nor_user():
    html = page("{% extends 'public.html' %}", RequestFactory().get("/roles"))
    assert 'href="?lang=fr"' in html
    assert "csrfmiddlewaretoken" not in html


def test_a_form_page_sends_files_when_its_form_has_some():
    from django import forms

    class Upload(forms.Form):
        table = forms.FileField()

    html = page("{% extends 'layouts/form.html' %}", request_of(SOPHIE), form=Upload())
    assert html.count('enctype="multipart/form-data"') == 1
    assert '<button type="submit" class="button primary">' in html


@pytest.mark.parametrize("name", ["400", "403", "404", "403_csrf", "429"])
@pytest.mark.parametrize("user", [SOPHIE, AnonymousUser()])
def test_error_pages_speak_to_everybody(name, user):
    html = get_template(f"{name}.html").render({}, request_of(user))
    assert html.count("<h1>") == 1


def test_the_page_of_a_failure_needs_nothing():
    html = get_template("500.html").render()
    assert "Something went wrong on our side" in html


def all_templates() -> list[str]:
    return sorted(
        path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")
    )


@pytest.mark.parametrize("name", all_templates())
def test_templates_compile_and_bring_no_script_and_no_style(name):
    source = get_template(name).template.source
    assert (
        re.findall(
            r"<script(?! src=\"{% static )|<style|\sstyle=|\son\w+=|https?://", source
        )
        == []
    )


@pytest.mark.parametrize("name", all_templates())
def test_classes_of_templates_are_in_the_style_sheets(name):
    sheets = _sheets(PAPER) if name.startswith("pdf/") else _sheets(STYLES)
    known = set(re.findall(r"\.([a-z][\w-]*)", sheets)) | LEVELS
    source = (TEMPLATES / name).read_text()
    lists = re.findall(r'\bclass="([^"]*)"', re.sub(r"\{[{%].*?[%}]\}", " ", source))
    used = {word for words in lists for word in words.split()}
    assert sorted(used - known) == []


def test_the_style_sheets_are_small_and_stay_at_home():
    packed = sum(len(brotli.compress(css.read_bytes())) for css in STYLES.glob("*.css"))
    assert packed < 8_000
    assert re.findall(r"url\(|@import|!important", _sheets(STYLES)) == []


def _sheets(folder: Path) -> str:
    return "".join(css.read_text() for css in sorted(folder.glob("*.css")))


def test_a_form_without_its_token_is_refused_in_words(db):
    answer = Client(enforce_csrf_checks=True).post(
        "/account/login/?lang=en", {"login": "sophie@example.org"}
    )
    assert answer.status_code == 403
    assert "This form has expired" in answer.content.decode()
    assert "Nothing was saved." in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "sign_in"), [("nobody", 1), ("sophie", 0)], ids=["stranger", "syndic"]
)
def test_an_address_that_leads_nowhere_says_what_to_do(client, db, name, sign_in):
    if name != "nobody":
        client.force_login(cast.user(name))
    answer = client.get("/nowhere/", {"lang": "en"})
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "This page does not exist" in page
    assert page.count("open only after you have signed in") == sign_in


def test_whoever_may_not_enter_is_shown_who_may(client, db):
    client.force_login(cast.user("omar"))
    page = client.get(f"/b/{cast.ACACIAS}/settings/").content.decode()
    assert "You may not open this page" in page
    assert 'href="/roles"' in page


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_a_failure_speaks_the_language_of_its_reader(language):
    with translation.override(language):
        html = get_template("500.html").render()
    assert f'<html lang="{language}"' in html
    assert "Traceback" not in html
