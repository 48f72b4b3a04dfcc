"""The addresses of the letters of one thing."""

from django.urls import URLPattern, path

from buildings.views import letters as views
from buildings.views.letters import LetterPages


def letter_pages(below: str, name: str, of: LetterPages) -> list[URLPattern]:
    """Return the addresses of the letters of one kind: ``below`` what they tell.

    Their names begin with ``name``. Letters that send themselves have no page that asks
    before they are sent; a kind with a page of its own is called so there.
    """
    pages = {
        "letters.<table:ending>": (views.letters_table, f"{name}-table"),
        "letters/make/": (views.letters_make, f"{name}-make"),
        "letters/posted/": (views.letters_posted, f"{name}-posted"),
        "letters/retry/": (views.letters_retry, f"{name}-retry"),
        "letters/all.zip": (views.letters_zip, f"{name}-zip"),
        "letters/post.zip": (views.letters_post_zip, f"{name}-post-zip"),
    }
    if of.are_registered:
        post_table = (views.letters_post_table, f"{name}-post-table")
        pages["letters/post.<table:ending>"] = post_table
    if of.asks_before:
        pages["letters/send/"] = (views.letters_send, f"{name}-send")
    if not of.has_own_page:
        pages["letters/"] = (views.letters, name)
    return [
        path(f"{below}/{route}", view, {"of": of}, name=full_name)
        for route, (view, full_name) in pages.items()
    ]
