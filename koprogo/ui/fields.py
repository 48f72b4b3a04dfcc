"""Form fields for what people type in Belgium: amounts, days and moments."""

from datetime import datetime
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koprogo.money import CENT, NotAnAmount, TooManyDecimals, read_amount


class MoneyField(forms.Field):
    """EUR with at most two decimals; comma or point, spaces and € are understood.

    “1.234” could be a thousand or three decimals: it is refused, not guessed.
    ``minimum``: the least amount that makes sense; a cent, unless told otherwise.
    """

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Write an amount such as 1234,50."),
        "decimals": _("Write at most two decimals: an amount has no parts of a cent."),
        "minimum": _("The amount must be more than zero."),
        "maximum": _("The amount is too large."),
    }
    maximum = Decimal("9999999999.99")

    def __init__(self, *, minimum=CENT, **kwargs):
        super().__init__(**kwargs)
        self.minimum = minimum

    def to_python(self, value):
        if not (value or "").strip():
            return None
        try:
            return read_amount(value)
        except TooManyDecimals:
            raise self._error("decimals") from None
        except NotAnAmount:
            raise self._error("invalid") from None

    def validate(self, value):
        super().validate(value)
        if value is not None and abs(value) > self.maximum:
            raise self._error("maximum")
        if value is not None and value < self.minimum:
            raise self._error("minimum")

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


class MomentField(forms.DateTimeField):
    """A day and a time, here; browsers show their own calendar and clock."""

    written = "%Y-%m-%dT%H:%M"

    def __init__(self, **kwargs):
        widget = forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format=self.written
        )
        super().__init__(
            widget=widget,
            input_formats=[self.written, "%d/%m/%Y %H:%M", "%d.%m.%Y %H:%M"],
            **kwargs,
        )

    def prepare_value(self, value):
        if isinstance(value, datetime) and timezone.is_aware(value):
            return timezone.localtime(value).strftime(self.written)
        return value
