"""The letters of a call: one PDF for each document, made once, and one zip."""

from django.db import models

from buildings.models.letters import AccountLetter, Run
from finance.models.calls import Call, CallDocument
from koprogo.fields import MoneyField
from koprogo.notifications.models import Delivery
from koprogo.tenancy.fields import TenantOneToOneField


class CallLetter(AccountLetter):
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

    @property
    def page_id(self):
        return self.document.uuid


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
