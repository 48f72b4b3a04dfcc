"""Who takes part in what neighbours do with each other, and as whom he is seen."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantManager, TenantRow


class Mail(models.TextChoices):
    """What mails are about; each neighbour chooses."""

    ANSWERS = "answers", _("Messages, and answers to what I wrote")
    HOURS = "hours", _("Exchanges of hours")
    BOOKINGS = "bookings", _("What I lend, borrow and book")
    EVENTS = "events", _("Events that I come to")
    DIGEST = "digest", _("Once a week, what is new")


def every_mail() -> list[str]:
    return list(Mail.values)


class Neighbours(models.QuerySet):
    def here(self):
        """Return those who have not left."""
        return self.filter(left_at=None)


class Neighbour(TenantRow):
    """Somebody of the building who wants to meet the others.

    ``name``: by which they see him. ``where`` and ``about``: what he adds for them.
    ``is_listed``: he stands on the page of who is who. ``mails``: about what he gets
    mail. ``left_at``: since when he takes part no more.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
        db_index=False,
    )
    name = models.CharField(_("name that neighbours see"), max_length=60)
    where = models.CharField(_("where in the building"), max_length=40, blank=True)
    about = models.TextField(_("about you"), max_length=500, blank=True)
    is_listed = models.BooleanField(_("on the page of who is who"), default=False)
    mails = ArrayField(models.CharField(max_length=8), default=every_mail, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True, editable=False)

    objects = TenantManager.from_queryset(Neighbours)()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "user"], name="neighbour_once"),
            models.CheckConstraint(condition=~Q(name=""), name="neighbour_named"),
            models.CheckConstraint(
                condition=Q(mails__contained_by=Mail.values),
                name="neighbour_mails_known",
            ),
        ]

    def __str__(self):
        return self.name


class Block(TenantRow):
    """``neighbour`` wants nothing to do with ``blocked``: neither sees the other's posts."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    neighbour = TenantForeignKey(Neighbour, related_name="blocks", db_index=False)
    blocked = TenantForeignKey(Neighbour, related_name="blocked_by", db_index=False)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "neighbour", "blocked"], name="block_once"
            ),
            models.CheckConstraint(
                condition=~Q(neighbour=F("blocked")), name="block_another"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "blocked"], name="block_of")]

    def __str__(self):
        return str(self.pk)
