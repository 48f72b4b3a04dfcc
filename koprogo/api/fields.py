"""What stands in JSON: money is text with two decimals, rows are named by uuid."""

import re
from collections.abc import Callable
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from koprogo.ui.fields import MoneyField as FormMoneyField

AMOUNT = r"^-?[0-9]{1,12}\.[0-9]{2}$"
AMOUNT_TO_PAY = r"^[0-9]{1,10}(\.[0-9]{1,2})?$"
CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
SIGNED = r"^-?[0-9]{1,10}(\.[0-9]{1,2})?$"


class Money(serializers.DecimalField):
    """EUR as text: ``"1234.50"``. In a body it is above zero, and never a JSON number."""

    default_error_messages = {
        "text": _('Write the amount as text with a decimal point: "1234.50".'),
        "minimum": FormMoneyField.default_error_messages["minimum"],
    }

    pattern = AMOUNT_TO_PAY

    def __init__(self, **kwargs):
        super().__init__(max_digits=12, decimal_places=2, **kwargs)

    def to_internal_value(self, data):
        amount = self.read(data)
        if not amount:
            self.fail("minimum")
        return amount

    def read(self, data) -> Decimal:
        """Return the amount as it is written."""
        if not isinstance(data, str) or not re.fullmatch(self.pattern, data):
            self.fail("text")
        return Decimal(data)

    def to_representation(self, value):
        return f"{value:.2f}"


class Balance(Money):
    """EUR as text that may be zero, and below zero when ``signed``."""

    def __init__(self, *, signed: bool = False, **kwargs):
        super().__init__(**kwargs)
        self.pattern = SIGNED if signed else AMOUNT_TO_PAY

    def to_internal_value(self, data):
        return self.read(data)


@extend_schema_field({"type": "string", "pattern": CLOCK, "example": "14:30"})
class Clock(serializers.TimeField):
    """A time of the day in Belgium: ``"14:30"``."""

    def __init__(self, **kwargs):
        super().__init__(format="%H:%M", **kwargs)


class RowField(serializers.UUIDField):
    """A row named by its uuid; gives the row.

    ``rows`` is asked when a body is read: inside the tenant, and never before.
    """

    default_error_messages = {"unknown": _("There is nothing with this id here.")}

    def __init__(self, rows: Callable[[], QuerySet], **kwargs):
        super().__init__(**kwargs)
        self.rows = rows

    def to_internal_value(self, data):
        uuid = super().to_internal_value(data)
        row = self.rows().filter(uuid=uuid).first()
        if row is None:
            self.fail("unknown")
        return row
