"""Competing quotes on a specification (art. 3.89 §5). Convened ones are frozen: 0008."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from buildings.models import LibraryDocument, LibraryVersion, Supplier
from buildings.models.building import KBO
from buildings.validators import validate_kbo
from governance.models.assemblies import AgendaItem
from governance.quoting import with_vat
from koprogo.documents.models import File
from koprogo.fields import MoneyField, person
from koprogo.money import CENT
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantRow


class Tender(TenantRow):
    """What suppliers are asked to quote for; ``item``: the point that decides on it.

    ``estimate``: EUR, VAT included, before anybody quoted. ``compared_at``: when the
    comparison was finished; nothing, once a quote changes after it.
    """

    class State(models.TextChoices):
        ASKING = "asking", _("Quotes are asked")
        COMPARED = "compared", _("Compared")
        CHOSEN = "chosen", _("A quote is chosen")
        NONE = "none", _("None is taken")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = TenantOneToOneField(
        AgendaItem, null=True, blank=True, related_name="tender", db_index=False
    )
    title = models.CharField(_("title"), max_length=150)
    specification = models.TextField(_("specification"), max_length=8000)
    estimate = MoneyField(
        _("estimate, VAT included (EUR)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(CENT)],
    )
    compared_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = person()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(specification=""), name="tender_written"
            ),
            models.CheckConstraint(
                condition=Q(estimate=None) | Q(estimate__gt=0), name="tender_estimate"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def state(self) -> State:
        """Where it is: no statement when ``outcome`` is at hand."""
        outcome = getattr(self, "outcome", None)
        if outcome is not None:
            return self.State.CHOSEN if outcome.quote_id else self.State.NONE
        return self.State.COMPARED if self.compared_at else self.State.ASKING


class TenderDocument(TenantRow):
    """A document of the library that belongs to the specification."""

    tender = TenantForeignKey(Tender, related_name="documents", db_index=False)
    version = TenantForeignKey(LibraryVersion, related_name="+", db_index=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "tender", "version"], name="tender_document_once"
            )
        ]

    def __str__(self):
        return f"{self.tender_id}: {self.version_id}"


class Quote(TenantRow):
    """What a supplier offers: his name and number as they were when he did.

    ``amount``: EUR without VAT. ``valid_until``: the last day; none when it names none.
    ``interest``: of the syndic in this supplier, in words; the assembly authorises such
    a contract beforehand (art. 3.89 §5).
    """

    class VatRate(models.IntegerChoices):
        STANDARD = 21, "21 %"
        PARKING = 12, "12 %"
        REDUCED = 6, "6 %"
        NONE = 0, "0 %"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tender = TenantForeignKey(Tender, related_name="quotes", db_index=False)
    supplier = TenantForeignKey(
        Supplier, null=True, blank=True, related_name="+", db_index=False
    )
    supplier_name = models.CharField(_("supplier"), max_length=120)
    kbo = models.CharField(
        _("KBO number"), max_length=10, blank=True, validators=[validate_kbo]
    )
    dated_on = models.DateField(_("date of the quote"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    amount = MoneyField(
        _("amount without VAT (EUR)"), validators=[MinValueValidator(CENT)]
    )
    vat_rate = models.PositiveSmallIntegerField(
        _("VAT rate"), choices=VatRate, default=VatRate.STANDARD
    )
    delivery = models.CharField(_("start and duration"), max_length=200, blank=True)
    guarantee = models.CharField(_("guarantee"), max_length=200, blank=True)
    not_covered = models.TextField(
        _("what it does not cover"), max_length=1000, blank=True
    )
    remarks = models.TextField(_("remarks"), max_length=1000, blank=True)
    interest = models.CharField(
        _("interest of the syndic in this supplier"), max_length=300, blank=True
    )
    file = TenantForeignKey(
        File, null=True, blank=True, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = person()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "tenant",
                "tender",
                Lower("supplier_name"),
                name="quote_supplier_once",
                violation_error_message=_("This supplier has quoted already."),
            ),
            models.CheckConstraint(
                condition=~Q(supplier_name=""), name="quote_supplier_named"
            ),
            models.CheckConstraint(
                condition=Q(kbo="") | Q(kbo__regex=KBO), name="quote_kbo_digits"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="quote_amount"),
            models.CheckConstraint(
                condition=Q(vat_rate__in=[21, 12, 6, 0]), name="quote_vat_rate"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("dated_on")),
                name="quote_valid_after_its_day",
                violation_error_message=_("It cannot end before it was made."),
            ),
        ]

    def __str__(self):
        return self.supplier_name

    @property
    def total(self) -> Decimal:
        """What is paid, EUR, VAT included."""
        return with_vat(self.amount, self.vat_rate)


class TenderOutcome(TenantRow):
    """Which quote was chosen, or why none (``quote`` is empty).

    ``reason``: also when it is not the cheapest.
    """

    tender = TenantOneToOneField(Tender, related_name="outcome", db_index=False)
    quote = TenantForeignKey(Quote, null=True, related_name="+", db_index=False)
    reason = models.CharField(_("why"), max_length=1000, blank=True)
    noted_at = models.DateTimeField(editable=False)
    noted_by = person()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quote__isnull=False) | ~Q(reason=""),
                name="tender_none_has_reason",
            )
        ]

    def __str__(self):
        return f"{self.tender_id}: {self.quote_id}"


class TenderComparison(TenantRow):
    """The comparison as a document of the library, one for each language."""

    tender = TenantForeignKey(Tender, related_name="comparisons", db_index=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    document = TenantForeignKey(LibraryDocument, related_name="+", db_index=False)

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "tender", "language"], name="tender_compared_once"
            ),
            models.CheckConstraint(
                condition=Q(language__in=["nl", "fr", "de", "en"]),
                name="tender_language_known",
            ),
        ]

    def __str__(self):
        return f"{self.tender_id}: {self.language}"
