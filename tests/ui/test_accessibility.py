"""All components on one page, and the sign-in page, seen by a real browser."""

from decimal import Decimal
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from koprogo.accounts.models import User
from koprogo.slots import NavItem
from koprogo.ui.navigation import menu

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
STYLES = Path(settings.BASE_DIR) / "koprogo" / "ui" / "static" / "koprogo"
# In the order of templates/layouts/skeleton.html.
SHEETS = ["base", "layout", "components", "tables", "forms", "helpers"]
NARROWEST = {"width": 320, "height": 640}
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}

# Targets of at least 24 px (WCAG 2.2, 2.5.8), labels counted with their inputs.
SMALL_TARGETS = """
[...document.querySelectorAll("a, button, select, textarea, summary, label")]
  .filter(e => e.checkVisibility() && !e.matches(".skip"))
  .filter(e => e.tagName !== "LABEL" || e.querySelector("input"))
  .filter(e => Math.min(e.getBoundingClientRect().height,
                        e.getBoundingClientRect().width) < 24)
  .map(e => e.outerHTML)
"""


class SampleForm(forms.Form):
    amount = forms.DecimalField(help_text="Digits and a comma.")
    way = forms.ChoiceField(choices=[("t", "Transfer")], widget=forms.RadioSelect)
    table = forms.FileField(required=False)
    message = forms.CharField(required=False, widget=forms.Textarea)
    receipt = forms.BooleanField(required=False)


@pytest.fixture
def show(browser):
    """``show(html, size, scheme)`` opens a page with our style sheets."""
    contexts = []

    def open_page(html, size, scheme="light"):
        # Without motion: axe must not measure a colour half-way to another.
        contexts.append(
            browser.new_context(
                viewport=size, color_scheme=scheme, reduced_motion="reduce"
            )
        )
        page = contexts[-1].new_page()
        page.set_content(html)
        for name in SHEETS:
            page.add_style_tag(path=STYLES / f"{name}.css")
        return page

    yield open_page
    for context in contexts:
        context.close()


def sample() -> str:
    request = RequestFactory().get("/b/acacias/calls/?page=2")
    request.user = User(pk=1, name="Sophie Lambert", email="sophie@example.org")
    items = [
        NavItem("Start", "/", "home"),
        NavItem("Calls", "/b/acacias/calls/", "euro", "Les Acacias"),
    ]
    context = {
        "amount": Decimal("1234.50"),
        "levels": ["ok", "warn", "bad", "info", "plain"],
        "page": Paginator(range(600), 50).page(2),
        "form": SampleForm({"amount": "12,5O"}),
        "nav": menu(items, request.path),
    }
    template = engines["django"].from_string((HERE / "sample.html").read_text())
    with translation.override("en"):
        return template.render(context, request)


def entrance() -> str:
    request = RequestFactory().get("/account/password/reset/")
    request.user = AnonymousUser()
    template = engines["django"].get_template("account/password_reset.html")
    with translation.override("en"):
        return template.render({"form": SampleForm(), "redirect_field": ""}, request)


@pytest.mark.parametrize("source", [sample, entrance])
@pytest.mark.parametrize(
    ("size", "scheme"),
    [(DESK, "light"), (DESK, "dark"), (PHONE, "light"), (PHONE, "dark")],
)
def test_axe_finds_nothing(show, source, size, scheme):
    page = show(source(), size, scheme)
    violations = Axe().run(page).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in violations] == []


@pytest.mark.parametrize("source", [sample, entrance])
@pytest.mark.parametrize("size", [NARROWEST, PHONE, DESK])
def test_nothing_sticks_out_and_every_target_is_large_enough(show, source, size):
    page = show(source(), size)
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    assert page.evaluate(SMALL_TARGETS) == []


def test_the_menu_of_a_phone_opens_and_closes_with_the_keyboard(show):
    page = show(sample(), PHONE)
    button = page.get_by_role("button", name="Menu", exact=True)
    calls = page.get_by_role("link", name="Calls").and_(
        page.locator("[aria-current=page]")
    )
    assert calls.is_visible() is False
    button.focus()
    page.keyboard.press("Enter")
    assert calls.is_visible() is True
    page.keyboard.press("Escape")
    assert calls.is_visible() is False
    assert button.evaluate("e => e === document.activeElement") is True


def test_a_wide_screen_needs_no_menu_button(show):
    page = show(sample(), DESK)
    assert page.get_by_role("button", name="Menu", exact=True).is_visible() is False
    assert page.get_by_role("link", name="Start").is_visible() is True


def test_a_refused_form_takes_the_focus(show):
    page = show(sample(), PHONE)
    focused = page.evaluate("document.activeElement.getAttribute('role')")
    assert focused == "alert"
