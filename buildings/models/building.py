"""The association of co-owners: the legal person (art. 3.86 C. civ.)."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buildings.models.modules import Module
from buildings.validators import validate_iban, validate_kbo
from koprogo.tenancy.context import current_tenant_id
from koprogo.tenancy.models import Tenant, TenantManager, TenantRow

KBO = r"^[01][0-9]{9}$"
IBAN = r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$"


def on_one_line(*lines: str) -> str:
    """Return the lines of an address with commas between them; empty ones left out."""
    return ", ".join(line.strip() for line in lines if line.strip())


class Building(TenantRow):
    """One association. Its primary key is the tenant's; its name is the tenant's.

    ``deed_total``: the shares of all lots together, as the basic deed says. While the
    lots do not add up to it, nothing can be called or voted.
    """

    tenant = models.OneToOneField(
        Tenant,
        on_delete=models.PROTECT,
        primary_key=True,
        default=current_tenant_id,
        editable=False,
        related_name="+",
    )
    kbo = models.CharField(
        _("KBO number"), max_length=10, blank=True, validators=[validate_kbo]
    )
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    city = models.CharField(_("town"), max_length=80, blank=True)
    languages = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    deed_total = models.PositiveIntegerField(
        _("total of shares in the deed"), validators=[MinValueValidator(1)]
    )
    fiscal_year_start = models.PositiveSmallIntegerField(
        _("first month of the fiscal year"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    working_iban = models.CharField(
        _("IBAN of the working account"),
        max_length=34,
        blank=True,
        validators=[validate_iban],
    )
    reserve_iban = models.CharField(
        _("IBAN of the reserve account"),
        max_length=34,
        blank=True,
        validators=[validate_iban],
    )

    # The page for everybody that shows the extract of the syndic's appointment.
    public_page = models.BooleanField(_("public page of the syndic"), default=False)
    documents_place = models.CharField(
        _("where the internal rules and the register can be read"),
        max_length=200,
        blank=True,
    )

    # What neighbours may do with each other here; ModuleSwitch says who decided it.
    modules = ArrayField(
        models.CharField(max_length=8), default=list, blank=True, editable=False
    )

    objects = TenantManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(deed_total__gte=1), name="building_deed_total_positive"
            ),
            models.CheckConstraint(
                condition=Q(fiscal_year_start__range=(1, 12)),
                name="building_fiscal_year_month",
            ),
            models.CheckConstraint(
                condition=Q(kbo="") | Q(kbo__regex=KBO), name="building_kbo_digits"
            ),
            models.CheckConstraint(
                condition=Q(working_iban="") | Q(working_iban__regex=IBAN),
                name="building_working_iban",
            ),
            models.CheckConstraint(
                condition=Q(reserve_iban="") | Q(reserve_iban__regex=IBAN),
                name="building_reserve_iban",
            ),
            models.CheckConstraint(
                condition=Q(working_iban="")
                | ~Q(working_iban=models.F("reserve_iban")),
                name="building_two_accounts",
                violation_error_message=_(
                    "The reserve fund needs its own bank account (art. 3.86 §3)."
                ),
            ),
            models.CheckConstraint(
                condition=Q(languages__contained_by=["nl", "fr", "de", "en"]),
                name="building_languages_known",
            ),
            models.CheckConstraint(
                condition=Q(modules__contained_by=Module.values),
                name="building_modules_known",
            ),
        ]

    def __str__(self):
        return self.tenant.name

    @property
    def name(self) -> str:
        return self.tenant.name

    @property
    def slug(self) -> str:
        return self.tenant.slug

    @property
    def address(self) -> str:
        return on_one_line(self.street, f"{self.postal_code} {self.city}")
