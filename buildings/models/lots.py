"""Lots and their shares in the common parts."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantRow


class Lot(TenantRow):
    """A private part with integer ``shares`` (quotités, aandelen); a cellar may have 0.

    ``position``: the order of the deed, which decides who gets an odd cent.
    """

    class Kind(models.TextChoices):
        APARTMENT = "apartment", _("Apartment")
        HOUSE = "house", _("House")
        COMMERCIAL = "commercial", _("Commercial space")
        OFFICE = "office", _("Office")
        GARAGE = "garage", _("Garage")
        PARKING = "parking", _("Parking space")
        CELLAR = "cellar", _("Cellar")
        OTHER = "other", _("Other")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=60, blank=True)
    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind, default=Kind.APARTMENT
    )
    floor = models.CharField(_("floor"), max_length=20, blank=True)
    entrance = models.CharField(_("entrance"), max_length=20, blank=True)
    cadastral_number = models.CharField(
        _("cadastral number"), max_length=40, blank=True
    )
    primary = TenantForeignKey(
        "self",
        null=True,
        blank=True,
        related_name="annexes",
        verbose_name=_("belongs to"),
        db_index=False,
    )
    shares = models.PositiveIntegerField(_("shares"))
    position = models.PositiveIntegerField(editable=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "code"],
                name="lot_code",
                violation_error_message=_("There already is a lot with this code."),
            ),
            models.CheckConstraint(condition=Q(shares__gte=0), name="lot_shares"),
            models.CheckConstraint(condition=~Q(code=""), name="lot_coded"),
            models.CheckConstraint(
                condition=Q(primary=None) | ~Q(primary=F("id")),
                name="lot_not_its_own_annex",
                violation_error_message=_("A lot cannot belong to itself."),
            ),
        ]
        indexes = [models.Index(fields=["tenant", "position"], name="lot_position")]

    def __str__(self):
        return self.name or self.code

    def get_kind_display(self) -> str:
        """The kind in words. Django's own translates all kinds for each lot of a list."""
        return str(self.Kind(self.kind).label)
