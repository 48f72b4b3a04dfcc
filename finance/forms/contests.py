"""What is written in the file of a contested line."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from finance.models import Contest, ContestAnswer

ANY = [("", _("All"))]
STATES = [
    ("open", pgettext_lazy("contested line", "Open")),
    ("closed", pgettext_lazy("contested line", "Closed")),
]
#: How the syndic closes a file; withdrawing is the owner's.
CLOSINGS = [
    choice
    for choice in Contest.Outcome.choices
    if choice[0] != Contest.Outcome.WITHDRAWN
]


def _text(model, **kwargs) -> forms.CharField:
    return forms.CharField(
        max_length=model._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 6}),
        **kwargs,
    )


class ContestForm(forms.Form):
    text = _text(
        Contest,
        label=_("Why you contest this line"),
        help_text=_(
            "Say in your own words what you think is wrong, and what it should be."
        ),
    )


class AnswerForm(forms.Form):
    text = _text(ContestAnswer, label=_("Your answer"))


class ClosingForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=CLOSINGS, widget=forms.RadioSelect
    )
    text = _text(
        ContestAnswer,
        label=_("Reason"),
        help_text=_(
            "The co-owner reads it: what will be corrected and when, or why the line is "
            "right."
        ),
    )


class ContestFilterForm(forms.Form):
    """What the list shows; what cannot be understood narrows nothing."""

    state = forms.ChoiceField(
        label=_("Status"), required=False, choices=[*ANY, *STATES]
    )

    def asked(self) -> str:
        """Return ``open``, ``closed`` or nothing."""
        self.is_valid()
        return self.cleaned_data.get("state", "")
