"""Who did what, when. Rows are added and never changed (the database refuses)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import Tenant, TenantRow

SHA256 = r"^[0-9a-f]{64}$"


class AuditEvent(TenantRow):
    """One act. ``target`` is a label and key, not a foreign key: it may outlive it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    action = models.CharField(max_length=60)
    target = models.CharField(max_length=120)
    data = models.JSONField(default=dict)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["tenant", "-at", "-id"], name="audit_by_time"),
            models.Index(fields=["tenant", "target"], name="audit_by_target"),
            models.Index(fields=["tenant", "actor", "-at"], name="audit_by_actor"),
        ]

    def __str__(self):
        return f"{self.action} {self.target}"


class AuditSeal(TenantRow):
    """A link of the tenant's chain: it seals ``count`` events (audit/chain.py).

    ``first_event`` and ``last_event`` are the lowest and the highest id among them;
    ``total`` counts the events of this seal and of all before it.
    """

    number = models.PositiveBigIntegerField()
    first_event = models.BigIntegerField()
    last_event = models.BigIntegerField()
    count = models.PositiveIntegerField()
    total = models.PositiveBigIntegerField()
    sealed_at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "number"], name="seal_number"),
            models.CheckConstraint(
                condition=Q(
                    number__gte=1,
                    count__gte=1,
                    total__gte=F("count"),
                    last_event__gte=F("first_event"),
                ),
                name="seal_of_something",
            ),
            models.CheckConstraint(
                condition=Q(hash__regex=SHA256, previous__regex=SHA256),
                name="seal_hashes",
            ),
        ]

    def __str__(self):
        return f"{self.number}: {self.hash}"


class AuditLeaf(TenantRow):
    """An event's place in one seal, and its hash: an event is sealed once."""

    event = TenantOneToOneField(AuditEvent, primary_key=True, related_name="leaf")
    seal = TenantForeignKey(AuditSeal, related_name="leaves", db_index=False)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hash__regex=SHA256), name="leaf_hash_digits"
            )
        ]
        indexes = [models.Index(fields=["tenant", "seal"], name="leaf_of_seal")]

    def __str__(self):
        return f"{self.event_id}: {self.hash}"


class Unsealed(models.Model):
    """An event that waits for its seal: written by the database with the event itself.

    A platform table: the worker finds here which tenants have something to seal.
    """

    event_id = models.BigIntegerField(primary_key=True)
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "unsealed"

    def __str__(self):
        return str(self.event_id)
