"""Imports of share tables: uploaded, looked at, applied, perhaps undone."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantRow


class ImportBatch(TenantRow):
    """One import: a draft until it is applied, with what is needed to undo it.

    ``changes``: what was done, in order (services/imports/log.py).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    changes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    names = models.CharField(max_length=300)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(names=""), name="import_names_files"),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(applied_at__isnull=False),
                name="import_undone_after_applied",
            ),
        ]

    def __str__(self):
        return self.names


class ImportFile(TenantRow):
    """An uploaded table, kept until its import is applied or another one begins."""

    batch = TenantForeignKey(ImportBatch, related_name="files", db_index=False)
    name = models.CharField(max_length=200)
    data = models.BinaryField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["tenant", "batch"], name="import_file_batch")]

    def __str__(self):
        return self.name
