"""Tags and filters for pages: ``{% load ui %}``. How to use them: docs/look.md."""

from datetime import datetime
from decimal import Decimal

from django import template
from django.template import TemplateSyntaxError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from koprogo import charts, line_charts
from koprogo.ui import formatting
from koprogo.ui.icons import ICONS

register = template.Library()

# Level of a badge or note -> icon of the note. Django's names for the levels of its
# messages are understood too.
LEVEL_ICONS = {
    "ok": "check",
    "warn": "alert",
    "bad": "alert",
    "info": "info",
    "plain": "info",
}
MESSAGE_LEVELS = {
    "debug": "plain",
    "info": "info",
    "success": "ok",
    "warning": "warn",
    "error": "bad",
}

# Drawn once: a list shows the same icon on every row.
DRAWN_ICONS = {
    name: format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="20" height="20"'
        ' aria-hidden="true"><path d="{}"/></svg>',
        path,
    )
    for name, path in ICONS.items()
}


@register.filter
def money(amount):
    """``1 234,50 €`` in the active language; the amount is a Decimal of cents."""
    return formatting.money(amount, get_language())


@register.filter
def number(value):
    """``10 000`` in the active language; the value is a whole number."""
    return formatting.number(value, get_language())


@register.filter
def day(value):
    """``02/04/2026`` for a date or a moment (in local time); nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return formatting.day(value, get_language())


@register.filter
def iban(account):
    """``BE68 5390 0754 7034``."""
    return formatting.iban(account)


@register.simple_tag
def icon(name: str) -> SafeString:
    """An inline SVG in the colour of the text around it, hidden from screen readers."""
    try:
        return DRAWN_ICONS[name]
    except KeyError:
        raise TemplateSyntaxError(f"There is no icon named {name!r}.") from None


@register.simple_tag
def badge(level: str, label) -> SafeString:
    """A word in a coloured pill; levels ok, warn, bad, info, plain."""
    return format_html('<span class="badge {}">{}</span>', _known(level), label)


@register.simple_tag
def chart(bars: charts.Bars) -> SafeString:
    """Bars as an inline SVG, on a page or in a PDF; the same figures stand in a table."""
    drawn = charts.draw(bars, write=money)
    return SafeString(drawn)  # every word in it is escaped


@register.simple_tag
def line_chart(lines: line_charts.Lines) -> SafeString:
    """Lines over months as an inline SVG, as ``chart`` draws bars."""

    def count(amount: Decimal) -> str:
        return number(int(amount))

    drawn = line_charts.draw(lines, write=count if lines.counts else money)
    return SafeString(drawn)  # every word in it is escaped


@register.inclusion_tag("components/note.html")
def note(level: str, text):
    """A sentence that stands out; levels as for badges, or of Django's messages."""
    level = _known(MESSAGE_LEVELS.get(level, level))
    return {"level": level, "icon_name": LEVEL_ICONS[level], "text": text}


@register.inclusion_tag("components/offline.html")
def offline_notice():
    """Hidden: when this page was made, for when it is read without a network."""
    return {"now": timezone.now()}


@register.inclusion_tag("components/crumbs.html")
def crumbs(*labels_and_urls):
    """The pages above this one: label, URL, label, URL …"""
    if len(labels_and_urls) % 2:
        raise TemplateSyntaxError("crumbs takes pairs of a label and a URL.")
    return {"pages": zip(labels_and_urls[::2], labels_and_urls[1::2], strict=True)}


@register.inclusion_tag("components/steps.html")
def steps(current: int, *labels):
    """The steps of a longer task; ``current`` counts from 1."""
    return {"current": current, "labels": labels}


@register.inclusion_tag("components/pagination.html")
def pagination(page):
    """Links to the other pages of a list; other query parameters stay."""
    numbers = page.paginator.get_elided_page_range(page.number, on_ends=1)
    return {"page": page, "numbers": numbers}


@register.filter
def wrong_fields(form):
    """The visible fields of a form that were refused."""
    return [field for field in form.visible_fields() if field.errors]


def _known(level: str) -> str:
    if level not in LEVEL_ICONS:
        raise TemplateSyntaxError(f"There is no level named {level!r}.")
    return level
