"""Who gave how many hours of his time to whom: a ledger of two legs a line, in minutes."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.credits import Limits
from community.models.neighbours import Neighbour
from koprogo.fields import person
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantRow

DEFAULT = Limits()


class HoursAccount(TenantRow):
    """The hours of a neighbour; without one, the common account of the building.

    ``balance``: what he gave less what he received. Only a leg moves it: the database
    refuses whoever writes it otherwise, and what passes the limits of the building.
    """

    neighbour = TenantOneToOneField(
        Neighbour, null=True, editable=False, related_name="hours"
    )
    balance = models.IntegerField(default=0, editable=False)
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant"],
                condition=Q(neighbour=None),
                name="hours_account_common_once",
            )
        ]

    def __str__(self):
        return str(self.pk)


class HoursLimits(TenantRow):
    """Between which balances neighbours stay, as the council decided; the latest holds.

    ``near``: how many minutes before a limit a neighbour is warned.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    floor = models.IntegerField(default=DEFAULT.floor)
    ceiling = models.IntegerField(default=DEFAULT.ceiling)
    near = models.IntegerField(default=DEFAULT.near)
    decided_on = models.DateField(_("decided on"))
    decision = models.CharField(_("decision"), max_length=200)
    recorded_by = person()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(floor__range=(-60_000, -60), ceiling__range=(60, 60_000)),
                name="hours_limits_leave_room",
            ),
            models.CheckConstraint(
                condition=Q(near__range=(0, 60_000)), name="hours_limits_near"
            ),
            models.CheckConstraint(
                condition=~Q(decision=""), name="hours_limits_decided"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-id"], name="hours_limits_latest")]

    def __str__(self):
        return str(self.pk)

    @property
    def limits(self) -> Limits:
        return Limits(self.floor, self.ceiling, self.near)


class HoursTransfer(TenantRow):
    """Minutes went from one account to another; never changed, undone by a mirror.

    ``exchange``: of an exchange, and of the mirror of one.
    """

    class Kind(models.TextChoices):
        EXCHANGE = "exchange", _("Exchange")
        MIRROR = "mirror", _("Undone")
        LEAVING = "leaving", _("Settled on leaving")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=8, choices=Kind, editable=False)
    mirror_of = TenantOneToOneField(
        "self", null=True, editable=False, related_name="mirror"
    )
    exchange = TenantForeignKey(
        "community.HoursExchange",
        null=True,
        editable=False,
        related_name="transfers",
        db_index=False,
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="exchange", mirror_of=None, exchange__isnull=False)
                | Q(kind="mirror", mirror_of__isnull=False)
                | Q(kind="leaving", mirror_of=None, exchange=None),
                name="hours_transfer_of_its_kind",
            ),
            models.UniqueConstraint(
                fields=["tenant", "exchange"],
                condition=Q(kind="exchange"),
                name="hours_transfer_of_exchange_once",
            ),
        ]

    def __str__(self):
        return str(self.uuid)


class HoursLeg(TenantRow):
    """What a transfer does to one account; the two of a transfer are 0 together.

    Above 0: he gave. A transfer has one leg of each side, and no third one.
    """

    transfer = TenantForeignKey(
        HoursTransfer, editable=False, related_name="legs", db_index=False
    )
    account = TenantForeignKey(
        HoursAccount, editable=False, related_name="legs", db_index=False
    )
    minutes = models.IntegerField(editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(minutes=0), name="hours_leg_of_something"
            ),
            models.UniqueConstraint(
                fields=["tenant", "transfer"],
                condition=Q(minutes__gt=0),
                name="hours_leg_given_once",
            ),
            models.UniqueConstraint(
                fields=["tenant", "transfer"],
                condition=Q(minutes__lt=0),
                name="hours_leg_received_once",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "account", "-id"], name="hours_leg_of")
        ]

    def __str__(self):
        return f"{self.minutes:+}"
