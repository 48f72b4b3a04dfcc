"""What is typed about payments of participations."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.models import Participation
from finance.bank import messages, reading
from finance.bank.statement import StatementError
from finance.structured_reference import InvalidReference, normalise_reference
from koprogo.ui.fields import DayField, MoneyField
from koprogo.ui.upload_forms import FilesForm
from transparency.forms.books import Asked
from transparency.queries.bank import participations_by_reference
from transparency.queries.contributions import reference_of

LONGEST = 40


class ParticipationField(forms.CharField):
    """A participation, named by its structured communication."""

    default_error_messages = {
        "unknown": _("No participation has this structured communication."),
        "invalid": _("Write the twelve digits, such as +++090/9337/55493+++."),
    }

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            digits = normalise_reference(text)
        except InvalidReference:
            raise self._error("invalid") from None
        found = participations_by_reference([digits]).get(digits)
        if found is None:
            raise self._error("unknown")
        return found

    def prepare_value(self, value):
        return reference_of(value) if isinstance(value, Participation) else value

    def _error(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code)


class ReceiptForm(forms.Form):
    """A payment; ``uuid`` is drawn when the form is shown."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    participation = ParticipationField(
        label=_("Structured communication"),
        max_length=LONGEST,
        help_text=_("It says whose payment it is."),
    )
    amount = MoneyField(label=_("Amount (€)"))
    received_on = DayField(label=_("Received on"))

    def __init__(self, data=None, *, participation=None, amount=None):
        first = {
            "uuid": uuid4(),
            "participation": participation,
            "received_on": timezone.localdate(),
            "amount": amount if amount and amount > 0 else None,
        }
        super().__init__(data, initial=first)


class BankFileField(forms.FileField):
    """A CODA or a camt.053; gives (name, bytes)."""

    widget = forms.FileInput(attrs={"accept": ".cod,.coda,.txt,.xml"})

    def clean(self, data, initial=None) -> tuple[str, bytes]:
        file = super().clean(data, initial)
        content = file.read()
        try:
            reading.read(content)
        except StatementError as error:
            raise ValidationError(messages.sentence(error), error.reason) from None
        return file.name, content


class BankFileForm(FilesForm):
    files_field = "file"

    file = BankFileField(label=_("File of the bank (CODA or camt.053)"))


class KeyForm(forms.Form):
    """The file that was looked at."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=500)


class BalanceFilter(Asked):
    search = forms.CharField(
        label=_("Name or structured communication"), required=False
    )
    only = forms.ChoiceField(
        label=_("Which"),
        required=False,
        choices=[
            ("", _("all")),
            ("open", _("with something to pay")),
            ("overdue", _("late")),
            ("credit", _("in credit")),
        ],
    )


class ReceiptFilter(Asked):
    search = forms.CharField(label=_("Name"), required=False)
