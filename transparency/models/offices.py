"""Whom the members gave an office of the ASBL, and by which decision."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.models import Owner, Role
from koprogo.fields import person
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantRow

#: whom the assembly of the ASBL gives a role, for a time
OFFICES = (
    Role.BOARD,
    Role.TREASURER,
    Role.ASBL_AUDITOR,
    Role.COORDINATOR,
    Role.COMMITTEE,
)


class Office(TenantRow):
    """An office for [since, until), as it was decided; the role follows its days.

    ``ended_on``: the first day without it where it ended before its time; not later
    than ``since``, it was taken back before it began.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = TenantForeignKey(Owner, related_name="+", db_index=False)
    role = models.CharField(
        _("office"),
        max_length=12,
        choices=[(role.value, role.label) for role in OFFICES],
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    decision = models.UUIDField(editable=False)
    decision_text = models.CharField(max_length=200, editable=False)
    decided_on = models.DateField(editable=False)
    ended_on = models.DateField(null=True, editable=False)
    end_reason = models.CharField(
        _("why it ended before its time"), max_length=300, blank=True, editable=False
    )
    recorded_by = person()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in OFFICES]),
                name="office_known",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="office_dates"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="")
                | Q(ended_on__lt=F("until")) & ~Q(end_reason=""),
                name="office_end_reasoned",
            ),
            models.UniqueConstraint(
                fields=["tenant", "decision", "role"], name="office_of_decision_once"
            ),
        ]

    def __str__(self):
        return f"{self.role} {self.since}"
