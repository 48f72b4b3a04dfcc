from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why somebody looks at the pages of another person, who reads this."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_(
            "The co-owner reads it. For instance: you asked on the phone why your "
            "balance is higher."
        ),
    )
