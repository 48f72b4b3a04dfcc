"""The six sections of a request. A draft may lack anything; what is there is right."""

from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from finance.sepa.accounts import checked_iban
from finance.sepa.errors import InvalidIban
from koprogo.ui.fields import DayField, MoneyField
from koprogo.ui.formatting import money
from solidarity import words
from solidarity.answers import (
    ASKED,
    COMES_BACK,
    MOST_WORDS,
    ONLY_OF_LOANS,
    Payee,
    Section,
)
from solidarity.deadlines import is_urgent
from solidarity.forms.identity import IdentityForm
from solidarity.forms.sections import (
    Monthly,
    SectionForm,
    choice_field,
    says,
    text_field,
)
from solidarity.models import RequestConsent
from solidarity.models.requests import KINDS
from solidarity.queries.requests import instalment
from solidarity.scoring import Household, Urgency
from solidarity.terms import Kind, Terms

__all__ = [
    "KINDS",
    "AnswerForm",
    "ConsentsForm",
    "FinancesForm",
    "HelpForm",
    "IdentityForm",
    "PlanForm",
    "ReasonForm",
    "instalment_sentence",
]

Purpose = RequestConsent.Purpose
LONGEST_REASON = 6000
MOST_PROPERTIES = 99


class FinancesForm(SectionForm):
    section = Section.FINANCES

    household = choice_field(_("Your household"), words.HOUSEHOLDS.items(), Household)
    net_income = says(Monthly(label=_("Net income a month (€)")))
    housing = says(
        Monthly(
            label=_("Housing a month (€)"),
            help_text=_("Rent or mortgage."),
        )
    )
    charges = says(
        Monthly(
            label=_("Charges a month (€)"),
            help_text=_("Of the co-ownership, energy, water."),
        )
    )
    loans = says(Monthly(label=_("Other loans paid back a month (€)")))
    properties = says(
        forms.IntegerField(
            label=_("How many properties do you own?"),
            min_value=0,
            max_value=MOST_PROPERTIES,
        )
    )
    asset_income = says(
        Monthly(
            label=_("Income from assets a month (€)"),
            help_text=_("Rents, interest, dividends; 0 if there is none."),
        )
    )


class HelpForm(SectionForm):
    section = Section.HELP

    kind = choice_field(_("Which help?"), KINDS, Kind)
    amount = says(MoneyField(label=_("Amount (€)")))
    urgency = choice_field(_("What presses?"), words.URGENCIES.items(), Urgency)
    eviction_on = says(
        DayField(
            label=_("Day of the eviction"),
            required=False,
            help_text=_("If you chose an eviction."),
        )
    )
    is_exceptional = forms.BooleanField(
        label=_("My situation is exceptional: disability, illness or an accident"),
        required=False,
    )
    payee = choice_field(
        _("Who is to be paid?"),
        words.PAYEES.items(),
        Payee,
        help_text=_(
            "The syndic and the association learn nothing, unless you choose that they "
            "are paid directly and consent to it in the last section."
        ),
    )
    creditors = text_field(
        _("Whom do you owe money?"),
        max_length=500,
        required=False,
        widget=forms.Textarea,
        help_text=_("A name on each line, so that none of them decides on it."),
    )

    def __init__(self, *args, terms: Terms, **kwargs):
        super().__init__(*args, **kwargs)
        self.terms = terms
        self.fields["creditors"].widget.attrs["rows"] = 3
        self.fields["kind"].choices = [
            (kind, f"{label}: {_bounds(terms, kind)}") for kind, label in KINDS
        ]

    def clean(self):
        said = super().clean()
        kind, amount = said.get("kind"), said.get("amount")
        if kind and amount:
            bounds = self.terms.kinds[kind]
            if not bounds.lowest <= amount <= bounds.highest:
                self.add_error("amount", _outside(self.terms, kind))
        if said.get("urgency") == Urgency.EVICTION:
            self._check_eviction(said.get("eviction_on"))
        else:
            said["eviction_on"] = None
        return said

    def _check_eviction(self, day) -> None:
        if self.has_error("eviction_on"):
            return
        if day is None and self.whole:
            self.add_error("eviction_on", gettext("Say on which day the eviction is."))
        today = timezone.localdate()
        if day is not None and day < today:
            self.add_error("eviction_on", gettext("This day is past."))
        elif day is not None and not is_urgent(day, on=today):
            self.add_error(
                "eviction_on",
                gettext(
                    "This day is not within 30 days: choose something else that presses."
                ),
            )


def _bounds(terms: Terms, kind: str) -> str:
    found = terms.kinds[Kind(kind)]
    return words.bounds_in_words(found.lowest, found.highest)


def _outside(terms: Terms, kind: str) -> str:
    return gettext("%(kind)s: %(bounds)s.") % {
        "kind": dict(KINDS)[kind],
        "bounds": _bounds(terms, kind),
    }


class ReasonForm(SectionForm):
    section = Section.REASON

    reason = says(
        forms.CharField(
            label=_("Why do you ask for help?"),
            widget=forms.Textarea(attrs={"rows": 12}),
            max_length=LONGEST_REASON,
            help_text=_("In your own words, 300 at most."),
        ),
        "",
    )

    def clean_reason(self):
        text = self.cleaned_data["reason"]
        count = len(text.split())
        if count > MOST_WORDS:
            raise ValidationError(
                ngettext(
                    "This is %(count)s word: %(most)s at most.",
                    "These are %(count)s words: %(most)s at most.",
                    count,
                )
                % {"count": count, "most": MOST_WORDS}
            )
        return text


class PlanForm(SectionForm):
    """``months`` stands here only for what comes back."""

    section = Section.PLAN

    months = says(forms.IntegerField(label=_("In how many months?")))
    iban = text_field(
        _("Your account (IBAN)"),
        max_length=42,
        help_text=_(
            "What is for you is paid there, and what comes back is collected there."
        ),
    )

    def __init__(self, *args, terms: Terms, **kwargs):
        super().__init__(*args, **kwargs)
        self.terms = terms
        if self.answers.kind not in COMES_BACK:
            for name in ONLY_OF_LOANS:
                del self.fields[name]
        else:
            fewest, most = terms.kinds[self.answers.kind].months
            self.bounds = (fewest, most)
            self.fields["months"].help_text = _between(fewest, most)

    def clean_iban(self):
        text = self.cleaned_data["iban"]
        try:
            return checked_iban(text) if text else ""
        except InvalidIban:
            raise ValidationError(
                gettext("This is no account number: check its signs.")
            ) from None

    def clean_months(self):
        months = self.cleaned_data["months"]
        if months is None:
            return None
        fewest, most = self.bounds
        if not fewest <= months <= most:
            raise ValidationError(_between(fewest, most))
        planned = replace(self.answers, months=months)
        if self.answers.amount and not instalment(
            planned, self.terms, on=timezone.localdate()
        ):
            raise ValidationError(
                gettext("The amount is too small for so many months.")
            )
        return months

    def said(self):
        return {"months": None} | {
            name: self.cleaned_data[name]
            for name in ASKED[self.section]
            if name in self.fields
        }


def _between(fewest: int, most: int) -> str:
    return gettext("From %(fewest)s to %(most)s months.") % {
        "fewest": fewest,
        "most": most,
    }


class ConsentsForm(SectionForm):
    """Each consent by itself; two of them stand here only where they matter."""

    section = Section.CONSENTS
    purposes = (
        *(Purpose.PROCESSING, Purpose.SOCIAL_CHECK, Purpose.ACCURACY),
        *(Purpose.PAY_SYNDIC, Purpose.SURETY),
    )

    processing = says(
        forms.BooleanField(
            label=Purpose.PROCESSING.label,
            help_text=_(
                "Only the committee reads it, without your name until it has decided. "
                "You can withdraw this at any time: your request is then withdrawn."
            ),
        ),
        False,
    )
    social_check = forms.BooleanField(
        label=Purpose.SOCIAL_CHECK.label,
        required=False,
        help_text=_("Your request counts the same without it."),
    )
    accuracy = says(forms.BooleanField(label=Purpose.ACCURACY.label), False)
    pay_syndic = says(
        forms.BooleanField(
            label=Purpose.PAY_SYNDIC.label,
            help_text=_("They then learn that you are helped."),
        ),
        False,
    )
    surety = forms.BooleanField(
        label=Purpose.SURETY.label,
        required=False,
        help_text=_(
            "It then learns of your loan. Without it a mortgage secures the credit."
        ),
    )

    def __init__(self, *args, given=(), **kwargs):
        first = {purpose.value: True for purpose in self.purposes if purpose in given}
        super().__init__(*args, initial=first, **kwargs)
        if self.answers.payee != Payee.SYNDIC:
            del self.fields[Purpose.PAY_SYNDIC]
        if self.answers.kind != Kind.WORKS:
            del self.fields[Purpose.SURETY]

    def given(self) -> set[str]:
        return {name for name in self.fields if self.cleaned_data[name]}


class AnswerForm(forms.Form):
    """What the person answers to the committee."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


def instalment_sentence(amount) -> str:
    """Return what a month pays back, in words."""
    return gettext("You would pay back %(amount)s a month.") % {
        "amount": money(amount, get_language())
    }
