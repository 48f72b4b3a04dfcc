from django.urls import URLPattern, path

from finance.views import letters as views
from finance.views.letters import LetterPages


def letter_pages(below: str, name: str, of: LetterPages) -> list[URLPattern]:
    """Return the addresses of the letters of one kind: ``below`` what they tell.

    Their names begin with ``name``.
    """
    pages = {
        "letters/": (views.letters, name),
        "letters.<table:ending>": (views.letters_table, f"{name}-table"),
        "letters/make/": (views.letters_make, f"{name}-make"),
        "letters/send/": (views.letters_send, f"{name}-send"),
        "letters/posted/": (views.letters_posted, f"{name}-posted"),
        "letters/retry/": (views.letters_retry, f"{name}-retry"),
        "letters/all.zip": (views.letters_zip, f"{name}-zip"),
        "letters/post.zip": (views.letters_post_zip, f"{name}-post-zip"),
    }
    return [
        path(f"{below}/{route}", view, {"of": of}, name=full_name)
        for route, (view, full_name) in pages.items()
    ]
