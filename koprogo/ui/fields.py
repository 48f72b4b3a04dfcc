"""Form fields for what people type in Belgium: amounts and days."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# 1234 · 1234,5 · 1234.50 · 1.234,50 · 1 234,50 · 1,234.50
_PLAIN = re.compile(r"(?P<sign>-?)(?P<euros>\d+)(?:[.,](?P<cents>\d+))?")
_GROUPED = re.compile(
    r"(?P<sign>-?)(?P<euros>\d{1,3}(?:(?P<mark>[.,])\d{3})(?:(?P=mark)\d{3})*)"
    r"(?:(?!(?P=mark))[.,](?P<cents>\d+))"
)


class MoneyField(forms.Field):
    """EUR with at most two decimals; comma or point, spaces and € are understood.

    “1.234” could be a thousand or three decimals: it is refused, not guessed.
    """

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Write an amount such as 1234,50."),
        "decimals": _("Write at most two decimals: an amount has no parts of a cent."),
        "minimum": _("The amount must be more than zero."),
        "maximum": _("The amount is too large."),
    }
    maximum = Decimal("9999999999.99")

    def to_python(self, value):
        text = re.sub(r"[\s€]", "", value or "").replace("−", "-")
        if not text:
            return None
        match = _GROUPED.fullmatch(text) or _PLAIN.fullmatch(text)
        if match is None:
            raise self._error("invalid")
        cents = match["cents"] or ""
        if len(cents) > 2:
            raise self._error("decimals")
        euros = re.sub(r"\D", "", match["euros"])
        return Decimal(f"{match['sign']}{euros}.{cents:0<2}")

    def validate(self, value):
        super().validate(value)
        if value is not None and value <= 0:
            raise self._error("minimum")
        if value is not None and value > self.maximum:
            raise self._error("maximum")

    def prepare_value(self, value):
        return f"{value:.2f}".replace(".", ",") if isinstance(value, Decimal) else value

    def _error(self, code):
        return ValidationError(self.error_messages[code], code=code)


class DayField(forms.DateField):
    """A day; browsers show their own calendar."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(
            widget=widget,
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"],
            **kwargs,
        )
