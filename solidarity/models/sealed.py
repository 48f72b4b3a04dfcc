"""Columns that the vault seals. A model that declares one is emptied in time by itself.

``solidarity.queries.sealed`` walks them: whatever is declared here goes with the key of
its life, and is written down nowhere else.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from koprogo.documents.models import File
from koprogo.tenancy.fields import TenantForeignKey


class Life(models.TextChoices):
    FILE = "file", _("The file: five years after its end")
    PAPERS = "papers", _("Agreement and vouchers: seven years")


class SealedText(models.TextField):
    """A token of ``solidarity.vault``; for the database a text like any other."""

    def __init__(self, *args, life: Life = Life.FILE, **kwargs):
        self.life = life
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class SealedFile(TenantForeignKey):
    """A document whose bytes are sealed; none once they are forgotten."""

    def __init__(self, to=File, *args, life: Life = Life.FILE, **kwargs):
        self.life = life
        kwargs |= {"null": True, "related_name": "+", "db_index": False}
        super().__init__(to, *args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "koprogo.tenancy.fields.TenantForeignKey", args, kwargs
