"""Bytes that are kept: content, hash and type. Who may read them is not known here."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koprogo.tenancy.models import TenantRow


class File(TenantRow):
    """A file as it was stored, never changed. The bytes lie in the default storage,
    named by tenant and SHA-256 (services.py).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("file name"), max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="file_hashed"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="file_named"),
        ]
        indexes = [models.Index(fields=["tenant", "sha256"], name="file_by_hash")]

    def __str__(self):
        return self.name

    @property
    def ending(self) -> str:
        """What kind of file it is, for people: ``PDF``."""
        return self.name.rpartition(".")[2].upper()
