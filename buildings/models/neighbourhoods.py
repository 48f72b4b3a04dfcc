"""Who comes in by the code in the hall, and buildings that only their neighbours use."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.models.modules import Module
from koprogo.fields import person
from koprogo.tenancy.models import Tenant, TenantRow


class HallCode(models.Model):
    """A code on a page in the hall: whoever passes there every day types it.

    A platform table, because who types it is in no tenant yet; the hash only. The page
    that shows the code is kept as long as the code is good: ``letter_id``, a row of the
    tenant.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tenant = models.ForeignKey(
        Tenant, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    code_hash = models.CharField(max_length=64, unique=True)
    letter_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = person()
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant"], condition=Q(closed_at=None), name="hall_code_once"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="hall_code_expires"
            ),
            models.CheckConstraint(
                condition=Q(letter_id=None) | Q(closed_at=None),
                name="hall_code_page_while_open",
            ),
        ]

    def __str__(self):
        return str(self.uuid)

    def is_good(self, moment) -> bool:
        """Return whether it lets somebody in at ``moment``."""
        return self.closed_at is None and self.expires_at > moment


class Says(models.TextChoices):
    """What somebody says he is; nothing follows from it."""

    OCCUPANT = "occupant", _("I live here")
    OWNER = "owner", _("I own a lot")
    COUNCIL = "council", _("I am on the council")


class ArrivalQuerySet(models.QuerySet):
    def waiting(self):
        """Return those who are neither let in nor refused."""
        return self.filter(outcome="")


class Arrival(models.Model):
    """Somebody typed the code of the hall: he is let in, refused, or still waits.

    A platform table: until he is in, he finds here what he said of himself. Where
    neighbours are among themselves the code alone lets him in. ``where``: in which part
    of the building, for those who decide.
    """

    class Outcome(models.TextChoices):
        LET_IN = "let_in", _("Let in")
        REFUSED = "refused", _("Refused")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tenant = models.ForeignKey(
        Tenant, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    code = models.ForeignKey(
        HallCode, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
    )
    says = models.CharField(max_length=8, choices=Says, default=Says.OCCUPANT)
    where = models.CharField(_("where in the building"), max_length=60, blank=True)
    arrived_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = person()

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        ordering = ["arrived_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code", "user"], name="arrival_once"),
            models.CheckConstraint(
                condition=Q(says__in=["occupant", "owner", "council"]),
                name="arrival_says",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None)
                | Q(outcome__in=["let_in", "refused"], decided_at__isnull=False),
                name="arrival_decided",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "outcome", "id"], name="arrival_waiting")
        ]

    def __str__(self):
        return str(self.uuid)


class Founding(TenantRow):
    """A building that only its neighbours use: who began it, and what he wished for.

    ``opened_at``: since when enough people have proved that they live there; nothing is
    switched on before. ``modules``: what is switched on at that moment.
    """

    founder = person()
    says = models.CharField(max_length=8, choices=Says)
    lots = models.PositiveSmallIntegerField(_("how many lots, about"))
    modules = ArrayField(models.CharField(max_length=8), default=list)
    founded_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant"], name="founding_once"),
            models.CheckConstraint(
                condition=Q(lots__range=(2, 2_000)), name="founding_lots"
            ),
            models.CheckConstraint(
                condition=Q(says__in=["occupant", "owner", "council"]),
                name="founding_says",
            ),
            models.CheckConstraint(
                condition=Q(modules__contained_by=Module.values),
                name="founding_modules_known",
            ),
        ]

    def __str__(self):
        return str(self.tenant_id)
