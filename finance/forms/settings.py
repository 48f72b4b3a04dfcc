from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from finance.models import BookSettings
from finance.sepa.accounts import checked_creditor
from finance.sepa.errors import InvalidCreditor
from koprogo.ui.fields import DayField


class SimpleViewField(forms.TypedChoiceField):
    """Yes, no, or by the number of lots (art. 3.89 §5 15°)."""

    ANSWERS = {"": None, "yes": True, "no": False}

    def __init__(self, **kwargs):
        choices = [
            ("", _("when there are fewer than twenty lots")),
            ("yes", _("always")),
            ("no", _("never")),
        ]
        kwargs |= {"choices": choices, "coerce": self.ANSWERS.get, "required": False}
        super().__init__(empty_value=None, **kwargs)

    def prepare_value(self, value):
        return {True: "yes", False: "no", None: ""}.get(value, value)


class PercentField(forms.DecimalField):
    """A percentage with at most two decimals; comma or point."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value):
        return super().to_python(str(value or "").replace(",", "."))


class BookSettingsForm(forms.ModelForm):
    simple_view = SimpleViewField(label=_("Show the simplified view of the books"))
    interest_percent = PercentField(
        label=_("Yearly interest on late payment by the deed, in %"),
        min_value=0,
        max_value=20,
        max_digits=5,
        decimal_places=2,
        required=False,
        help_text=_(
            "Only what the deed says; without it the legal rate of each year counts."
        ),
    )
    accepted_on = DayField(
        label=_("Provisional acceptance of the common parts"),
        required=False,
        help_text=_(
            "Five years later the reserve fund is mandatory (art. 3.86 §3). Without "
            "this day it is taken to be mandatory."
        ),
    )

    class Meta:
        model = BookSettings
        fields = [
            "call_months",
            "statement_months",
            "accepted_on",
            "two_slips",
            "two_people",
            "simple_view",
            "interest_percent",
            "creditor_id",
        ]
        help_texts = {
            "two_people": _("Whoever enters an invoice cannot approve it then."),
            "two_slips": _(
                "Each call asks for two payments. Otherwise all is paid to the working "
                "account, and the part of the reserve is transferred."
            ),
            "creditor_id": _("As the bank gave it: BE12ZZZ0123456789."),
        }

    def clean_creditor_id(self):
        text = self.cleaned_data["creditor_id"]
        if not text:
            return ""
        try:
            return checked_creditor(text)
        except InvalidCreditor:
            raise ValidationError(
                _("This is no creditor identifier of a Belgian association.")
            ) from None
