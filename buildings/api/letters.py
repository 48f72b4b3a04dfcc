"""What programs are told of letters, and what they send: alike for every kind."""

from django.http import Http404
from django_filters.rest_framework import ChoiceFilter, FilterSet
from rest_framework import serializers

from buildings.api.jobs import JobShape
from buildings.forms.letters import PostedForm
from buildings.mailings import WhyPost
from buildings.services import letters as services
from koprogo.api.bodies import MOST_ROWS, FormBody
from koprogo.api.downloads import send
from koprogo.documents.models import File
from koprogo.notifications.models import Delivery

RETRIES = {
    Delivery.Channel.EMAIL: services.retry_emails,
    Delivery.Channel.POST: services.post_instead,
}


# What is shown


class LetterStateShape(serializers.Serializer):
    """How far the letters of one thing are, in numbers of letters.

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


class AnyLetterShape(serializers.Serializer):
    """A letter, how it goes or would go, and its delivery once it is on its way."""

    uuid = serializers.UUIDField(source="letter.uuid")
    name = serializers.CharField(source="letter.name")
    address = serializers.CharField(source="letter.address")
    language = serializers.CharField(source="letter.language")
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


def send_kept(request, file: File | None):
    """Send a file that the worker has made; 404 until then."""
    if file is None:
        raise Http404
    return send(request, file)
