"""The outbox: exactly one row for each recipient of an event, and its proof.

An e-mail waits until the worker has handed it over; a letter by post waits until
somebody says that it was posted.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koprogo.documents.models import File
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantManager, TenantRow


class DeliveryQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Delivery.State.WAITING)

    def emails(self):
        return self.filter(channel=Delivery.Channel.EMAIL)

    def for_post(self):
        return self.filter(channel=Delivery.Channel.POST)


class Delivery(TenantRow):
    """Something for one recipient: ``event`` and ``recipient`` say what and for whom.

    ``event``: "call-letter:<uuid>"; ``recipient``: "owner:<uuid>". ``proof``: what can
    be shown to a judge: server, hash of the attachment, who posted it and when.
    ``secret``: the text holds a code, and is forgotten once it was handed over or given
    up.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        POST = "post", _("Post")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.CharField(max_length=80)
    recipient = models.CharField(max_length=60)
    channel = models.CharField(max_length=5, choices=Channel)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    name = models.CharField(max_length=250)
    address = models.CharField(max_length=400)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    secret = models.BooleanField(default=False)
    sender = models.CharField(max_length=150, blank=True)
    reply_to = models.EmailField(blank=True)
    attachment = TenantForeignKey(File, null=True, related_name="+", db_index=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    error = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)
    proof = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    objects = TenantManager.from_queryset(DeliveryQuerySet)()

    class Meta:
        verbose_name_plural = "deliveries"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "event", "recipient"], name="delivery_once"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["email", "post"]),
                name="delivery_channel_known",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | Q(state__in=["waiting", "failed", "withdrawn"], sent_at=None),
                name="delivery_sent_has_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "due_at", "id"],
                condition=Q(state="waiting", channel="email"),
                name="delivery_due",
            ),
        ]

    def __str__(self):
        return f"{self.event} → {self.recipient}"
