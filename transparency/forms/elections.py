"""What is typed to end an office."""

from django import forms
from django.utils.translation import gettext_lazy as _

from koprogo.ui.fields import DayField
from transparency.models import Office


class OfficeEndForm(forms.Form):
    on = DayField(
        label=_("Ends on"), help_text=_("The first day on which it holds no more.")
    )
    reason = forms.CharField(
        label=_("Why it ends before its time"),
        max_length=Office._meta.get_field("end_reason").max_length,
        help_text=_("Every member reads it."),
    )
