"""What two neighbours write to each other, without any address."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.models.neighbours import Neighbour
from community.models.posts import Post
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantRow


class Message(TenantRow):
    """From one neighbour to another; ``post``: what they began to write about.

    Nobody else reads it. ``read_at``: when the other one first saw it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sender = TenantForeignKey(Neighbour, related_name="sent", db_index=False)
    receiver = TenantForeignKey(Neighbour, related_name="received", db_index=False)
    post = TenantForeignKey(Post, null=True, related_name="+", db_index=False)
    text = models.TextField(_("message"), max_length=2000)
    sent_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(sender=F("receiver")), name="message_to_another"
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="message_says_something"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "receiver", "sender"], name="message_to"),
            models.Index(fields=["tenant", "sender", "receiver"], name="message_from"),
        ]

    def __str__(self):
        return str(self.pk)
