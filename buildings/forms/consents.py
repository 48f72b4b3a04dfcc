from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.models import Consent
from koprogo.ui.fields import DayField


class PastDayField(DayField):
    """Today, or a day before."""

    def validate(self, value):
        super().validate(value)
        if value and value > timezone.localdate():
            raise forms.ValidationError(_("This day lies in the future."))


class PaperConsentForm(forms.Form):
    """What an owner has accepted in writing; the syndic keeps the paper."""

    purpose = forms.ChoiceField(
        label=_("For"), choices=Consent.Purpose, widget=forms.RadioSelect
    )
    given_on = PastDayField(label=_("Date on the paper"))


class WithdrawalForm(forms.Form):
    """Since when ``consent`` is withdrawn."""

    withdrawn_on = PastDayField(label=_("Withdrawn on"))

    def __init__(self, data=None, *, consent: Consent):
        super().__init__(data, initial={"withdrawn_on": timezone.localdate()})
        self.consent = consent

    def clean_withdrawn_on(self):
        day = self.cleaned_data["withdrawn_on"]
        if day < self.consent.given_on:
            raise forms.ValidationError(_("It cannot end before it was given."))
        return day


class OwnChoiceForm(forms.Form):
    """What the owner himself accepts, or takes back."""

    purpose = forms.ChoiceField(choices=Consent.Purpose)
    accept = forms.BooleanField(required=False)
