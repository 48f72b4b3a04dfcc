import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from koprogo.tenancy.models import TenantRow


class ImportBatch(TenantRow):
    """One import of tables, with what is needed to undo it.

    ``changes``: list of ``{"model", "pk", "before"}`` in the order they were made;
    ``before`` is null for a row that the import created, else the old field values.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    files = models.CharField(max_length=300)
    changes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(files=""), name="import_names_files")
        ]

    def __str__(self):
        return self.files
