"""Extraordinary works that are paid by calls of their own (702)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koprogo.ledger.models import Entry
from koprogo.tenancy.fields import TenantOneToOneField
from koprogo.tenancy.models import TenantRow


class Works(TenantRow):
    """Works that an assembly decided; ended by refunding or calling the difference.

    ``decision``: what was decided and where it stands in the minutes.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("works"), max_length=120)
    decision = models.CharField(_("decision of the assembly"), max_length=200)
    decided_on = models.DateField(_("decided on"))
    ended_on = models.DateField(null=True, editable=False)
    entry = TenantOneToOneField(
        Entry, null=True, editable=False, related_name="works", db_index=False
    )

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "title"],
                name="works_title",
                violation_error_message=_("There already are works of this name."),
            ),
            models.CheckConstraint(condition=~Q(title=""), name="works_titled"),
            models.CheckConstraint(
                condition=Q(entry=None) | Q(ended_on__isnull=False),
                name="works_ended_when_posted",
            ),
        ]

    def __str__(self):
        return self.title
