import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation
from django.utils.html import strip_tags

from koprogo.ui.icons import ICONS
from koprogo.ui.pagination import paginate


def render(source: str, **values) -> str:
    return Template("{% load ui %}" + source).render(Context(values))


def render_at(url: str, source: str, **values) -> str:
    context = RequestContext(RequestFactory().get(url), values)
    return Template("{% load ui %}" + source).render(context)


def texts(html: str, tag: str) -> list[str]:
    """Return the words in each ``tag`` element, tags inside it left out."""
    found = re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", html, re.DOTALL)
    return [" ".join(strip_tags(inner).split()) for inner in found]


def test_filters_speak_the_active_language():
    values = {
        "amount": Decimal("1234.50"),
        "shares": 10_000,
        "when": date(2026, 4, 2),
        "account": "BE68539007547034",
    }
    source = (
        "{{ amount|money }}; {{ shares|number }}; {{ when|day }}; {{ account|iban }}"
    )
    with translation.override("de"):
        german = render(source, **values)
    with translation.override("en"):
        english = render(source, **values)
    assert german == "1.234,50\u00a0€; 10.000; 02.04.2026; BE68 5390 0754 7034"
    assert english == "€1,234.50; 10,000; 02/04/2026; BE68 5390 0754 7034"


def test_a_moment_is_a_day_in_local_time_and_nothing_is_nothing():
    late = datetime(2026, 4, 1, 22, 30, tzinfo=UTC)
    with translation.override("fr"):
        assert render("{{ late|day }}|{{ open|day }}", late=late, open=None) == (
            "02/04/2026|"
        )


@pytest.mark.parametrize("name", ICONS)
def test_icons_are_drawn_and_silent(name):
    html = render("{% icon name %}", name=name)
    assert html == (
        '<svg class="icon" viewBox="0 0 24 24" width="20" height="20"'
        f' aria-hidden="true"><path d="{ICONS[name]}"/></svg>'
    )


@pytest.mark.parametrize(
    "source",
    [
        "{% icon 'unicorn' %}",
        "{% badge 'purple' 'x' %}",
        "{% note 'purple' 'x' %}",
        "{% crumbs 'Lots' %}",
    ],
)
def test_a_wrong_name_is_an_error(source):
    with pytest.raises(TemplateSyntaxError):
        render(source)


def test_badges_escape_their_words():
    html = render("{% badge 'warn' label %}", label="<b>late</b>")
    assert html == '<span class="badge warn">&lt;b&gt;late&lt;/b&gt;</span>'


@pytest.mark.parametrize(
    ("level", "shown"),
    [("success", "ok"), ("error", "bad"), ("warning", "warn"), ("info", "info")],
)
def test_notes_understand_the_levels_of_messages(level, shown):
    html = render("{% note level 'Saved.' %}", level=level)
    assert f'class="note {shown}"' in html
    assert texts(html, "p") == ["Saved."]


def test_crumbs_link_the_pages_above():
    html = render("{% crumbs 'Acacias' '/b/acacias/' 'Lots' '/b/acacias/lots/' %}")
    assert texts(html, "a") == ["Acacias", "Lots"]
    assert 'href="/b/acacias/lots/"' in html


def test_steps_tell_what_is_done_and_where_we_are():
    with translation.override("en"):
        html = render("{% steps 2 'Amount' 'Preview' 'Issue' %}")
    assert texts(html, "li") == ["Amount (done)", "2Preview", "3Issue"]
    assert html.count('aria-current="step"') == 1


@pytest.mark.parametrize(
    ("asked", "first"), [("", 1), ("?page=2", 51), ("?page=99", 101), ("?page=x", 1)]
)
def test_lists_have_50_a_page_and_no_wrong_page(asked, first):
    page = paginate(RequestFactory().get(f"/lots/{asked}"), list(range(1, 121)))
    assert (page[0], page.paginator.num_pages) == (first, 3)


def test_pagination_keeps_the_other_parameters():
    page = Paginator(range(600), 50).page(4)
    with translation.override("en"):
        html = render_at("/lots/?q=a&page=4", "{% pagination page %}", page=page)
    assert texts(html, "a") == ["Previous", *"1234567", "12", "Next"]
    assert texts(html, "span") == ["…"]
    assert html.count('aria-current="page"') == 1
    assert 'href="?q=a&amp;page=5"' in html


def test_a_single_page_needs_no_pagination():
    page = Paginator(range(50), 50).page(1)
    assert render_at("/lots/", "{% pagination page %}", page=page).strip() == ""
