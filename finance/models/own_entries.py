"""Entries that somebody made by hand, with the reason and what proves it."""

import uuid

from django.db import models
from django.db.models import Q

from koprogo.documents.models import File
from koprogo.ledger.models import Entry
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantManager, TenantRow


class OwnEntryQuerySet(models.QuerySet):
    def standing(self):
        """Return the entries that count: not taken back by a mirror."""
        return self.filter(entry__mirror=None)


class OwnEntry(TenantRow):
    """An entry that no invoice, call or bank statement makes. Added, never changed.

    ``reason``: why it is right; ``voucher``: what it was made from, if anything.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    entry = TenantOneToOneField(Entry, related_name="own", db_index=False)
    reason = models.CharField(max_length=400)
    voucher = TenantForeignKey(File, null=True, related_name="+", db_index=False)

    objects = TenantManager.from_queryset(OwnEntryQuerySet)()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "own entries"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="own_entry_reason"),
        ]

    def __str__(self):
        return self.reason
