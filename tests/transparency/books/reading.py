"""What stands on a page of the ASBL, as its reader sees it."""

import html
import re

from django.urls import reverse

from tests.buildings.pages import rows_of


def address(name, *args):
    return reverse(f"transparency:{name}", args=args)


def words(page) -> str:
    """Return the words of a page without its tags, on one line."""
    body = page.content.decode().partition("<main")[2]
    plain = html.unescape(re.sub(r"<[^>]*>", " ", body))
    return re.sub(r"[ \n]+", " ", plain)


def table(answer) -> list[dict[str, str]]:
    """Return the lines of a CSV file that was sent, by column."""
    header, *rows = rows_of(answer)
    return [dict(zip(header, row, strict=True)) for row in rows]
