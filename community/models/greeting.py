"""What the council tells newcomers."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koprogo.fields import person
from koprogo.tenancy.models import TenantRow


class Greeting(TenantRow):
    """The words of welcome of a building: one text, in as many languages as it wants."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(_("words of welcome"), max_length=6000)
    written_by = person()
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant"], name="greeting_once"),
            models.CheckConstraint(condition=~Q(text=""), name="greeting_says_it"),
        ]

    def __str__(self):
        return str(self.pk)
