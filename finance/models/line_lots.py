"""What an invoice's line says of single lots. The database freezes it with the invoice."""

from django.db import models
from django.db.models import Q

from buildings.models import Lot
from finance.models.invoices import InvoiceLine
from koprogo.fields import MoneyField
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantRow


class FixedAmount(TenantRow):
    """What one lot bears of a line that is divided by fixed amounts, in EUR."""

    line = TenantForeignKey(InvoiceLine, related_name="fixed", db_index=False)
    lot = TenantForeignKey(Lot, related_name="+", db_index=False)
    amount = MoneyField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "line", "lot"], name="fixed_amount_once"
            ),
            models.CheckConstraint(
                condition=~Q(amount=0), name="fixed_amount_not_zero"
            ),
        ]

    def __str__(self):
        return f"{self.lot_id}: {self.amount}"


class ExemptLot(TenantRow):
    """A lot that the judgment of a line exempts: the others bear its part."""

    line = TenantForeignKey(InvoiceLine, related_name="exempt", db_index=False)
    lot = TenantForeignKey(Lot, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "line", "lot"], name="exempt_lot_once"
            ),
        ]

    def __str__(self):
        return str(self.lot_id)
