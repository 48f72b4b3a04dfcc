"""What is typed about payment plans, repayments and direct debits."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koprogo.ui.fields import DayField, MoneyField
from solidarity import repaying
from solidarity.deadlines import DEBIT_NOTICE_DAYS
from solidarity.models import Aid, PlanChange

LONGEST = 2000


def _words(label, *, required=True, help_text="") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


# The person


class DeferForm(forms.Form):
    months = forms.TypedChoiceField(
        label=_("How much later?"),
        coerce=int,
        choices=[(1, _("one month")), (2, _("two months")), (3, _("three months"))],
        widget=forms.RadioSelect,
    )
    words = _words(
        _("What happened?"),
        required=False,
        help_text=_("The first time you need not say why."),
    )


class RescheduleForm(forms.Form):
    months = forms.IntegerField(
        label=_("In how many months in all?"), min_value=1, max_value=120
    )
    words = _words(_("What happened?"))


class EarlyForm(forms.Form):
    amount = MoneyField(label=_("Amount (€)"))
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """Yes or no of the person to what the committee proposes."""

    answer = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])


class DisputeEndForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("How did the case end?"),
        widget=forms.RadioSelect,
        choices=[
            ("damages", _("Won, and damages were obtained")),
            ("won", _("Won, without damages")),
            ("lost", _("Lost, or given up")),
        ],
    )
    words = _words(_("Anything the committee should know"), required=False)

    def said(self) -> dict:
        outcome = self.cleaned_data["outcome"]
        return {
            "is_won": outcome != "lost",
            "has_damages": outcome == "damages",
            "words": self.cleaned_data["words"],
        }


# The committee


class ContactForm(forms.Form):
    day = DayField(label=_("Spoken on"))
    words = _words(
        _("What was agreed"),
        help_text=_("Sealed: only the person and the committee read it."),
    )


class ProposalForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What do you propose?"),
        widget=forms.RadioSelect,
        choices=[
            (PlanChange.Kind.DEFER.value, _("To pay one to three months later")),
            (PlanChange.Kind.RESCHEDULE.value, _("Another number of months")),
        ],
    )
    months = forms.IntegerField(label=_("Months"), min_value=1, max_value=120)
    words = _words(_("Some words to the person"), required=False)


class DecisionForm(forms.Form):
    """Yes or no of a member, with reasons that the person reads."""

    is_granted = forms.TypedChoiceField(
        label=_("Your decision"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("Agree")), ("no", _("Decline"))],
        widget=forms.RadioSelect,
    )
    reasons = _words(_("Reasons"), help_text=_("The person reads them."))


class ReasonsForm(forms.Form):
    reasons = _words(_("Reasons"))


class ConfirmForm(forms.Form):
    """Yes or no of a second member."""

    is_confirmed = forms.TypedChoiceField(
        label=_("Your decision"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("Confirm")), ("no", _("Refuse"))],
        widget=forms.RadioSelect,
    )


class MonthsForm(forms.Form):
    months = forms.IntegerField(
        label=_("In how many months?"),
        min_value=repaying.WON_MONTHS[0],
        max_value=repaying.WON_MONTHS[1],
    )


# The treasurer


class CodeField(forms.CharField):
    """A loan, by the code that the bank text names; gives the row."""

    default_error_messages = {"unknown": _("No loan that comes back has this code.")}

    def clean(self, value):
        text = super().clean(value).strip().upper()
        rows = Aid.objects.filter(
            code=text, state__in=["running", "written_off"], plans__isnull=False
        )
        found = rows.distinct().first() if text else None
        if text and found is None:
            raise ValidationError(self.error_messages["unknown"], "unknown")
        return found


class RepaymentForm(forms.Form):
    """Money that came back; ``uuid`` is drawn when the form is shown."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    aid = CodeField(
        label=_("Code of the loan"),
        max_length=20,
        help_text=_("It stands in the text of the payment, such as S-7KQ2M9XA."),
    )
    amount = MoneyField(label=_("Amount (€)"))
    received_on = DayField(label=_("Received on"))

    def __init__(self, data=None):
        super().__init__(
            data, initial={"uuid": uuid4(), "received_on": timezone.localdate()}
        )


class DayForm(forms.Form):
    on = DayField(label=_("Paid back on"))


class BatchForm(forms.Form):
    day = DayField(
        label=_("Day of collecting"),
        help_text=_("People are told three days before."),
    )

    def __init__(self, data=None):
        first = repaying.first_collection(timezone.localdate(), DEBIT_NOTICE_DAYS)
        super().__init__(data, initial={"day": first})
