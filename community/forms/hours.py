"""What is typed about offers, exchanges, disputes and limits of hours."""

from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.exchanging import LONGEST
from community.forms.posts import photos_field
from community.kinds import Kind
from community.models import HoursExchange, HoursLimits, HoursPost, Post
from koprogo.ui.fields import DayField
from koprogo.ui.upload_forms import FilesForm

__all__ = [
    "AnswerForm",
    "AskForm",
    "BoardFilter",
    "ConfirmForm",
    "DecideForm",
    "DisputeForm",
    "DoneForm",
    "LimitsForm",
    "NameForm",
    "NewOfferForm",
    "OfferForm",
]

TOO_LONG = _("Write a duration of at most 24 hours.")


def _limit(model, name: str) -> int:
    return model._meta.get_field(name).max_length


def _words(label, *, required: bool = True, help_text="") -> forms.CharField:
    """A message of an exchange."""
    return forms.CharField(
        label=label,
        max_length=_limit(HoursExchange, "text"),
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
    )


class BoardFilter(forms.Form):
    """What is looked for on the board; everything may stay empty."""

    q = forms.CharField(
        label=_("Search"), required=False, max_length=100, widget=forms.SearchInput
    )
    kind = forms.ChoiceField(
        label=_("Offered or looked for"),
        required=False,
        choices=[
            ("", _("Both")),
            (Kind.OFFER.value, _("Offered")),
            (Kind.WISH.value, _("Looked for")),
        ],
    )
    category = forms.ChoiceField(
        label=_("Category"),
        required=False,
        choices=[("", _("All")), *HoursPost.Category.choices],
    )

    @property
    def asked(self) -> dict[str, str]:
        """What was asked for; what makes no sense is left out."""
        self.is_valid()
        found = self.cleaned_data
        return {
            "search": found.get("q", ""),
            "kind": found.get("kind", ""),
            "category": found.get("category", ""),
        }


class OfferForm(forms.Form):
    """An offer or a wish."""

    category = forms.ChoiceField(
        label=_("Category"), choices=HoursPost.Category.choices
    )
    title = forms.CharField(label=_("Title"), max_length=_limit(Post, "title"))
    text = forms.CharField(
        label=_("Text"),
        max_length=_limit(Post, "text"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("When it suits you, and what one should know."),
    )
    expires_on = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave it empty if it stays until you end it."),
    )

    def clean_expires_on(self):
        day = self.cleaned_data["expires_on"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed."))
        return day


class NewOfferForm(FilesForm, OfferForm):
    """With photos; ``uuid`` is drawn when the form is shown."""

    files_field = "photos"

    uuid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    photos = photos_field()
    field_order = ("category", "title", "text", "expires_on", "photos")


class AskForm(forms.Form):
    """What one writes when asking."""

    text = _words(
        _("Your message"),
        help_text=_("When would it suit you, and about how long will it take?"),
    )


class AnswerForm(forms.Form):
    """Yes or no, with a word."""

    verdict = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("I accept")), ("no", _("I decline"))],
        widget=forms.RadioSelect,
    )
    answer = _words(
        _("Your message"),
        required=False,
        help_text=_("For example when, and where you meet."),
    )


class DurationForm(forms.Form):
    """How long something took: hours and minutes, which ``minutes`` is the sum of."""

    least = 1

    hours = forms.IntegerField(
        label=_("Hours"),
        min_value=0,
        max_value=24,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    minutes = forms.IntegerField(
        label=_("Minutes (0 to 59)"),
        min_value=0,
        max_value=59,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def clean(self):
        found = super().clean()
        if not {"hours", "minutes"} & set(self.errors):
            hours, rest = found.pop("hours"), found.pop("minutes")
            if hours is None and rest is None:
                self.add_error("minutes", _("Write how long it took."))
            total = (hours or 0) * 60 + (rest or 0)
            if not self.least <= total <= LONGEST:
                self.add_error("minutes", TOO_LONG)
            found["minutes"] = total
        return found


class DoneForm(DurationForm):
    """The day, and how long it took."""

    done_on = DayField(label=_("On which day"))

    field_order = ["done_on", "hours", "minutes"]


class ConfirmForm(forms.Form):
    """The minutes as they were shown."""

    minutes = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class DisputeForm(forms.Form):
    """Why one does not agree."""

    reason = _words(
        _("What is wrong"),
        help_text=_("The mediator and your neighbour read it, and nobody else."),
    )


class DecideForm(DurationForm):
    """How long counts, and why."""

    least = 0

    reasons = _words(_("Your reasons"), help_text=_("Both neighbours read them."))


class LimitsForm(forms.Form):
    """Limits in whole hours, and where the council's decision can be read."""

    owed = forms.IntegerField(
        label=_("Hours that somebody may owe at most"), min_value=1, max_value=1000
    )
    given = forms.IntegerField(
        label=_("Hours that somebody may have given at most"),
        min_value=1,
        max_value=1000,
    )
    warned = forms.IntegerField(
        label=_("Hours before a limit from which one is warned"),
        min_value=0,
        max_value=1000,
    )
    decided_on = DayField(label=_("Decided on"))
    decision = forms.CharField(
        label=_("Where it can be read"),
        max_length=_limit(HoursLimits, "decision"),
        help_text=_("For example: council of 3 March, or minutes, point 7."),
    )
    uuid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def clean(self):
        found = super().clean()
        if not self.errors:
            found["floor"] = -60 * found.pop("owed")
            found["ceiling"] = 60 * found.pop("given")
            found["near"] = 60 * found.pop("warned")
        return found


class NameForm(forms.Form):
    """Where it can be read that the council named a mediator."""

    decision = forms.CharField(
        label=_("Where it can be read"),
        max_length=_limit(HoursLimits, "decision"),
        help_text=_("For example: council of 3 March, or minutes, point 7."),
    )
