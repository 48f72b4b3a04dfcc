"""What a portfolio shows of each building: one row, written inside its own tenant."""

from django.db import models

from koprogo.fields import MoneyField
from koprogo.tenancy.models import Tenant


class Summary(models.Model):
    """Figures of one tenant as of ``updated_at``; EUR. A platform table: stack.md,
    tenancy 6. Nothing in it names a person.
    """

    tenant = models.OneToOneField(
        Tenant, on_delete=models.PROTECT, primary_key=True, related_name="summary"
    )
    lots = models.PositiveIntegerField(default=0)
    owners = models.PositiveIntegerField(default=0)
    complete = models.BooleanField(default=False)
    working = MoneyField(default=0)
    reserve = MoneyField(default=0)
    overdue = MoneyField(default=0)
    late_holders = models.PositiveIntegerField(default=0)
    drafts = models.PositiveIntegerField(default=0)
    letters_waiting = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "summaries"

    def __str__(self):
        return str(self.tenant_id)
