"""What is typed about things and rooms, their bookings and how it went."""

from datetime import datetime, time, timedelta
from uuid import uuid4

from django import forms
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.forms.posts import WordsForm, photos_field
from community.models import Bookable, Booking, Review
from koprogo.ui.fields import DayField, MoneyField

#: the night on which the clocks go back has an hour more than a day has minutes
DAY, HOUR, LONGER_NIGHT = 24 * 60, 60, 60
MOST_DAYS = 60
CATEGORIES = [one for one in Bookable.Category.choices if one[0] != "room"]


def _limit(model, name: str) -> int:
    return model._meta.get_field(name).max_length


def _number(label, help_text, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=1,
        max_value=most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class ClockField(forms.TimeField):
    """A time of the day; browsers show their own clock."""

    def __init__(self, **kwargs):
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(
            widget=widget, input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **kwargs
        )


class RoomsForm(forms.Form):
    """What one looks for among the common rooms."""

    q = forms.CharField(label=_("Search"), max_length=60, required=False)

    def asked(self) -> dict:
        """Return what was understood."""
        self.is_valid()
        return {"q": self.cleaned_data.get("q", "")}


class CatalogueForm(RoomsForm):
    """What one looks for among the things to lend."""

    category = forms.ChoiceField(
        label=_("Category"),
        choices=[("", _("All")), *CATEGORIES],
        required=False,
    )
    is_here = forms.BooleanField(label=_("Available now"), required=False)

    def asked(self) -> dict:
        """Return what was understood; a category that nobody knows is none."""
        found, more = super().asked(), self.cleaned_data
        return found | {
            "category": more.get("category", ""),
            "is_here": more.get("is_here", False),
        }


class _BookableForm(WordsForm):
    """Words and photos, what to mind, and how far ahead it may be booked."""

    conditions = forms.CharField(
        label=_("What to mind"),
        max_length=_limit(Bookable, "conditions"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ahead = _number(
        _("How many days ahead it may be booked"),
        _("Leave it empty for no limit."),
        most=730,
    )

    photos = photos_field()

    def without_photos(self):
        """Return it for what is there already: photos have a page of their own."""
        for name in ("uuid", "photos"):
            del self.fields[name]
        return self

    def clean_ahead(self) -> int:
        return self.cleaned_data["ahead"] or 0


class ThingForm(_BookableForm):
    """Something to lend: what it is, in which state, and by which rules."""

    category = forms.ChoiceField(label=_("Category"), choices=CATEGORIES)
    condition = forms.ChoiceField(
        label=_("In which state it is"), choices=Bookable.Condition.choices
    )
    deposit = MoneyField(
        label=_("Deposit"),
        required=False,
        help_text=_("You agree on it with your neighbour: nothing is paid here."),
    )
    days = _number(
        _("How many days it is lent at most"),
        _("Leave it empty for no limit."),
        most=MOST_DAYS,
    )
    is_automatic = forms.BooleanField(
        label=_("Accept every booking at once"),
        required=False,
        help_text=_("Otherwise you answer each of them."),
    )

    field_order = (
        *("uuid", "title", "category", "condition", "text", "conditions"),
        *("deposit", "days", "ahead", "is_automatic", "photos"),
    )

    @staticmethod
    def shown(thing: Bookable) -> dict:
        """Return what stands in the form at first."""
        return {
            "title": thing.post.title,
            "text": thing.post.text,
            "category": thing.category,
            "condition": thing.condition,
            "conditions": thing.conditions,
            "deposit": thing.deposit,
            "days": thing.longest // DAY or None,
            "ahead": thing.ahead or None,
            "is_automatic": thing.is_automatic,
        }

    def clean(self):
        said = super().clean()
        days = said.pop("days", None)
        return said | {"longest": days * DAY + LONGER_NIGHT if days else 0}


class RoomForm(_BookableForm):
    """A common room: when it is open, and how much of it everybody gets."""

    opens = ClockField(
        label=_("Opens at"),
        required=False,
        help_text=_("Leave both empty where it is open day and night."),
    )
    closes = ClockField(label=_("Closes at"), required=False)
    hours = _number(
        _("How many hours one booking lasts at most"),
        _("Leave it empty for no limit."),
        most=24 * 14,
    )
    quota = _number(
        _("How many hours a month each lot gets"),
        _("Leave it empty for no limit."),
        most=744,
    )
    is_automatic = forms.BooleanField(
        label=_("Accept every booking at once"),
        required=False,
        help_text=_("Otherwise the council answers each of them."),
    )

    field_order = (
        *("uuid", "title", "text", "conditions", "opens", "closes", "hours"),
        *("quota", "ahead", "is_automatic", "photos"),
    )

    @staticmethod
    def shown(room: Bookable) -> dict:
        """Return what stands in the form at first."""
        is_always_open = room.rules.is_always_open
        return {
            "title": room.post.title,
            "text": room.post.text,
            "conditions": room.conditions,
            "opens": None if is_always_open else room.opens,
            "closes": None if is_always_open else room.closes,
            "hours": room.longest // HOUR or None,
            "quota": room.quota // HOUR or None,
            "ahead": room.ahead or None,
            "is_automatic": room.is_automatic,
        }

    def clean(self):
        said = super().clean()
        opens, closes = (said.get(name) or time(0) for name in ("opens", "closes"))
        if closes != time(0) and closes <= opens:
            self.add_error("closes", _("It closes after it opens."))
        hours, quota = said.pop("hours", None) or 0, said.get("quota") or 0
        return said | {
            "opens": opens,
            "closes": closes,
            "longest": hours * HOUR,
            "quota": quota * HOUR,
        }


class TimeForm(forms.Form):
    """From when until when; without a last day it ends on the first."""

    begins_on = DayField(label=_("First day"))
    begins = ClockField(label=_("From what time"))
    ends_on = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave it empty when it is the same day."),
    )
    ends = ClockField(label=_("Until what time"))

    def clean(self):
        said = super().clean()
        moments = {name: said.pop(name, None) for name in self._parts()}
        if moments["begins_on"] is None or None in (moments["begins"], moments["ends"]):
            return said
        last = moments["ends_on"] or moments["begins_on"]
        if moments["ends_on"] is None and moments["ends"] == time(0):
            last += timedelta(days=1)  # until midnight
        return said | {
            # An hour that the clocks leave out or show twice is refused here.
            "begins_at": self._moment(moments["begins_on"], moments["begins"]),
            "ends_at": self._moment(last, moments["ends"]),
        }

    @staticmethod
    def _parts() -> tuple[str, ...]:
        return ("begins_on", "begins", "ends_on", "ends")

    @staticmethod
    def _moment(day, clock) -> datetime:
        return from_current_timezone(datetime.combine(day, clock))

    @staticmethod
    def shown(asked: str, until: str = "") -> dict:
        """Return what stands in the form at first, from the address of the page."""
        begin, end = _read(asked), _read(until)
        found: dict = {}
        if begin is not None:
            found |= {"begins_on": begin.date(), "begins": begin.time()}
        if end is not None:
            found |= {"ends_on": end.date(), "ends": end.time()}
        return found


def _read(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return timezone.make_naive(found) if timezone.is_aware(found) else found


class BookingForm(TimeForm):
    """A booking, and a word to who answers it."""

    uuid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    note = forms.CharField(
        label=_("What your neighbour should know"),
        max_length=_limit(Booking, "note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    field_order = ("uuid", "begins_on", "begins", "ends_on", "ends", "note")


class BackForm(forms.Form):
    """The thing is back; perhaps something is damaged."""

    damage = forms.CharField(
        label=_("What is damaged"),
        max_length=_limit(Booking, "damage"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Leave it empty when all is well. Your neighbour reads it."),
    )


class ReviewForm(forms.Form):
    """How it went."""

    verdict = forms.ChoiceField(
        label=_("How it went"),
        choices=Review.Verdict.choices,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("In your words"),
        max_length=_limit(Review, "text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
