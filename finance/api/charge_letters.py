"""The letters of a statement of charges: made by the worker, sent once, and proven."""

from django.shortcuts import get_object_or_404
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.jobs import FOLLOWERS
from buildings.api.letters import (
    RETRIES,
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
from finance.api.letters import LetterShape
from finance.errors.charge_statements import StatementCancelled, StatementNotPosted
from finance.mailings import CHARGES
from finance.models import ChargeLetter, ChargeStatement
from finance.queries.charge_letters import charge_letter_of
from finance.queries.charge_statements import visible_charge_documents
from koprogo.api.downloads import PDF, ZIP
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView

FOLLOWERS |= {
    CHARGES.making: Permission.SEND_LETTERS,
    CHARGES.bundling: Permission.SEND_LETTERS,
}


class ChargeLetterStateShape(LetterStateShape):
    """How far the letters of a statement are, in numbers of letters.

    ``job``: the work that makes them, to be followed at ``jobs/<uuid>/``.
    """

    is_made = serializers.BooleanField(help_text="All are there.")


class ChargeLetters(ApiView):
    tag = "charges"

    @require(Permission.SEND_LETTERS)
    @operation(answer=ChargeLetterStateShape)
    def get(self, request, building, statement_id):
        """How far the letters of a statement are."""
        return letter_state(_posted(statement_id))

    @require(Permission.SEND_LETTERS)
    @operation(
        answer=ChargeLetterStateShape,
        status=202,
        refuses=(StatementNotPosted, StatementCancelled, NoSyndic),
    )
    def post(self, request, building, statement_id):
        """Have the letters made; those that exist stay as they are."""
        statement = _posted(statement_id)
        services.make_letters(statement, by=request.user)
        return letter_state(statement)


class ChargeDeliveries(ApiView):
    tag = "charges"

    @require(Permission.SEND_LETTERS)
    @operation(page_of=LetterShape, filters=LetterFilter)
    def get(self, request, building, statement_id):
        """The letters of a statement; ``to_pay`` is the balance that they state."""
        return Listing(letters_of(_posted(statement_id)), ways)


class ChargeSending(ApiView):
    tag = "charges"

    @require(Permission.SEND_LETTERS)
    @operation(
        answer=SentShape,
        refuses=(LettersNotMade, StatementNotPosted, StatementCancelled, NoSyndic),
    )
    def post(self, request, building, statement_id):
        """Put every letter on its way: by e-mail who agreed to it, by post the others.

        What is on its way already is not sent again.
        """
        statement = _posted(statement_id)
        return services.send_letters(statement, by=request.user)


class ChargesPosted(ApiView):
    tag = "charges"

    @require(Permission.SEND_LETTERS)
    @operation(body=PostedBody, answer=CountShape, refuses=(PostedOnWrongDay,))
    def post(self, request, building, statement_id):
        """Note that letters were posted on a day; the answer says how many."""
        statement = _posted(statement_id)
        data = self.read(letters=services.post_waiting(statement))
        many = services.mark_posted(statement, by=request.user, **data)
        return {"letters": many}


class ChargeRetry(ApiView):
    tag = "charges"

    @require(Permission.SEND_LETTERS)
    @operation(body=RetryBody, answer=CountShape, refuses=(StatementCancelled,))
    def post(self, request, building, statement_id):
        """Send what could not be sent by e-mail again, or by post instead."""
        act = RETRIES[self.read()["by"]]
        return {"letters": act(_posted(statement_id), by=request.user)}


class AllChargeLetters(ApiView):
    tag = "charges"

    @require(Permission.SEND_LETTERS)
    @operation(downloads=(ZIP,))
    def get(self, request, building, statement_id):
        """All letters of a statement in one ZIP; 404 until they are made."""
        return send_kept(request, letter_state(_posted(statement_id)).zip)


class ChargeLettersByPost(ApiView):
    tag = "charges"

    @require(Permission.SEND_LETTERS)
    @operation(downloads=(ZIP,))
    def get(self, request, building, statement_id):
        """The letters that go by post in one ZIP, to be printed."""
        return send_kept(request, letter_state(_posted(statement_id)).post_zip)


class ChargeDocumentLetter(ApiView):
    tag = "charges"

    @require(Permission.SEE_BOOKS)
    @operation(downloads=(PDF,))
    def get(self, request, building, charge_document_id):
        """The letter of one document as PDF: mine, or for those who see all accounts."""
        letter = _letter(request, charge_document_id)
        return send_kept(request, letter.file if letter else None)


class ChargeDocumentAnnex(ApiView):
    tag = "charges"

    @require(Permission.SEE_BOOKS)
    @operation(downloads=(PDF,))
    def get(self, request, building, charge_document_id):
        """What the occupants bear of one document, as PDF for the owner to hand on."""
        letter = _letter(request, charge_document_id)
        return send_kept(request, letter.annex if letter else None)


def _letter(request, charge_document_id) -> ChargeLetter | None:
    documents = visible_charge_documents(request.access)
    return charge_letter_of(get_object_or_404(documents, uuid=charge_document_id))


def _posted(statement_id) -> ChargeStatement:
    posted = ChargeStatement.objects.filter(posted_at__isnull=False)
    return get_object_or_404(posted.select_related("entry"), uuid=statement_id)
