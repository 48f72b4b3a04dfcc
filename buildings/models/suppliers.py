"""Whom the association pays."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buildings.models.building import IBAN, KBO
from buildings.validators import validate_iban, validate_kbo
from koprogo.ledger.models import Party
from koprogo.tenancy.fields import TenantOneToOneField
from koprogo.tenancy.models import TenantRow


class Supplier(TenantRow):
    """A supplier of one building, with an account of his own in its books."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    kbo = models.CharField(
        _("KBO number"), max_length=10, blank=True, validators=[validate_kbo]
    )
    iban = models.CharField(
        _("IBAN"), max_length=34, blank=True, validators=[validate_iban]
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    party = TenantOneToOneField(Party, related_name="supplier", editable=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "name"],
                name="supplier_name",
                violation_error_message=_("There already is a supplier of this name."),
            ),
            models.UniqueConstraint(
                fields=["tenant", "kbo"],
                condition=~Q(kbo=""),
                name="supplier_kbo",
                violation_error_message=_("Another supplier has this KBO number."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="supplier_named"),
            models.CheckConstraint(
                condition=Q(kbo="") | Q(kbo__regex=KBO), name="supplier_kbo_digits"
            ),
            models.CheckConstraint(
                condition=Q(iban="") | Q(iban__regex=IBAN), name="supplier_iban"
            ),
        ]

    def __str__(self):
        return self.name
