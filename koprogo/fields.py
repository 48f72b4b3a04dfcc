"""Columns that every app uses."""

from django.conf import settings
from django.db import models


class MoneyField(models.DecimalField):
    """An amount in EUR, exact, with two decimals.

    PostgreSQL's numeric also holds "not a number", which it calls greater than any
    number and equal to itself: two such lines would balance. The column refuses it.
    """

    def __init__(self, *args, max_digits=12, decimal_places=2, **kwargs):
        super().__init__(
            *args, max_digits=max_digits, decimal_places=decimal_places, **kwargs
        )

    def db_check(self, connection):
        return f"{connection.ops.quote_name(self.column)} <> 'NaN'"


def person(**kwargs):
    """A column that says who did something; nobody, when a program did."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        **kwargs,
    )
