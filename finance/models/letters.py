"""The letters of a call: one PDF for each document, made once, and one zip."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from buildings.models import Owner
from finance.models.calls import Call, CallDocument
from koprogo.documents.models import File
from koprogo.fields import MoneyField
from koprogo.notifications.models import Delivery
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantRow


class Letter(TenantRow):
    """A letter to an account holder, as it was made; ``delivery`` once on its way.

    ``addressee``: the owner who receives it; none when several holders have named no
    representative. ``name`` and ``address`` are what was printed.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = TenantForeignKey(File, related_name="+", db_index=False)
    addressee = TenantForeignKey(Owner, null=True, related_name="+", db_index=False)
    name = models.CharField(_("addressee"), max_length=250)
    address = models.CharField(_("address"), max_length=400, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    delivery = TenantOneToOneField(
        Delivery, null=True, related_name="%(class)s", db_index=False
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    @property
    def is_registered(self) -> bool:
        """Whether it goes by registered letter, as a formal notice does."""
        return False


class CallLetter(Letter):
    """The letter of one document of a call; ``to_pay`` (EUR) is what was printed."""

    document = TenantOneToOneField(CallDocument, related_name="letter")
    delivery = TenantOneToOneField(
        Delivery, null=True, related_name="call_letter", db_index=False
    )
    to_pay = MoneyField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_pay__gte=0), name="call_letter_not_negative"
            )
        ]

    def __str__(self):
        return str(self.document_id)

    @property
    def holding(self):
        return self.document.holding


class Run(TenantRow):
    """The making of all letters of one thing; ``zip`` when they are there.

    ``post_zip``: those that go by post, once it is known which.
    """

    zip = TenantForeignKey(File, null=True, related_name="+", db_index=False)
    post_zip = TenantForeignKey(File, null=True, related_name="+", db_index=False)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class LetterRun(Run):
    """The making of all letters of a call."""

    call = TenantOneToOneField(Call, related_name="letter_run")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(finished_at=None) | models.Q(zip__isnull=False),
                name="letter_run_finished_has_zip",
            )
        ]

    def __str__(self):
        return str(self.call_id)
