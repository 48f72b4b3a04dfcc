"""What is asked when an invoice is looked for, approved or rejected."""

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.models import Invoice
from finance.queries.invoices import Status
from koprogo.ui.fields import DayField

ANY = [("", _("all"))]


class InvoiceFilterForm(forms.Form):
    """What the list shows; what cannot be understood narrows nothing."""

    q = forms.CharField(label=_("Supplier, number or description"), required=False)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[*ANY, *Status.choices]
    )
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)
    supplier = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, drafts: bool):
        super().__init__(data)
        if not drafts:
            self.fields["status"].choices = [
                *ANY,
                *(one for one in Status.choices if one[0] not in Invoice.State.values),
            ]

    def asked(self) -> dict:
        """Return what was asked for and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ApprovalForm(forms.Form):
    iban_confirmed = forms.BooleanField(
        label=_("I have checked the account number with the supplier"), required=False
    )


class RejectionForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=Invoice._meta.get_field("reason").max_length,
        help_text=_("Who prepared the invoice reads it and can change the draft."),
    )
