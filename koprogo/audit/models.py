"""Who did what, when. Rows are added and never changed (the database refuses)."""

import uuid

from django.conf import settings
from django.db import models

from koprogo.tenancy.models import TenantRow


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
        ]

    def __str__(self):
        return f"{self.action} {self.target}"
