"""Who lives in a lot, until when; what somebody says when he types the hall's code."""

from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.models import Arrival, Invitation, Says
from koprogo.ui.fields import DayField

__all__ = ["ArrivalForm", "LastDayForm", "OccupantForm"]

CHANNELS = Invitation.Channel


class OccupantForm(forms.Form):
    """An occupant of one of ``lots``; gives the lot and how his code reaches him."""

    number = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    lot = forms.ModelChoiceField(
        label=_("Lot"), queryset=None, to_field_name="uuid", empty_label=None
    )
    name = forms.CharField(label=_("Name of the occupant"), max_length=150)
    channel = forms.ChoiceField(
        label=_("How to invite"),
        choices=CHANNELS,
        initial=CHANNELS.EMAIL,
        widget=forms.RadioSelect,
        help_text=_("On paper: you get a letter with a code, to hand over yourself."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=Invitation._meta.get_field("email").max_length,
        required=False,
        help_text=_("Only to send the invitation by e-mail."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    until = DayField(
        label=_("Until"),
        required=False,
        help_text=_("From this day on the access has ended by itself."),
    )

    def __init__(self, data=None, *, lots, initial=None):
        super().__init__(data, initial=initial)
        self.fields["lot"].queryset = lots

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until <= timezone.localdate():
            raise forms.ValidationError(_("The end must lie in the future."))
        return until

    def clean(self):
        data = self.cleaned_data
        by_email = data.get("channel") == CHANNELS.EMAIL
        if by_email and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("To which address does the invitation go?"))
        if data.get("channel") == CHANNELS.PAPER:
            data["email"] = ""
        return data


class LastDayForm(forms.Form):
    """The last day on which somebody may still enter the building here."""

    last_day = DayField(
        label=_("Last day"),
        help_text=_("The day after, the access has ended. Today at the earliest."),
    )

    def clean_last_day(self):
        day = self.cleaned_data["last_day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("The last day cannot lie in the past."))
        return day


class ArrivalForm(forms.Form):
    """What somebody says of himself to those who know him, or should."""

    says = forms.ChoiceField(
        label=_("What are you here?"),
        choices=[(one.value, one.label) for one in (Says.OCCUPANT, Says.OWNER)],
        initial=Says.OCCUPANT,
        widget=forms.RadioSelect,
    )
    where = forms.CharField(
        label=_("Where in the building"),
        max_length=Arrival._meta.get_field("where").max_length,
        required=False,
        help_text=_("For example: third floor, door on the left."),
    )
