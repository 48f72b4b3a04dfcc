"""Invitations: a code that gives its bearer a role. A platform table, hashes only."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.models.people import FIRM_ROLES, Firm, Role
from koprogo.tenancy.models import Tenant

TENANT_ROLES = [role for role in Role.values if role not in FIRM_ROLES]
# By name and address; owners are invited by the register, the staff by their firm.
INVITABLE_ROLES = (Role.COUNCIL, Role.AUDITOR, Role.OCCUPANT)


class InvitationQuerySet(models.QuerySet):
    def open(self, moment):
        """Return those that can still be accepted at ``moment``."""
        return self.unanswered().filter(expires_at__gt=moment)

    def unanswered(self):
        """Return those that nobody accepted or withdrew, expired ones included."""
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(models.Model):
    """Somebody may join: as an owner of the register, in a role of a building, or as
    staff of a firm. The code itself is known only to whoever was invited.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        PAPER = "paper", _("Code on paper")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        REVOKED = "revoked", _("Withdrawn")
        EXPIRED = "expired", _("Expired")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, unique=True)
    tenant = models.ForeignKey(
        Tenant, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    firm = models.ForeignKey(
        Firm, null=True, on_delete=models.PROTECT, related_name="invitations"
    )
    # The owner of the register, and the letter that shows him the code: rows of the
    # tenant; the composite keys are in the migration.
    owner_id = models.BigIntegerField(null=True)
    letter_id = models.BigIntegerField(null=True)
    # Where an occupant is to live, and the owner who invites him to his own lot.
    lot_id = models.BigIntegerField(null=True)
    landlord_id = models.BigIntegerField(null=True)
    role = models.CharField(_("role"), max_length=12, choices=Role)
    role_until = models.DateField(_("until"), null=True, blank=True)
    channel = models.CharField(_("by"), max_length=5, choices=Channel)
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="nl"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tenant__isnull=False, firm=None, role__in=TENANT_ROLES)
                | Q(
                    tenant=None, firm__isnull=False, role__in=FIRM_ROLES, owner_id=None
                ),
                name="invitation_to_building_or_firm",
            ),
            models.CheckConstraint(
                condition=Q(role="co_owner", owner_id__isnull=False)
                | (~Q(role="co_owner") & Q(owner_id=None)),
                name="invitation_of_owner_names_him",
            ),
            models.CheckConstraint(
                condition=Q(lot_id=None, landlord_id=None)
                | Q(role="occupant", lot_id__isnull=False, landlord_id__isnull=False),
                name="invitation_to_own_lot",
            ),
            models.CheckConstraint(
                condition=Q(channel="paper") | Q(channel="email") & ~Q(email=""),
                name="invitation_channel",
            ),
            models.CheckConstraint(
                condition=Q(letter_id=None)
                | Q(channel="paper", accepted_at=None, revoked_at=None),
                name="invitation_letter_while_open",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None),
                name="invitation_accepted_or_revoked",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="invitation_expires"
            ),
            models.UniqueConstraint(
                fields=["tenant", "owner_id"],
                condition=Q(owner_id__isnull=False, accepted_at=None, revoked_at=None),
                name="invitation_of_owner_once",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-id"], name="invitation_of_tenant")]

    def __str__(self):
        return self.name

    def state(self, moment) -> "Invitation.State":
        """Return how it stands at ``moment``; it expires at that very moment."""
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.revoked_at:
            return self.State.REVOKED
        return self.State.OPEN if self.expires_at > moment else self.State.EXPIRED
