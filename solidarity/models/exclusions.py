"""Who is excluded from the fund after a proven fraud."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from koprogo.fields import person
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantRow
from solidarity.models.requests import Request
from solidarity.models.sealed import SealedText


class Exclusion(TenantRow):
    """A person gets no help any more: proposed by one member, confirmed by another.

    Permanent, unless two members lift it in the same way. ``reasons`` and
    ``lift_reasons``: sealed with the key of ``request``, and emptied with it although
    the exclusion stands; until then a trigger wants reasons (migrations/0009). ``mark``: recognises the person
    without naming him, also when he comes back after erasing his account; ``salt``: the
    key of the mark, wrapped by a key that is not in the database.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        STANDING = "standing", _("Excluded")
        DECLINED = "declined", _("Not confirmed")
        LIFTED = "lifted", _("Lifted")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
        db_index=False,
    )
    request = TenantForeignKey(Request, related_name="exclusions", db_index=False)
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    reasons = SealedText()
    salt = models.TextField(editable=False)
    mark = models.CharField(max_length=64, editable=False)
    proposed_by = person()
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = person()
    decided_at = models.DateTimeField(null=True, editable=False)
    lift_reasons = SealedText(blank=True)
    lift_proposed_by = person()
    lift_proposed_at = models.DateTimeField(null=True, editable=False)
    lifted_by = person()
    lifted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(salt="") & ~Q(mark=""), name="exclusion_recognises"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at=None, lifted_at=None)
                | Q(
                    state__in=["standing", "declined"],
                    decided_at__isnull=False,
                    lifted_at=None,
                )
                | Q(state="lifted", decided_at__isnull=False, lifted_at__isnull=False),
                name="exclusion_state",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["standing", "lifted"])
                | ~Q(decided_by=F("proposed_by")),
                name="exclusion_by_two",
                violation_error_message=_("Another member of the committee confirms."),
            ),
            models.CheckConstraint(
                condition=~Q(state="lifted") | ~Q(lifted_by=F("lift_proposed_by")),
                name="exclusion_lifted_by_two",
                violation_error_message=_("Another member of the committee confirms."),
            ),
            models.UniqueConstraint(
                fields=["tenant", "user"],
                condition=Q(state__in=["proposed", "standing"]),
                name="exclusion_once",
                violation_error_message=_("This person is excluded already."),
            ),
        ]

    def __str__(self):
        return f"{self.request_id} {self.state}"
