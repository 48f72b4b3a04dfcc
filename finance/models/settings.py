"""How a building keeps its books: what it chose, where the law leaves a choice."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koprogo.tenancy.context import current_tenant_id
from koprogo.tenancy.models import Tenant, TenantManager, TenantRow


class Rhythm(models.IntegerChoices):
    """How many months a period lasts: it divides a year of twelve."""

    MONTH = 1, _("every month")
    QUARTER = 3, _("every quarter")
    HALF = 6, _("every half-year")
    YEAR = 12, _("every year")


class BookSettings(TenantRow):
    """The choices of one building; without a row, what the defaults say.

    ``accepted_on``: the provisional acceptance of the common parts; five years later
    the reserve fund is mandatory (art. 3.86 §3). ``interest_percent``: the clause of
    the deed on late payment; none: the legal rate. ``simple_view``: none: by the
    number of lots (art. 3.89 §5 15°).
    """

    tenant = models.OneToOneField(
        Tenant,
        on_delete=models.PROTECT,
        primary_key=True,
        default=current_tenant_id,
        editable=False,
        related_name="+",
    )
    two_people = models.BooleanField(
        _("one person prepares an invoice, another one approves it"), default=False
    )
    statement_months = models.PositiveSmallIntegerField(
        _("statements of charges are made"), choices=Rhythm, default=Rhythm.YEAR
    )
    call_months = models.PositiveSmallIntegerField(
        _("provisions are called"), choices=Rhythm, default=Rhythm.QUARTER
    )
    simple_view = models.BooleanField(_("simplified view of the books"), null=True)
    two_slips = models.BooleanField(
        _("the reserve part of a call is paid to the reserve account"), default=False
    )
    accepted_on = models.DateField(
        _("provisional acceptance of the common parts"), null=True, blank=True
    )
    interest_percent = models.DecimalField(
        _("yearly interest on late payment by the deed, in %"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(20)],
    )
    creditor_id = models.CharField(
        _("creditor identifier for direct debits"), max_length=35, blank=True
    )

    objects = TenantManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    statement_months__in=Rhythm.values, call_months__in=Rhythm.values
                ),
                name="book_settings_rhythm",
            ),
            models.CheckConstraint(
                condition=Q(interest_percent=None) | Q(interest_percent__range=(0, 20)),
                name="book_settings_interest",
            ),
        ]

    def __str__(self):
        return str(self.tenant_id)
