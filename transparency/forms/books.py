"""What is typed about costs and income, and what a list of them is asked for."""

from datetime import date
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from finance.invoices import messages
from finance.invoices.document import InvoiceError
from koprogo.documents.intake import take_in
from koprogo.documents.kinds import Kind, kind_of
from koprogo.documents.messages import sentence
from koprogo.documents.problems import Refused
from koprogo.ui.fields import DayField, MoneyField
from koprogo.ui.upload_forms import FilesForm
from transparency.chart import ACCOUNTS
from transparency.models import Voucher
from transparency.months import add_months, first_of_month, last_of_month

PAPERS = (Kind.PDF, Kind.JPEG, Kind.PNG, Kind.XML)
EARLIEST, LATEST = 2000, 2200


def _length(name: str) -> int:
    return Voucher._meta.get_field(name).max_length


class PaperField(forms.FileField):
    """A PDF, a picture or an electronic invoice; gives an ``Intake``, None for none."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.xml"})

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file:
            return None
        kind = kind_of(file.name)
        if kind not in PAPERS:
            raise ValidationError(
                _("Send a PDF, a picture (.jpg, .png) or an electronic invoice (.xml).")
            )
        content = file.read()
        try:
            if kind is Kind.XML:
                # The web process has no room for lxml.
                from finance.invoices import ubl

                ubl.parse(content)
            return take_in(file.name, content)
        except InvoiceError as error:
            raise ValidationError(messages.sentence(error), error.reason) from None
        except Refused as error:
            raise ValidationError(sentence(error), error.code) from None


class VoucherForm(FilesForm):
    """A voucher; ``uuid`` is drawn when the form is shown.

    ``first``: what it shows at first. ``paper_needed``: a new one has its paper.
    """

    files_field = "paper"

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), choices=Voucher.Kind)
    supplier = forms.CharField(
        label=_("Supplier or giver"),
        max_length=_length("supplier"),
        help_text=_("It is published: write no name of a private person."),
    )
    description = forms.CharField(
        label=_("Description"),
        max_length=_length("description"),
        help_text=_("It is published as well: name no private person and no building."),
    )
    amount = MoneyField(label=_("Amount (€)"))
    dated = DayField(label=_("Date of the voucher"))
    since = DayField(
        label=_("First day"),
        help_text=_("Whole months bear it: from that of this day on…"),
    )
    last_day = DayField(
        label=_("Last day"), help_text=_("…to that of this day, in equal parts.")
    )
    recurring = forms.ChoiceField(label=_("Comes back"), choices=Voucher.Recurring)
    paper = PaperField(label=_("PDF, picture or electronic invoice"))

    def __init__(self, request=None, *, first: dict | None = None, paper_needed=True):
        today = timezone.localdate()
        shown = {
            "uuid": uuid4(),
            "dated": today,
            "since": first_of_month(today),
            "last_day": last_of_month(today),
        }
        super().__init__(request, initial=shown | (first or {}))
        self.fields["paper"].required = paper_needed
        if not paper_needed:
            self.fields["paper"].help_text = _("Empty: the one that is there stays.")

    def clean(self):
        data = super().clean()
        for name in ("dated", "since", "last_day"):
            day = data.get(name)
            if day and not EARLIEST <= day.year < LATEST:
                self.add_error(name, _("This day is too far away."))
        if not self.errors:
            last_day = data.pop("last_day")
            data["since"] = first_of_month(data["since"])
            data["until"] = add_months(first_of_month(last_day), 1)
        return data


def shown_first(voucher: Voucher) -> dict:
    """Return what the form of a voucher shows when it is corrected."""
    return {
        "kind": voucher.kind,
        "supplier": voucher.supplier,
        "description": voucher.description,
        "amount": voucher.amount,
        "dated": voucher.dated,
        "since": voucher.since,
        "last_day": last_of_month(add_months(voucher.until, -1)),
        "recurring": voucher.recurring,
    }


def shown_again(voucher: Voucher, *, since: date, until: date) -> dict:
    """Return what the form shows for the same voucher of its next months."""
    return shown_first(voucher) | {
        "dated": timezone.localdate(),
        "since": since,
        "last_day": last_of_month(add_months(until, -1)),
    }


class SeenForm(forms.Form):
    """What whoever approves has looked at."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=_length("reason"),
        help_text=_("It stays on record."),
    )


class PaidForm(forms.Form):
    on = DayField(label=_("Day of the bank"))

    def __init__(self, data=None):
        super().__init__(data, initial={"on": timezone.localdate()})


# What a list is asked for. Something that cannot be read is not asked at all.


class Asked(forms.Form):
    def wanted(self) -> dict:
        """Return what can be read of what was asked."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class VoucherFilter(Asked):
    search = forms.CharField(label=_("Supplier or description"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("all")), *Voucher.Kind.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("all")), *Voucher.State.choices],
        required=False,
    )
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)
    unpaid = forms.BooleanField(label=_("Not paid yet"), required=False)


class EntryFilter(Asked):
    account = forms.ChoiceField(label=_("Account"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, data=None):
        super().__init__(data)
        accounts = [(code, f"{code} {name}") for code, name in ACCOUNTS.items()]
        self.fields["account"].choices = [("", _("all")), *accounts]


class YearForm(Asked):
    """Which calendar year a report is of."""

    year = forms.IntegerField(
        label=_("Year"), required=False, min_value=EARLIEST, max_value=LATEST - 1
    )


class DayForm(Asked):
    """At the end of which day a report is."""

    on = DayField(label=_("At the end of"), required=False)
