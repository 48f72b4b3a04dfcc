"""What is typed about offers and appeals."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from solidarity.models import Appeal, Verdict

MOST_WORDS = 500
LONGEST = 10_000


class OfferForm(forms.Form):
    answer = forms.TypedChoiceField(
        label=_("Your answer"),
        choices=[
            (Verdict.Answer.YES.value, _("Yes, I take it")),
            (Verdict.Answer.NO.value, _("No, I decline it")),
        ],
        coerce=Verdict.Answer,
        widget=forms.RadioSelect,
    )


class AppealForm(forms.Form):
    """``uuid`` is drawn when the form is shown."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Why the decision should be another one"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("In your own words, 500 at most. The board reads only this text."),
    )

    def __init__(self, data=None):
        super().__init__(data, initial={"uuid": uuid4()})

    def clean_text(self):
        text = self.cleaned_data["text"]
        many = len(text.split())
        if many > MOST_WORDS:
            raise ValidationError(
                ngettext_lazy(
                    "%(over)s word too many: 500 are the most.",
                    "%(over)s words too many: 500 are the most.",
                    "over",
                ),
                "words",
                {"over": many - MOST_WORDS},
            )
        return text


class AppealDecisionForm(forms.Form):
    outcome = forms.TypedChoiceField(
        label=_("Decision"),
        choices=Appeal.Outcome.choices,
        coerce=Appeal.Outcome,
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Reasons"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The person reads them as you write them."),
    )


class AssemblyForm(AppealDecisionForm):
    """What the assembly decided on a refusal that the board upheld."""

    decision_text = forms.CharField(
        label=_("Decision of the assembly"),
        max_length=Appeal._meta.get_field("decision_text").max_length,
    )
    field_order = ["decision_text", "outcome", "answer"]
