"""Allocation keys: how a cost is divided over the lots (art. 3.81 C. civ.)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantManager, TenantRow


class AllocationKey(TenantRow):
    """The deed's shares, or a special key (lift, heating, staircase…)."""

    class Kind(models.TextChoices):
        SHARES = "shares", _("Shares of the deed")
        SPECIAL = "special", _("Special key")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SPECIAL)

    class Meta:
        ordering = ["kind", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "code"],
                name="key_code",
                violation_error_message=_("There already is a key with this code."),
            ),
            models.UniqueConstraint(
                fields=["tenant"], condition=Q(kind="shares"), name="key_one_of_shares"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["shares", "special"]), name="key_kind_known"
            ),
        ]

    def __str__(self):
        """The key of shares has a name in every language, the others their own."""
        if self.kind == self.Kind.SHARES:
            return str(self.Kind.SHARES.label)
        return self.name


class KeyVersionQuerySet(models.QuerySet):
    def in_force(self, day):
        """Return, for each key, the version that holds on ``day``."""
        return (
            self.filter(Q(valid_from=None) | Q(valid_from__lte=day))
            .order_by("key_id", models.F("valid_from").desc(nulls_last=True))
            .distinct("key_id")
        )


class KeyVersion(TenantRow):
    """The parts of a key from a day on (None: since the deed).

    ``total`` is the sum of its parts; the database checks it at commit. Once a call
    has used it, it is ``frozen`` and the database refuses every change of it.
    """

    key = TenantForeignKey(AllocationKey, related_name="versions", db_index=False)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    total = models.PositiveBigIntegerField(_("total"))
    frozen = models.BooleanField(default=False, editable=False)

    objects = TenantManager.from_queryset(KeyVersionQuerySet)()

    class Meta:
        ordering = [models.F("valid_from").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "key", "valid_from"],
                name="key_version_once",
                nulls_distinct=False,
                violation_error_message=_("This key already changes on this day."),
            ),
            models.CheckConstraint(
                condition=Q(total__gte=1),
                name="key_total_positive",
                violation_error_message=_("A key needs at least one part."),
            ),
        ]

    def __str__(self):
        return f"{self.key_id} {self.valid_from}"


class KeyPart(TenantRow):
    """The part of one lot in a version; lots without a part are left out."""

    version = TenantForeignKey(KeyVersion, related_name="parts", db_index=False)
    lot = TenantForeignKey("buildings.Lot", related_name="key_parts", db_index=False)
    parts = models.PositiveIntegerField(_("parts"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "version", "lot"], name="key_part_once"
            ),
            models.CheckConstraint(condition=Q(parts__gte=1), name="key_part_positive"),
        ]
        indexes = [models.Index(fields=["tenant", "lot"], name="key_part_lot")]

    def __str__(self):
        return f"{self.lot_id}: {self.parts}"
