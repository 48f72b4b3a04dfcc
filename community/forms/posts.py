"""What is typed into posts, comments, messages, and answers to an event."""

from datetime import timedelta
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.kinds import KINDS, Kind
from community.models import Coming, Comment, Event, Message, Post
from community.models.posts import KIND_LABELS, MOST_PHOTOS
from community.said import Meeting
from koprogo.documents.forms import PhotosField
from koprogo.ui.fields import DayField, MomentField
from koprogo.ui.upload_forms import FilesForm

LONGEST_STAY = timedelta(days=366)


def limit(model, name: str) -> int:
    """Return how many characters a field holds."""
    return model._meta.get_field(name).max_length


def photos_field() -> PhotosField:
    return PhotosField(
        label=_("Photos"),
        most=MOST_PHOTOS,
        required=False,
        help_text=_(
            "Up to six, as .jpg or .png. They are made smaller; where and when they "
            "were taken is removed."
        ),
    )


class WordsForm(FilesForm):
    """Title and text of a post; ``uuid`` is drawn when the form is shown."""

    files_field = "photos"

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=limit(Post, "title"))
    text = forms.CharField(
        label=_("What it is about"),
        max_length=limit(Post, "text"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, request=None, **kwargs):
        initial = {"uuid": uuid4(), **kwargs.pop("initial", {})}
        super().__init__(request, initial=initial, **kwargs)

    def _day_in_reach(self, name: str):
        day, today = self.cleaned_data.get(name), timezone.localdate()
        if day and not today <= day <= today + LONGEST_STAY:
            text = _("Choose a day between today and a year from now.")
            raise ValidationError(text)
        return day


class NoticeForm(WordsForm):
    """An announcement, a ride, childcare, something lost or found."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            (code, label)
            for code, label in KIND_LABELS
            if code in KINDS["notices"] and code != Kind.EVENT
        ],
    )
    expires_on = DayField(
        label=_("Stands there until"),
        help_text=_("Nobody sees it after that day."),
    )
    photos = photos_field()
    field_order = ("uuid", "kind", "title", "text", "expires_on", "photos")

    def clean_expires_on(self):
        return self._day_in_reach("expires_on")


class MeetingFields(forms.Form):
    """When and where neighbours meet."""

    begins_at = MomentField(label=_("Begins"))
    ends_at = MomentField(label=_("Ends"))
    place = forms.CharField(label=_("Place"), max_length=limit(Event, "place"))
    seats = forms.IntegerField(
        label=_("Places"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("For how many there is room. Empty: for all."),
    )

    def clean_begins_at(self):
        begin = self.cleaned_data["begins_at"]
        if begin <= timezone.now():
            raise ValidationError(_("This moment has passed."))
        return begin

    def clean(self):
        said = super().clean()
        begin, end = said.get("begins_at"), said.get("ends_at")
        if begin and end and end <= begin:
            self.add_error("ends_at", _("The end must come after the beginning."))
        return said

    def meeting(self) -> Meeting:
        names = ("begins_at", "ends_at", "place", "seats")
        return Meeting(**{name: self.cleaned_data[name] for name in names})


class EventForm(MeetingFields, WordsForm):
    """An event with its words."""

    photos = photos_field()
    field_order = (
        *("uuid", "title", "text", "begins_at", "ends_at"),
        *("place", "seats", "photos"),
    )


class PhotosForm(FilesForm):
    """More photos of a post."""

    files_field = "photos"
    photos = PhotosField(label=_("Photos"), most=MOST_PHOTOS)


class PinForm(forms.Form):
    """Until when something stands on top."""

    until = DayField(label=_("On top until"))

    def clean_until(self):
        day, today = self.cleaned_data["until"], timezone.localdate()
        if not today <= day <= today + LONGEST_STAY:
            text = _("Choose a day between today and a year from now.")
            raise ValidationError(text)
        return day


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Your comment"),
        max_length=limit(Comment, "text"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MessageForm(forms.Form):
    text = forms.CharField(
        label=_("Your message"),
        max_length=limit(Message, "text"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ComingForm(forms.Form):
    """Whether one comes, and with how many."""

    answer = forms.ChoiceField(label=_("Do you come?"), choices=Coming.Answer.choices)
    people = forms.IntegerField(
        label=_("How many come, you included"), min_value=1, max_value=9, initial=1
    )
