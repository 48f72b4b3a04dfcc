"""A line that a co-owner contests, with the answers: a dated file (finance.md §1)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buildings.models import Holding, Owner
from finance.models.calls import CallLine
from finance.models.charges import ChargeDocument
from finance.models.costs import Cost
from koprogo.fields import person
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantRow


class Contest(TenantRow):
    """Why an owner does not agree with a line of a call, or a cost of his statement.

    Open, then closed with an outcome and frozen together with its answers. What it is
    about never changes (migrations/0010).
    """

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("The owner was right: it will be corrected")
        EXPLAINED = "explained", _("The line stays, for the reason given")
        WITHDRAWN = "withdrawn", _("Withdrawn by the owner")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = TenantForeignKey(Owner, related_name="+", db_index=False)
    holding = TenantForeignKey(Holding, related_name="contests", db_index=False)
    call_line = TenantForeignKey(CallLine, null=True, related_name="+", db_index=False)
    document = TenantForeignKey(
        ChargeDocument, null=True, related_name="contests", db_index=False
    )
    cost = TenantForeignKey(Cost, null=True, related_name="+", db_index=False)
    text = models.TextField(_("why you contest this line"), max_length=4000)
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, editable=False)
    outcome = models.CharField(
        _("outcome"), max_length=9, choices=Outcome, blank=True, editable=False
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(call_line__isnull=False, document=None, cost=None)
                | Q(call_line=None, document__isnull=False, cost__isnull=False),
                name="contest_of_one_line",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="contest_with_reason"),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="")
                | Q(
                    closed_at__isnull=False,
                    outcome__in=["accepted", "explained", "withdrawn"],
                ),
                name="contest_closed_with_outcome",
            ),
            models.UniqueConstraint(
                fields=["tenant", "holding", "call_line"],
                condition=Q(call_line__isnull=False, closed_at=None),
                name="contest_of_call_line_once",
                violation_error_message=_("This line is contested already."),
            ),
            models.UniqueConstraint(
                fields=["tenant", "document", "cost"],
                condition=Q(document__isnull=False, closed_at=None),
                name="contest_of_cost_once",
                violation_error_message=_("This line is contested already."),
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-id"], name="contest_list")]

    def __str__(self):
        return str(self.uuid)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def title(self) -> str:
        """Of the call or the statement of charges in which the line stands."""
        if self.call_line:
            return self.call_line.document.call.title
        return self.document.statement.title

    @property
    def label(self) -> str:
        """What the line is for; of a call with the code of its lot."""
        if self.call_line:
            return f"{self.call_line.item.label}, {self.call_line.lot.code}"
        return self.cost.label


class ContestAnswer(TenantRow):
    """What the syndic or the owner wrote in the file. Added, never changed."""

    contest = TenantForeignKey(Contest, related_name="answers", db_index=False)
    text = models.TextField(_("answer"), max_length=4000)
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = person()
    by_syndic = models.BooleanField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="contest_answer_written")
        ]
        indexes = [models.Index(fields=["tenant", "contest"], name="contest_answer")]

    def __str__(self):
        return str(self.contest_id)
