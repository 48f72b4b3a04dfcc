"""What the board types: terms, legal reviews, goals, errata."""

from datetime import timedelta
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koprogo.ui.fields import DayField, MoneyField
from solidarity.models import FundErratum, FundGoal, FundTerms, LegalReview
from solidarity.parameters import (
    NAMES,
    WHOLE,
    Problem,
    Wrong,
    problems,
    unit_of,
    values_of,
)
from solidarity.terms import Terms
from solidarity.words_public import parameter_label

MOST_NOTE = 4000

WRONG = {
    Wrong.BOUNDS: _("This number makes no sense here."),
    Wrong.WHOLE: _("Write a whole number."),
    Wrong.ORDER: _("It must not be below the lowest one."),
}


def _limit(model, name: str) -> int:
    return model._meta.get_field(name).max_length


class NumberField(MoneyField):
    """A number with at most two decimals, comma or point."""

    default_error_messages = {
        "invalid": _("Write a number such as 12,50."),
        "decimals": _("Write at most two decimals."),
        "minimum": _("The number must not be below zero."),
        "maximum": _("The number is too large."),
    }


def _number_field(name: str) -> forms.Field:
    if unit_of(name) in WHOLE:
        return forms.IntegerField(
            label=parameter_label(name),
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        )
    return NumberField(label=parameter_label(name), minimum=Decimal(0))


def field_of(name: str) -> str:
    """Return the name of the field of a number: no point, which style sheets read."""
    return name.replace(".", "-")


class TermsForm(forms.Form):
    """All numbers of the terms; what is not changed stays as it is."""

    since = DayField(
        label=_("In force from"),
        help_text=_("Tomorrow at the earliest. Requests sent before keep their terms."),
    )
    decision_text = forms.CharField(
        label=_("Decision of the assembly"),
        max_length=_limit(FundTerms, "decision_text"),
        help_text=_("Its day and number, such as “Assembly of 12/03/2027, point 7”."),
    )

    def __init__(self, data=None, *, terms: Terms):
        tomorrow = timezone.localdate() + timedelta(days=1)
        values = values_of(terms)
        first = {field_of(name): _initial(name, values[name]) for name in NAMES}
        super().__init__(data, initial={"since": tomorrow, **first})
        for name in NAMES:
            self.fields[field_of(name)] = _number_field(name)

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            for wrong in problems(self.values()):
                self.add_error(field_of(wrong.name), _why(wrong))
        return cleaned

    def values(self) -> dict[str, Decimal]:
        """Return the numbers by their names."""
        return {name: Decimal(self.cleaned_data[field_of(name)]) for name in NAMES}


def _initial(name: str, value: Decimal) -> Decimal | int:
    return int(value) if unit_of(name) in WHOLE else value


def _why(wrong: Problem):
    return WRONG[wrong.why]


class LegalReviewForm(forms.Form):
    regime = forms.ChoiceField(label=_("Regime"), choices=LegalReview.Regime.choices)
    note = forms.CharField(
        label=_("Note of the review"),
        max_length=MOST_NOTE,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Who reviewed it, when, and why. Agreements print it; the public page does not."
        ),
    )
    since = DayField(label=_("From"))
    until = DayField(
        label=_("Until"),
        required=False,
        help_text=_("From that day on it counts as being reviewed again."),
    )

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until <= since:
            self.add_error("until", _("The end must come after the beginning."))
        return cleaned


class ErratumForm(forms.Form):
    text = forms.CharField(
        label=_("What is wrong"),
        max_length=_limit(FundErratum, "text"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody reads it. No numbers of few requests, no names."),
    )


class GoalForm(forms.Form):
    since = DayField(label=_("From"))
    participants = forms.IntegerField(
        label=_("From how many participants on"), min_value=0, max_value=1_000_000
    )
    repaid_low = forms.IntegerField(
        label=_("Repaid at least (%)"), min_value=0, max_value=100, initial=92
    )
    repaid_high = forms.IntegerField(
        label=_("Repaid, the aim (%)"), min_value=0, max_value=100, initial=95
    )
    helped = forms.IntegerField(
        label=_("People helped in a year"), min_value=0, max_value=1_000_000
    )
    decision_text = forms.CharField(
        label=_("Decision"), max_length=_limit(FundGoal, "decision_text")
    )

    def clean(self):
        cleaned = super().clean()
        low, high = cleaned.get("repaid_low"), cleaned.get("repaid_high")
        if low is not None and high is not None and low > high:
            self.add_error(
                "repaid_high", _("The aim must not be below the lowest part.")
            )
        return cleaned


class OutcomeForm(forms.Form):
    year = forms.IntegerField(label=_("Calendar year"), min_value=2000, max_value=2200)
    disputes_avoided = forms.IntegerField(
        label=_("Disputes avoided"), min_value=0, max_value=100_000
    )
    evictions_avoided = forms.IntegerField(
        label=_("Evictions avoided"), min_value=0, max_value=100_000
    )

    def __init__(self, data=None):
        super().__init__(data, initial={"year": timezone.localdate().year - 1})
