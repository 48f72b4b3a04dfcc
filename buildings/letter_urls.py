"""The addresses of the letters of one thing."""

from django.urls import URLPattern, path
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from buildings.access import Permission, require
from buildings.views import letters as views
from buildings.views.letters import LetterPages

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


def letter_pages(below: str, name: str, of: LetterPages) -> list[URLPattern]:
    """Return the addresses of the letters of one kind: ``below`` what they tell.

    Their names begin with ``name``. Letters that send themselves have no page that asks
    before they are sent; a kind with a page of its own is called so there.
    """
    pages = {
        "letters.<table:ending>": (require_safe, views.letters_table, f"{name}-table"),
        "letters/make/": (require_POST, views.letters_make, f"{name}-make"),
        "letters/posted/": (READ_WRITE, views.letters_posted, f"{name}-posted"),
        "letters/retry/": (require_POST, views.letters_retry, f"{name}-retry"),
        "letters/all.zip": (require_safe, views.letters_zip, f"{name}-zip"),
        "letters/post.zip": (require_safe, views.letters_post_zip, f"{name}-post-zip"),
    }
    if of.are_registered:
        post_table = (require_safe, views.letters_post_table, f"{name}-post-table")
        pages["letters/post.<table:ending>"] = post_table
    if of.asks_before:
        pages["letters/send/"] = (READ_WRITE, views.letters_send, f"{name}-send")
    if not of.has_own_page:
        pages["letters/"] = (require_safe, views.letters, name)
    door = require(Permission.SEND_LETTERS, asbl=of.in_asbl)
    return [
        path(f"{below}/{route}", methods(door(view)), {"of": of}, name=full_name)
        for route, (methods, view, full_name) in pages.items()
    ]
