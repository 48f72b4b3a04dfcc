"""Assemblies that owners with a fifth of the shares ask for (art. 3.87 §2)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.models import Holding, Owner
from governance.models.assemblies import Assembly
from koprogo.documents.models import File
from koprogo.fields import person
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantRow


class AssemblyRequest(TenantRow):
    """What owners ask an assembly for; who signs it stands beside it.

    Collecting until the registered letter was sent (``sent_on``) or it was withdrawn.
    ``shares`` and ``shares_total``: of those who had signed on that day. ``received_on``:
    by the syndic; his thirty days begin. ``assembly``: the draft that he made of it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=150)
    reason = models.TextField(_("why an assembly is needed"), max_length=4000)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    owner = TenantForeignKey(Owner, related_name="+", db_index=False)
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = person()
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    sent_on = models.DateField(_("posted on"), null=True, editable=False)
    shares = models.PositiveIntegerField(null=True, editable=False)
    shares_total = models.PositiveIntegerField(null=True, editable=False)
    sent_by = person()
    received_on = models.DateField(_("received on"), null=True, editable=False)
    proof = TenantForeignKey(
        File, null=True, editable=False, related_name="+", db_index=False
    )
    received_by = person()
    assembly = TenantOneToOneField(
        Assembly, null=True, editable=False, related_name="request", db_index=False
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(reason=""), name="request_worded"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(sent_on=None),
                name="request_sent_stays",
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None, shares=None, shares_total=None)
                | Q(
                    sent_on__isnull=False,
                    shares__isnull=False,
                    shares_total__gte=F("shares"),
                ),
                name="request_sent_with_shares",
            ),
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(received_on__gte=F("sent_on")),
                name="request_received_after",
                violation_error_message=_(
                    "It arrives on the day it is posted or later."
                ),
            ),
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(sent_on__isnull=False),
                name="request_received_when_sent",
            ),
            models.CheckConstraint(
                condition=Q(assembly=None) | Q(received_on__isnull=False),
                name="request_convened_when_received",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_collecting(self) -> bool:
        return self.withdrawn_at is None and self.sent_on is None


class RequestPoint(TenantRow):
    """A point that the owners want on the agenda."""

    request = TenantForeignKey(AssemblyRequest, related_name="points", db_index=False)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("point"), max_length=200)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "request", "position"], name="request_point"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="request_point_titled"),
        ]

    def __str__(self):
        return f"{self.position}. {self.title}"


class RequestSignature(TenantRow):
    """A holding signs, by its representative; taken back, it stays as a record.

    ``sha256``: of the text that was signed (governance/requesting.py).
    """

    request = TenantForeignKey(
        AssemblyRequest, related_name="signatures", db_index=False
    )
    holding = TenantForeignKey(Holding, related_name="+", db_index=False)
    owner = TenantForeignKey(Owner, related_name="+", db_index=False)
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField(auto_now_add=True)
    signed_by = person()
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "request", "holding"],
                condition=Q(withdrawn_at=None),
                name="request_signed_once",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="request_signature_hash",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "request"], name="request_signature")]

    def __str__(self):
        return f"{self.request_id}: {self.holding_id}"
