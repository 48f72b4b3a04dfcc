"""What a person says of the fixed part of a line that meters divide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buildings.models import AllocationKey
from finance.errors import EmptyPart, FinanceError
from finance.models import InvoiceLine
from finance.queries.fixed_parts import Part, parts_of
from finance.refusals.invoices import sentence
from koprogo.ui.fields import MoneyField


class FixedPartForm(forms.Form):
    """``parts``: what the key and what the meters divide of ``line``, if it is valid.

    ``amount``: of the line as it was shown; nothing was, while the form is filled in.
    """

    percent = forms.IntegerField(
        label=_("Fixed part (%)"),
        min_value=1,
        max_value=99,
        help_text=_(
            "What does not depend on use, such as 30. The meters divide the rest."
        ),
    )
    amount = MoneyField(
        required=False, minimum=-MoneyField.maximum, widget=forms.HiddenInput
    )

    def __init__(self, data=None, *, line: InvoiceLine, initial=None):
        super().__init__(data, initial=initial)
        self.line = line
        self.parts: tuple[Part, Part] | None = None
        self.fields["key"] = forms.ModelChoiceField(
            label=_("The fixed part is divided by"),
            queryset=AllocationKey.objects.all(),
            to_field_name="uuid",
            empty_label=None,
        )

    def clean(self):
        data = self.cleaned_data
        if not self.errors:
            try:
                self.parts = parts_of(self.line, data["percent"])
            except EmptyPart as error:
                self.add_error("percent", sentence(error))
        return data

    def refuse(self, error: FinanceError) -> None:
        """Say what a service refused; the parts are to be looked at again."""
        self.parts = None
        self.add_error(None, sentence(error))
