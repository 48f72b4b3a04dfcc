"""The archives that were asked for. Their bytes lie in the storage for a week."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from koprogo.tenancy.models import TenantRow


class Archive(TenantRow):
    """Everything of the tenant as one ZIP of ``size`` bytes, once it is made.

    A new one replaces the old one (services.py).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    made_at = models.DateTimeField(null=True)
    size = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant"], name="archive_one"),
            models.CheckConstraint(
                condition=Q(made_at=None, size=None)
                | Q(made_at__gte=F("asked_at"), size__isnull=False),
                name="archive_made_has_size",
            ),
        ]

    def __str__(self):
        return str(self.uuid)
