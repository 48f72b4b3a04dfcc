"""What the auditor of the accounts types, and the register of interests."""

from datetime import date

from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.models import Supplier
from finance.models import AccountsCheck, CheckedVoucher, ConflictOfInterest
from finance.sampling import Criteria
from koprogo.tenancy.forms import TenantModelForm
from koprogo.ui.fields import DayField, MoneyField

MOST_DRAWN = 200
MOST_DAYS = 366
NOT_BEFORE = MinValueValidator(date(1900, 1, 1))
PROPOSED = Criteria()


def _count(label, help_text="", *, most=MOST_DRAWN, **kwargs):
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=0, max_value=most, **kwargs
    )


class CheckForm(forms.Form):
    """How the vouchers of a year are chosen (docs/rules/sampling.md)."""

    random = _count(
        _("Drawn at random"),
        _("How many. The sample can be made larger later, with the same seed."),
        initial=PROPOSED.random,
    )
    largest = _count(_("Largest amounts"), _("How many."), initial=PROPOSED.largest)
    round_to = MoneyField(
        label=_("Round amounts: multiples of"),
        help_text=_("Often an estimate or an advance."),
        initial=PROPOSED.round_to,
    )
    duplicate_days = _count(
        _("Same supplier and amount within"),
        _("Days."),
        most=MOST_DAYS,
        initial=PROPOSED.duplicate_days,
    )
    threshold = MoneyField(
        label=_("Amount from which the assembly asks for competing quotes"),
        help_text=_(
            "Invoices of one supplier below it, that reach it together, are looked at."
        ),
        required=False,
    )
    split_days = _count(
        _("Together above that amount within"),
        _("Days."),
        most=MOST_DAYS,
        initial=PROPOSED.split_days,
    )


class EnlargeForm(forms.Form):
    """How many vouchers are drawn at random from now on."""

    random = _count(
        _("Drawn at random"),
        _("What is in the sample stays in it; invoices booked since take part."),
    )


class FindingForm(forms.ModelForm):
    """What is wrong with a voucher."""

    class Meta:
        model = CheckedVoucher
        fields = ["finding"]
        widgets = {"finding": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "finding": _(
                "It stands in the report, which every co-owner reads: no name of a "
                "co-owner, please."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["finding"].required = True


class QuestionForm(forms.Form):
    """A question to the syndic."""

    text = forms.CharField(
        label=_("Question"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Question and answer stand in the report."),
    )


class AnswerForm(forms.Form):
    """The syndic's answer."""

    text = forms.CharField(
        label=_("Answer"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "It stands in the report, and is not changed afterwards. Name the invoice "
            "or the decision that shows it."
        ),
    )


class ConclusionForm(TenantModelForm):
    """What the auditor thinks of the accounts, and why."""

    class Meta:
        model = AccountsCheck
        fields = ["opinion", "conclusion"]
        widgets = {
            "opinion": forms.RadioSelect,
            "conclusion": forms.Textarea(attrs={"rows": 12}),
        }
        help_texts = {
            "conclusion": _(
                "What you looked at, what you think of it, and what the assembly should "
                "know. Every co-owner reads it."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opinion"].required = True
        self.fields["opinion"].choices = AccountsCheck.Opinion.choices
        self.fields["conclusion"].required = True


class ConflictForm(TenantModelForm):
    """An interest in a supplier."""

    supplier = forms.ModelChoiceField(
        label=_("Supplier"), queryset=None, to_field_name="uuid"
    )
    declared_on = DayField(
        label=_("Declared on"), initial=timezone.localdate, validators=[NOT_BEFORE]
    )

    class Meta:
        model = ConflictOfInterest
        fields = ["name", "role", "supplier", "text", "decision", "declared_on"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "name": _("Every co-owner reads the register."),
            "text": _("Such as: partner of the firm, brother of its manager."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["supplier"].queryset = Supplier.objects.all()


class EndForm(forms.Form):
    """The last day of an interest."""

    ended_on = DayField(
        label=_("Last day"), initial=timezone.localdate, validators=[NOT_BEFORE]
    )
