"""``{% load meeting %}``: the log in words, and words as large as the screen."""

import textwrap

from django import template

from governance import voting_words
from governance.event_words import say

register = template.Library()
# In units of the picture: how wide it is, a letter of it, and a line.
WIDTH, LETTER, LINE = 1000, 0.6, 1.25


@register.simple_tag
def said(event, names):
    """What an event of the log says; ``names``: queries.console.names_in_log."""
    return say(event, names)


@register.simple_tag
def outcome(candidate, adopted):
    """What came of a vote: adopted or not, and of a candidate: elected or not."""
    return voting_words.outcome(candidate, adopted=adopted)


@register.inclusion_tag("governance/meeting/_big.html")
def big(text, letters):
    """Write text so large that ``letters`` of it fill the width of the screen.

    A picture of letters grows with the window, up to the largest wall.
    """
    text = str(text).strip()
    size = WIDTH / (letters * LETTER)
    lines = textwrap.wrap(text, letters)
    return {
        "text": text,
        "size": round(size),
        "width": WIDTH,
        "height": round(size * LINE * len(lines)),
        "lines": [
            (round(size * (LINE * number + 0.95)), line)
            for number, line in enumerate(lines)
        ],
    }
