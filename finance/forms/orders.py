"""What is asked for a payment file, a mandate and direct debits."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import IbanField
from finance.collecting import first_day
from finance.errors.orders import TooSoon
from finance.models import DebitMandate, Payment
from finance.queries.collections import Collectable
from finance.queries.orders import Payable
from finance.refusals.orders import sentence
from koprogo.ui.fields import DayField

LONGEST = timedelta(days=366)
SOON = timedelta(days=7)
GONE = _(
    "Something changed meanwhile: one of those chosen was paid, ordered or is no more in "
    "the list. Choose again."
)


def not_far(day: date) -> None:
    if day > timezone.localdate() + LONGEST:
        raise ValidationError(_("Choose a day within a year."), code="far")


def today() -> date:
    return timezone.localdate()


def earliest() -> date:
    return first_day(timezone.localdate())


class OrderForm(forms.Form):
    """Which of the ``payables`` the bank pays, when and from which account.

    What is due within a week is ticked at first, with the credit notes, unless its
    account has to be looked at.
    """

    execution_date = DayField(
        label=_("To be executed on"), initial=today, validators=[not_far]
    )
    bank_account = forms.ChoiceField(
        label=_("Paid from the account"),
        choices=Payment.BankAccount,
        initial=Payment.BankAccount.WORKING,
    )
    invoices = forms.MultipleChoiceField(
        label=_("Invoices to pay"),
        error_messages={
            "required": _("Choose an invoice at least."),
            "invalid_choice": GONE,
        },
    )
    confirmed = forms.MultipleChoiceField(
        label=_("Accounts that were checked with the supplier"),
        required=False,
        error_messages={"invalid_choice": GONE},
    )

    def __init__(self, data=None, *, payables: Sequence[Payable]):
        super().__init__(data, initial={"invoices": list(_due_soon(payables))})
        self.payables = payables
        self._by_uuid = {str(one.invoice.uuid): one.invoice for one in payables}
        for name in ("invoices", "confirmed"):
            self.fields[name].choices = [(key, key) for key in self._by_uuid]

    def rows(self) -> Iterator[tuple[Payable, bool, bool]]:
        """Yield what may be ordered, whether it is ticked, and whether confirmed."""
        chosen = set(self["invoices"].value() or ())
        confirmed = set(self["confirmed"].value() or ())
        for one in self.payables:
            key = str(one.invoice.uuid)
            yield one, key in chosen, key in confirmed

    def clean_invoices(self):
        return [self._by_uuid[key] for key in self.cleaned_data["invoices"]]

    def clean_confirmed(self):
        return [self._by_uuid[key] for key in self.cleaned_data["confirmed"]]


def _due_soon(payables: Sequence[Payable]) -> Iterator[str]:
    limit = timezone.localdate() + SOON
    for one in payables:
        if one.is_ready and (one.is_credit or (one.invoice.due_on or limit) <= limit):
            yield str(one.invoice.uuid)


class MandateForm(forms.ModelForm):
    iban = IbanField(label=_("IBAN"))
    signed_on = DayField(label=_("Signed on"))
    reference = forms.CharField(
        label=_("Mandate reference"),
        max_length=DebitMandate._meta.get_field("reference").max_length,
        required=False,
        help_text=_("Leave it empty, and it gets one."),
    )

    class Meta:
        model = DebitMandate
        fields = ["debtor", "iban", "signed_on", "reference"]
        help_texts = {
            "debtor": _("As the bank knows who pays."),
        }


class CollectionDayForm(forms.Form):
    """On which day the banks pay: nobody may be told too late."""

    on = DayField(label=_("To be collected on"), initial=earliest, validators=[not_far])

    def clean_on(self):
        day = self.cleaned_data["on"] or earliest()
        if day < earliest():
            raise ValidationError(sentence(TooSoon(earliest())), code="soon")
        return day


class DayQuery(CollectionDayForm):
    """The day that a program asks about; the first possible one, unless it says."""

    on = DayField(label=_("To be collected on"), required=False, validators=[not_far])


class CollectionForm(CollectionDayForm):
    """From whom is collected on that day; from all of them by default."""

    mandates = forms.MultipleChoiceField(
        label=_("Account holders"),
        error_messages={
            "required": _("Choose an account holder at least."),
            "invalid_choice": GONE,
        },
    )

    def __init__(self, data=None, *, found: Sequence[Collectable], on: date):
        by_uuid = {str(one.mandate.uuid): one for one in found}
        super().__init__(data, initial={"on": on, "mandates": list(by_uuid)})
        self._by_uuid = by_uuid
        self.fields["on"].widget = forms.HiddenInput()
        self.fields["mandates"].choices = [(key, key) for key in by_uuid]

    def rows(self) -> Iterator[tuple[Collectable, bool]]:
        """Yield what may be collected, and whether it is ticked."""
        chosen = set(self["mandates"].value() or ())
        for key, one in self._by_uuid.items():
            yield one, key in chosen

    def clean_mandates(self):
        return [self._by_uuid[key].mandate for key in self.cleaned_data["mandates"]]
