"""Things to lend, common rooms and their bookings in JSON. Times are of Belgium."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from community.api.bodies import SaidBody, WordsBody
from community.api.neighbour_shapes import NeighbourName
from community.forms import bookings
from community.models import Bookable, Booking, Review
from koprogo.api.bodies import FormBody
from koprogo.api.fields import Clock, Money
from koprogo.ui.fields import DayField

#: how far from today a calendar goes
FAR = timedelta(days=800)
STEPS = [
    (name, name)
    for name in (
        *("accept", "decline", "given", "back", "taken", "brought"),
        *("review", "cancel"),
    )
]


class BookableFields(serializers.Serializer):
    """``longest``: minutes that a booking lasts at most; ``ahead``: how many days ahead
    one books. 0 stands for no limit.
    """

    uuid = serializers.UUIDField(source="post.uuid")
    title = serializers.CharField(source="post.title")
    text = serializers.CharField(source="post.text")
    conditions = serializers.CharField()
    is_automatic = serializers.BooleanField()
    longest = serializers.IntegerField()
    ahead = serializers.IntegerField()
    is_open = serializers.SerializerMethodField()

    def get_is_open(self, bookable) -> bool:
        post = bookable.post
        return post.closed_at is None and post.hidden_at is None


class LendingThingShape(BookableFields):
    """``is_out``: somebody has it. ``deposit``: agreed on between the two; null: none."""

    owner = NeighbourName(source="post.author")
    category = serializers.ChoiceField(bookings.CATEGORIES)
    condition = serializers.ChoiceField(Bookable.Condition.choices, allow_blank=True)
    deposit = Money(allow_null=True)
    is_out = serializers.BooleanField()


class CommonRoomShape(BookableFields):
    """``opens`` and ``closes``: both midnight where it is open day and night.

    ``quota``: minutes a month for each lot; 0: no limit.
    """

    opens = Clock()
    closes = Clock()
    quota = serializers.IntegerField()


class TimeSpanShape(serializers.Serializer):
    begins_at = serializers.DateTimeField(source="begin")
    ends_at = serializers.DateTimeField(source="end")


class TakenShape(serializers.Serializer):
    """By whom is not told."""

    begins_at = serializers.DateTimeField(source="span.begin")
    ends_at = serializers.DateTimeField(source="span.end")
    is_mine = serializers.BooleanField()


class CalendarDayShape(serializers.Serializer):
    """``free``: what is left of its open hours from now on."""

    on = serializers.DateField()
    state = serializers.ChoiceField(
        [(name, name) for name in ("past", "free", "part", "full")]
    )
    taken = TakenShape(many=True)
    free = TimeSpanShape(many=True)


class ReviewShape(serializers.Serializer):
    """Read when both have written, or 14 days have passed."""

    author = NeighbourName()
    verdict = serializers.ChoiceField(Review.Verdict.choices)
    text = serializers.CharField()
    written_at = serializers.DateTimeField()


class BookingShape(serializers.Serializer):
    """A booking of one's own, or of what one looks after.

    ``bookable``: the thing, or the room when ``is_room``; ``by``: who booked it.
    ``is_late``: it should be back. ``damage``: what its owner found.
    """

    uuid = serializers.UUIDField(source="row.uuid")
    bookable = serializers.UUIDField(source="row.bookable.post.uuid")
    title = serializers.CharField(source="row.bookable.post.title")
    is_room = serializers.BooleanField(source="row.bookable.is_room")
    by = NeighbourName(source="row.neighbour")
    is_mine = serializers.BooleanField()
    state = serializers.ChoiceField(Booking.State.choices, source="row.state")
    begins_at = serializers.DateTimeField(source="row.begins_at")
    ends_at = serializers.DateTimeField(source="row.ends_at")
    is_late = serializers.BooleanField()
    note = serializers.CharField(source="row.note")
    damage = serializers.CharField(source="row.damage")


class BookingDetail(BookingShape):
    """``may``: what one may do now. ``reviews``: what the two said about it.

    ``borrower_reviews``: what others said of who asks, for who answers.
    """

    given_at = serializers.DateTimeField(source="row.given_at", allow_null=True)
    taken_at = serializers.DateTimeField(source="row.taken_at", allow_null=True)
    brought_at = serializers.DateTimeField(source="row.brought_at", allow_null=True)
    back_at = serializers.DateTimeField(source="row.back_at", allow_null=True)
    may = serializers.ListField(child=serializers.ChoiceField(STEPS))
    reviews = ReviewShape(many=True)
    borrower_reviews = ReviewShape(many=True)


class WaitingShape(serializers.Serializer):
    """A time that one waits for; ``told_at``: when one was told last that it is free."""

    uuid = serializers.UUIDField()
    bookable = serializers.UUIDField(source="bookable.post.uuid")
    title = serializers.CharField(source="bookable.post.title")
    begins_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    told_at = serializers.DateTimeField(allow_null=True)


class FeedShape(serializers.Serializer):
    """``made_at``: null while there is none."""

    made_at = serializers.DateTimeField(allow_null=True)


class NewFeedShape(FeedShape):
    """``url``: known only now; whoever has it reads the calendar without signing in."""

    url = serializers.CharField()


# What is asked and sent


class CalendarQuery(forms.Form):
    """``day``: any of the week or the month."""

    day = DayField(label=_("Day"), required=False)
    view = forms.ChoiceField(
        label=_("Week or month"),
        choices=[("week", _("Week")), ("month", _("Month"))],
        required=False,
    )

    def clean_day(self):
        today = timezone.localdate()
        day = self.cleaned_data["day"] or today
        if abs(day - today) > FAR:
            raise forms.ValidationError(_("This day is too far away."))
        return day


class BookingsQuery(forms.Form):
    which = forms.ChoiceField(
        label=_("Those that run, or those that are over"),
        choices=[("running", _("They run")), ("over", _("They are over"))],
        required=False,
    )


class LendingThingBody(WordsBody):
    """``days``: how many it is lent at most. Photos follow."""

    form_class = bookings.ThingForm


class CommonRoomBody(WordsBody):
    form_class = bookings.RoomForm


class TimeBookingBody(SaidBody):
    """Days and times of Belgium."""

    form_class = bookings.BookingForm


class WaitingBody(SaidBody):
    form_class = bookings.TimeForm


class BookingBackBody(FormBody):
    form_class = bookings.BackForm


class ReviewBody(FormBody):
    form_class = bookings.ReviewForm
