"""The letters of a call: made by the worker, sent once, and what proves it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django_filters.rest_framework import ChoiceFilter, FilterSet
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.jobs import FOLLOWERS, JobShape
from finance.errors import (
    CallCancelled,
    LettersNotMade,
    NoSyndic,
    NotIssued,
    PostedOnWrongDay,
)
from finance.forms import PostedForm
from finance.mailings import CALLS, letter_state, letters_of
from finance.models import Call, CallLetter
from finance.queries import call_list, visible_documents
from finance.queries.letters import WhyPost, letter_list, letter_of, ways
from finance.services import letters as services
from koprogo.api.bodies import MOST_ROWS, FormBody
from koprogo.api.downloads import PDF, ZIP, send
from koprogo.api.fields import Money
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView
from koprogo.documents.models import File
from koprogo.notifications.models import Delivery

FOLLOWERS |= {
    CALLS.making: Permission.SEND_LETTERS,
    CALLS.bundling: Permission.SEND_LETTERS,
}
RETRIES = {
    Delivery.Channel.EMAIL: services.retry_emails,
    Delivery.Channel.POST: services.post_instead,
}


# What is shown


class LetterStateShape(serializers.Serializer):
    """How far the letters of a call are, in numbers of letters.

    ``job``: the work that makes them, to be followed at ``jobs/<uuid>/``.
    """

    documents = serializers.IntegerField()
    made = serializers.IntegerField()
    is_made = serializers.BooleanField(help_text="All are there, and the ZIP.")
    unsent = serializers.IntegerField()
    emails_waiting = serializers.IntegerField()
    emails_sent = serializers.IntegerField()
    emails_failed = serializers.IntegerField()
    post_waiting = serializers.IntegerField()
    posted = serializers.IntegerField()
    address_missing = serializers.IntegerField()
    job = JobShape(allow_null=True)


class DeliveryShape(serializers.ModelSerializer):
    """How a letter went. ``proof``: server and hash, or who posted it and when."""

    proof = serializers.DictField()

    class Meta:
        model = Delivery
        fields = [
            "uuid",
            "channel",
            "state",
            "address",
            "attempts",
            "error",
            "sent_at",
            "proof",
        ]


class LetterShape(serializers.Serializer):
    """A letter, how it goes or would go, and its delivery once it is on its way."""

    uuid = serializers.UUIDField(source="letter.uuid")
    document = serializers.UUIDField(source="letter.document.uuid")
    holding = serializers.UUIDField(source="letter.document.holding.uuid")
    name = serializers.CharField(source="letter.name")
    address = serializers.CharField(source="letter.address")
    language = serializers.CharField(source="letter.language")
    to_pay = Money(source="letter.to_pay")
    made_at = serializers.DateTimeField(source="letter.made_at")
    by_email = serializers.BooleanField(source="is_email")
    why_post = serializers.ChoiceField(WhyPost, allow_null=True)
    delivery = DeliveryShape(allow_null=True)


class SentShape(serializers.Serializer):
    """How many letters were put on their way now; 0 and 0: all were already."""

    emails = serializers.IntegerField()
    post = serializers.IntegerField()


class CountShape(serializers.Serializer):
    letters = serializers.IntegerField()


# What is sent


class PostedBody(FormBody):
    """Which letters were posted, and on which day."""

    form_class = PostedForm
    needs = ("letters",)

    letters = serializers.ListField(
        child=serializers.UUIDField(), min_length=1, max_length=MOST_ROWS
    )


class RetryBody(serializers.Serializer):
    """Try failed e-mails again, or put these letters into the post."""

    by = serializers.ChoiceField(Delivery.Channel)


class LetterFilter(FilterSet):
    state = ChoiceFilter(field_name="delivery__state", choices=Delivery.State)
    channel = ChoiceFilter(field_name="delivery__channel", choices=Delivery.Channel)


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
        return send_made(request, letter_state(_issued(call_id)).zip)


class PostLetters(ApiView):
    tag = "letters"

    @require(Permission.SEND_LETTERS)
    @operation(downloads=(ZIP,))
    def get(self, request, building, call_id):
        """The letters that go by post in one ZIP, to be printed."""
        return send_made(request, letter_state(_issued(call_id)).post_zip)


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
        return send_made(request, letter.file if letter else None)


def _issued(call_id) -> Call:
    return get_object_or_404(call_list().issued(), uuid=call_id)


def send_made(request, file: File | None):
    if file is None:
        raise Http404
    return send(request, file)
