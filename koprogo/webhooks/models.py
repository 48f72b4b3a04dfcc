"""Who wants to be told, and what he was told or is about to be."""

import json
import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koprogo.audit.models import AuditEvent
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantManager, TenantRow
from koprogo.webhooks.sending import Trouble

LONGEST_URL = 500


class WebhookQuerySet(models.QuerySet):
    def running(self):
        return self.filter(paused_at=None)


class Webhook(TenantRow):
    """An address that is told what happens in the tenant.

    ``kinds``: of events, by name (koprogo/audit/kinds.py). ``sealed_until``: the number
    of the last seal whose events were told. ``secret`` and ``old_secret`` are tokens of
    vault.py; the old one signs beside the new one until ``old_secret_until``.
    ``failing_since``: the first attempt after which nothing has arrived.
    """

    class Pause(models.TextChoices):
        PERSON = "person", _("Somebody paused it.")
        GONE = "gone", _("The receiver answered that the address is gone (410).")
        FAILING = "failing", _("Nothing has arrived for five days.")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    url = models.CharField(_("address"), max_length=LONGEST_URL)
    kinds = ArrayField(models.CharField(max_length=60), verbose_name=_("kinds"))
    secret = models.TextField(editable=False)
    old_secret = models.TextField(blank=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, editable=False)
    sealed_until = models.PositiveBigIntegerField(editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    paused_at = models.DateTimeField(null=True, editable=False)
    paused_because = models.CharField(
        _("reason"), max_length=7, choices=Pause, blank=True, editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    objects = TenantManager.from_queryset(WebhookQuerySet)()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(url__regex=r"^https://[!-~]+$"),
                name="webhook_url_https",
                violation_error_message=_("The address must begin with https://."),
            ),
            models.CheckConstraint(
                condition=Q(kinds__len__gte=1),
                name="webhook_of_something",
                violation_error_message=_("Choose at least one kind of events."),
            ),
            models.CheckConstraint(
                condition=Q(old_secret="", old_secret_until=None)
                | ~Q(old_secret="") & Q(old_secret_until__isnull=False),
                name="webhook_old_secret_ends",
            ),
            models.CheckConstraint(
                condition=Q(paused_at=None, paused_because="")
                | Q(
                    paused_at__isnull=False,
                    paused_because__in=["person", "gone", "failing"],
                ),
                name="webhook_pause_has_reason",
            ),
        ]

    def __str__(self):
        return self.url

    @property
    def host(self) -> str:
        """What may be said of the address to everybody: its path may be a secret."""
        return urlsplit(self.url).netloc


class WebhookDeliveryQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=WebhookDelivery.State.WAITING)


class WebhookDelivery(TenantRow):
    """One message to one webhook: ``uuid`` is its id whenever it is sent.

    ``event``: None for a test. ``status``: of the last answer, None when none came.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    webhook = TenantForeignKey(Webhook, related_name="deliveries", db_index=False)
    event = TenantForeignKey(AuditEvent, null=True, related_name="+", db_index=False)
    action = models.CharField(max_length=60)
    occurred_at = models.DateTimeField()
    body = models.JSONField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    status = models.PositiveSmallIntegerField(null=True)
    trouble = models.CharField(max_length=11, choices=Trouble, blank=True)
    sent_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TenantManager.from_queryset(WebhookDeliveryQuerySet)()

    class Meta:
        verbose_name_plural = "webhook deliveries"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "webhook", "event"], name="webhook_delivery_once"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | Q(state__in=["waiting", "failed"], sent_at=None),
                name="webhook_delivery_sent_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(trouble="") | Q(trouble__in=Trouble.values),
                name="webhook_delivery_trouble_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "webhook", "due_at", "id"],
                condition=Q(state="waiting"),
                name="webhook_delivery_due",
            ),
            models.Index(
                fields=["tenant", "webhook", "-id"], name="webhook_delivery_latest"
            ),
            models.Index(fields=["tenant", "created_at"], name="webhook_delivery_age"),
        ]

    def __str__(self):
        return f"{self.action} → {self.webhook_id}"

    @property
    def payload(self) -> bytes:
        """The body as it is sent and signed: the same bytes each time."""
        return json.dumps(self.body, separators=(",", ":"), sort_keys=True).encode()
