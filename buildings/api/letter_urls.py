"""The operations on the letters of one kind: the same for each."""

from collections.abc import Callable, Sequence

from django.urls import URLPattern

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.jobs import FOLLOWERS
from buildings.api.letters import (
    RETRIES,
    AnyLetterShape,
    CountShape,
    LetterFilter,
    LetterStateShape,
    PostedBody,
    RetryBody,
    send_kept,
)
from buildings.errors import NoSyndic, PostedOnWrongDay
from buildings.mailings import Mailing, Told, letter_state, letters_of, ways
from buildings.services import letters as services
from koprogo.api.downloads import ZIP
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView, at


def letter_operations(
    below: str,
    name: str,
    mailing: Mailing,
    *,
    find: Callable[..., Told],
    chapter: str,
    refuses: Sequence[type[Exception]] = (),
    in_asbl: bool = False,
) -> list[URLPattern]:
    """Return the addresses of the letters of one kind, ``below`` what they tell.

    Their names begin with ``name``. ``find`` returns what is told by its id in the
    address; ``refuses``: why nothing may be sent; ``chapter``: of the description.
    ``in_asbl``: whether the ASBL writes such letters too.
    """
    FOLLOWERS.update(
        {
            mailing.making: Permission.SEND_LETTERS,
            mailing.bundling: Permission.SEND_LETTERS,
        }
    )

    class Letters(ApiView):
        tag = chapter

        @require(Permission.SEND_LETTERS, asbl=in_asbl)
        @operation(answer=LetterStateShape)
        def get(self, request, building, **key):
            """How far the letters are; they are sent as soon as all are made."""
            return letter_state(find(**key))

        @require(Permission.SEND_LETTERS, asbl=in_asbl)
        @operation(answer=LetterStateShape, status=202, refuses=(NoSyndic, *refuses))
        def post(self, request, building, **key):
            """Have the making go on that was given up; what exists stays as it is."""
            told = find(**key)
            services.make_letters(told, by=request.user)
            return letter_state(told)

    class Deliveries(ApiView):
        tag = chapter

        @require(Permission.SEND_LETTERS, asbl=in_asbl)
        @operation(page_of=AnyLetterShape, filters=LetterFilter)
        def get(self, request, building, **key):
            """The letters with their deliveries and what proves them."""
            return Listing(letters_of(find(**key)), ways)

    class ToPost(ApiView):
        tag = chapter

        @require(Permission.SEND_LETTERS, asbl=in_asbl)
        @operation(page_of=AnyLetterShape)
        def get(self, request, building, **key):
            """The registered letters that somebody has to post."""
            return Listing(services.post_waiting(find(**key)), ways)

    class Posted(ApiView):
        tag = chapter

        @require(Permission.SEND_LETTERS, asbl=in_asbl)
        @operation(body=PostedBody, answer=CountShape, refuses=(PostedOnWrongDay,))
        def post(self, request, building, **key):
            """Note that letters were posted on a day; the answer says how many."""
            told = find(**key)
            data = self.read(letters=services.post_waiting(told))
            return {"letters": services.mark_posted(told, by=request.user, **data)}

    class Retry(ApiView):
        tag = chapter

        @require(Permission.SEND_LETTERS, asbl=in_asbl)
        @operation(body=RetryBody, answer=CountShape, refuses=tuple(refuses))
        def post(self, request, building, **key):
            """Send what could not be sent by e-mail again, or by post instead."""
            act = RETRIES[self.read()["by"]]
            return {"letters": act(find(**key), by=request.user)}

    class AllLetters(ApiView):
        tag = chapter

        @require(Permission.SEND_LETTERS, asbl=in_asbl)
        @operation(downloads=(ZIP,))
        def get(self, request, building, **key):
            """All letters in one ZIP; 404 until they are made."""
            return send_kept(request, letter_state(find(**key)).zip)

    class PostLetters(ApiView):
        tag = chapter

        @require(Permission.SEND_LETTERS, asbl=in_asbl)
        @operation(downloads=(ZIP,))
        def get(self, request, building, **key):
            """The letters that go by post in one ZIP, to be printed."""
            return send_kept(request, letter_state(find(**key)).post_zip)

    views = {
        "letters/": (Letters, "letters"),
        "deliveries/": (Deliveries, "deliveries"),
        "letters/to-post/": (ToPost, "letters-to-post"),
        "letters/posted/": (Posted, "letters-posted"),
        "letters/retry/": (Retry, "letters-retry"),
        "letters/zip/": (AllLetters, "letters-zip"),
        "letters/post-zip/": (PostLetters, "letters-post-zip"),
    }
    return [
        at(f"{below}/{route}", view, f"{name}-{what}")
        for route, (view, what) in views.items()
    ]
