"""What is typed on the public page of the fund: kept nowhere."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from koprogo.ui.fields import MoneyField
from solidarity.answers import COMES_BACK, Answers
from solidarity.models.requests import KINDS
from solidarity.refusals.public import MOST_WORDS
from solidarity.scoring import Household, Urgency
from solidarity.terms import Kind
from solidarity.words_public import HOUSEHOLDS, URGENCIES

NOTHING = Decimal("0.00")
MOST_MONTHS = 360


class EstimateForm(forms.Form):
    """Could I ask? The figures of a household, as the form of a request asks for them."""

    household = forms.ChoiceField(label=_("Household"), choices=HOUSEHOLDS.items())
    net_income = MoneyField(
        label=_("Net income of the household (€ a month)"), minimum=NOTHING
    )
    housing = MoneyField(
        label=_("Rent or mortgage (€ a month)"), minimum=NOTHING, initial=NOTHING
    )
    charges = MoneyField(
        label=_("Charges of the co-ownership (€ a month)"),
        minimum=NOTHING,
        initial=NOTHING,
    )
    loans = MoneyField(
        label=_("Other credits (€ a month)"), minimum=NOTHING, initial=NOTHING
    )
    kind = forms.ChoiceField(label=_("Kind of help"), choices=KINDS)
    amount = MoneyField(label=_("Amount (€)"))
    urgency = forms.ChoiceField(label=_("What presses"), choices=URGENCIES.items())
    is_exceptional = forms.BooleanField(
        label=_("An exceptional situation: disability, illness or accident"),
        required=False,
    )
    months = forms.IntegerField(
        label=_("Repaid in how many months"),
        min_value=1,
        max_value=MOST_MONTHS,
        required=False,
        help_text=_("For a loan or a works credit."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    properties = forms.IntegerField(
        label=_("Properties you own"),
        min_value=0,
        max_value=999,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    asset_income = MoneyField(
        label=_("Income from assets (€ a month)"), minimum=NOTHING, initial=NOTHING
    )

    def clean(self):
        cleaned = super().clean()
        comes_back = cleaned.get("kind") in COMES_BACK
        if comes_back and not cleaned.get("months") and "months" not in self.errors:
            self.add_error("months", _("Say in how many months you would pay it back."))
        return cleaned

    def answers(self) -> Answers:
        """Return what was typed, as a request would say it."""
        said = dict(self.cleaned_data)
        said["household"] = Household(said["household"])
        said["urgency"] = Urgency(said["urgency"])
        said["kind"] = Kind(said["kind"])
        if said["kind"] not in COMES_BACK:
            said["months"] = None
        return Answers(**said)


class TestimonyForm(forms.Form):
    """What a person helped wants to say. Nothing of it is public before two read it."""

    text = forms.CharField(
        label=_("What you want to say"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "At most 150 words. No names, no places, no dates: nothing by which somebody "
            "knows who you are."
        ),
    )
    consent = forms.BooleanField(
        label=_(
            "My text may stand on the public page, without my name. I can take it back "
            "at any time."
        )
    )

    def clean_text(self):
        text = self.cleaned_data["text"]
        if len(text.split()) > MOST_WORDS:
            raise forms.ValidationError(
                _("Write at most %(most)s words.") % {"most": MOST_WORDS}, "words"
            )
        return text


class RemarkForm(forms.Form):
    """What the committee asks a person to leave out."""

    remark = forms.CharField(
        label=_("What should be left out, and why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
