"""The letters of a call: made by the worker, sent once, and what proves it."""

from django.shortcuts import get_object_or_404
from rest_framework import serializers

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
    SentShape,
    send_kept,
)
from buildings.errors import LettersNotMade, NoSyndic, PostedOnWrongDay
from buildings.mailings import letter_state, letters_of, ways
from buildings.services import letters as services
from finance.errors import CallCancelled, NotIssued
from finance.mailings import CALLS
from finance.models import Call, CallLetter
from finance.queries import call_list, visible_documents
from finance.queries.letters import letter_list, letter_of
from koprogo.api.downloads import PDF, ZIP
from koprogo.api.fields import Money
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView

FOLLOWERS |= {
    CALLS.making: Permission.SEND_LETTERS,
    CALLS.bundling: Permission.SEND_LETTERS,
}


class LetterShape(AnyLetterShape):
    """A letter, how it goes or would go, and its delivery once it is on its way."""

    document = serializers.UUIDField(source="letter.document.uuid")
    holding = serializers.UUIDField(source="letter.document.holding.uuid")
    to_pay = Money(source="letter.to_pay")


class LettersView(ApiView):
    tag = "letters"

    @require(Permission.SEND_LETTERS)
    @operation(answer=LetterStateShape)
    def get(self, request, building, call_id):
        """How far the letters of a call are."""
        return letter_state(_issued(call_id))

    @require(Permission.SEND_LETTERS)
    @operation(
        answer=LetterStateShape,
        status=202,
        refuses=(NotIssued, CallCancelled, NoSyndic),
    )
    def post(self, request, building, call_id):
        """Have the letters made; those that exist stay as they are.

        The answer names the `job` that makes them.
        """
        call = _issued(call_id)
        services.make_letters(call, by=request.user)
        return letter_state(call)


class Deliveries(ApiView):
    tag = "letters"

    @require(Permission.SEND_LETTERS)
    @operation(page_of=LetterShape, filters=LetterFilter)
    def get(self, request, building, call_id):
        """The letters of a call with their deliveries and what proves them."""
        return Listing(letters_of(_issued(call_id)), ways)


class Sending(ApiView):
    tag = "letters"

    @require(Permission.SEND_LETTERS)
    @operation(answer=SentShape, refuses=(LettersNotMade, CallCancelled, NoSyndic))
    def post(self, request, building, call_id):
        """Put every letter on its way: by e-mail who agreed to it, by post the others.

        What is on its way already is not sent again.
        """
        return services.send_letters(_issued(call_id), by=request.user)


class Posted(ApiView):
    tag = "letters"

    @require(Permission.SEND_LETTERS)
    @operation(body=PostedBody, answer=CountShape, refuses=(PostedOnWrongDay,))
    def post(self, request, building, call_id):
        """Note that letters were posted on a day; the answer says how many."""
        call = _issued(call_id)
        data = self.read(letters=services.post_waiting(call))
        return {"letters": services.mark_posted(call, by=request.user, **data)}


class Retry(ApiView):
    tag = "letters"

    @require(Permission.SEND_LETTERS)
    @operation(body=RetryBody, answer=CountShape, refuses=(CallCancelled,))
    def post(self, request, building, call_id):
        """Send what could not be sent by e-mail again, or by post instead."""
        act = RETRIES[self.read()["by"]]
        return {"letters": act(_issued(call_id), by=request.user)}


class AllLetters(ApiView):
    tag = "letters"

    @require(Permission.SEND_LETTERS)
    @operation(downloads=(ZIP,))
    def get(self, request, building, call_id):
        """All letters of a call in one ZIP; 404 until they are made."""
        return send_kept(request, letter_state(_issued(call_id)).zip)


class PostLetters(ApiView):
    tag = "letters"

    @require(Permission.SEND_LETTERS)
    @operation(downloads=(ZIP,))
    def get(self, request, building, call_id):
        """The letters that go by post in one ZIP, to be printed."""
        return send_kept(request, letter_state(_issued(call_id)).post_zip)


class LetterView(ApiView):
    tag = "letters"

    @require(Permission.SEND_LETTERS)
    @operation(answer=LetterShape)
    def get(self, request, building, letter_id):
        """One letter with its delivery and what proves it."""
        found: CallLetter = get_object_or_404(letter_list(), uuid=letter_id)
        return ways([found])[0]


class DocumentLetter(ApiView):
    tag = "letters"

    @require(Permission.SEE_CALLS)
    @operation(downloads=(PDF,))
    def get(self, request, building, document_id):
        """The letter of one document as PDF: mine, or for those who see all accounts."""
        found = get_object_or_404(visible_documents(request.access), uuid=document_id)
        letter = letter_of(found)
        return send_kept(request, letter.file if letter else None)


def _issued(call_id) -> Call:
    return get_object_or_404(call_list().issued(), uuid=call_id)
