"""What the internal rules of a building say of its assemblies."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koprogo.fields import MoneyField
from koprogo.tenancy.context import current_tenant_id
from koprogo.tenancy.models import Tenant, TenantManager, TenantRow


class AssemblySettings(TenantRow):
    """How an association meets. Its primary key is the tenant's.

    ``period_month`` and ``period_day``: the first of the fifteen days in which the
    ordinary assembly is held (art. 3.87 §2). ``quote_threshold``: EUR; above it several
    quotes are asked, as the assembly decided (art. 3.88 §1).
    """

    tenant = models.OneToOneField(
        Tenant,
        on_delete=models.PROTECT,
        primary_key=True,
        default=current_tenant_id,
        editable=False,
        related_name="+",
    )
    period_month = models.PositiveSmallIntegerField(
        _("month of the first day"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    period_day = models.PositiveSmallIntegerField(
        _("first day of the fifteen days"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(31)],
    )
    place = models.CharField(_("usual place"), max_length=200, blank=True)
    quote_threshold = MoneyField(
        _("several quotes are asked above (EUR)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    quote_decision = models.CharField(
        _("decision of the assembly on that amount"), max_length=200, blank=True
    )

    objects = TenantManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_month=None, period_day=None)
                | Q(period_month__range=(1, 12), period_day__range=(1, 31)),
                name="assembly_period",
                violation_error_message=_("Give the day and the month, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(quote_threshold=None)
                | (Q(quote_threshold__gte=0) & ~Q(quote_decision="")),
                name="assembly_threshold_decided",
                violation_error_message=_(
                    "Say which assembly decided on that amount (art. 3.88 §1)."
                ),
            ),
        ]

    def __str__(self):
        return str(self.tenant_id)
