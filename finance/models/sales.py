"""The sale of lots (art. 3.94 to 3.95): who sells what to whom, and the notary's link."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.models import Holding, Lot
from koprogo.documents.models import File
from koprogo.fields import MoneyField, person
from koprogo.ledger.models import Entry
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import Tenant, TenantManager, TenantRow


class SaleQuerySet(models.QuerySet):
    def under_way(self):
        """Return the sales that are neither carried out nor given up."""
        return self.filter(carried_out_at=None, given_up_at=None)


class Sale(TenantRow):
    """Lots that change hands; carried out on the day of the deed, which is the buyer's.

    What was carried out wrongly is undone by a mirror, and stays on record.

    ``working_fund``: EUR, the part of the lots that the seller gets back and the buyer
    is asked for (art. 3.94 §5). ``proxy``: the buyer had a proxy for an assembly
    between contract and deed, so he bears what it decided.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    seller = TenantForeignKey(
        Holding, related_name="sales", verbose_name=_("seller"), db_index=False
    )
    buyer = TenantForeignKey(
        Holding,
        null=True,
        blank=True,
        related_name="purchases",
        verbose_name=_("buyer"),
        db_index=False,
    )
    notary = models.CharField(_("notary"), max_length=120, blank=True)
    notary_email = models.EmailField(_("e-mail of the notary"), blank=True)
    notary_address = models.CharField(
        _("address of the notary"), max_length=250, blank=True
    )
    notary_reference = models.CharField(
        _("file number of the notary"), max_length=60, blank=True
    )
    language = models.CharField(
        _("language of the notary"),
        max_length=2,
        choices=settings.LANGUAGES,
        default="nl",
    )
    contract_on = models.DateField(_("sales contract of"), null=True, blank=True)
    deed_on = models.DateField(_("deed of"), null=True, blank=True)
    told_on = models.DateField(_("the notary told the deed on"), null=True, blank=True)
    proxy = models.BooleanField(
        _("the buyer had a proxy between contract and deed"), default=False
    )
    working_fund = MoneyField(null=True, editable=False)
    carried_out_at = models.DateTimeField(null=True, editable=False)
    entry = TenantOneToOneField(
        Entry, null=True, editable=False, related_name="sale", db_index=False
    )
    given_up_at = models.DateTimeField(null=True, editable=False)
    undone_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = person()

    objects = TenantManager.from_queryset(SaleQuerySet)()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(buyer=None) | ~Q(buyer=F("seller")),
                name="sale_two_parties",
                violation_error_message=_("Seller and buyer are the same."),
            ),
            models.CheckConstraint(
                condition=Q(contract_on=None)
                | Q(deed_on=None)
                | Q(deed_on__gte=F("contract_on")),
                name="sale_deed_after_contract",
                violation_error_message=_("The deed follows the contract."),
            ),
            models.CheckConstraint(
                condition=Q(carried_out_at=None, entry=None)
                | Q(
                    carried_out_at__isnull=False,
                    buyer__isnull=False,
                    deed_on__isnull=False,
                    given_up_at=None,
                ),
                name="sale_carried_out",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(carried_out_at__isnull=False),
                name="sale_undone_was_carried_out",
            ),
        ]

    def __str__(self):
        return str(self.uuid)

    @property
    def is_under_way(self) -> bool:
        return self.carried_out_at is None and self.given_up_at is None


class SoldLot(TenantRow):
    sale = TenantForeignKey(Sale, related_name="lots", db_index=False)
    lot = TenantForeignKey(Lot, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "sale", "lot"], name="sold_lot_once"
            )
        ]

    def __str__(self):
        return str(self.lot_id)


class SaleDocument(TenantRow):
    """The information of art. 3.94 §1 or §2: asked for, due, made from the ledger, sent.

    Made anew it is a new row of the same request: the last one counts.
    """

    class Paragraph(models.TextChoices):
        FIRST = "1", _("Before the contract (art. 3.94 §1)")
        SECOND = "2", _("Before the deed (art. 3.94 §2)")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sale = TenantForeignKey(Sale, related_name="documents", db_index=False)
    paragraph = models.CharField(max_length=1, choices=Paragraph)
    requested_on = models.DateField(_("asked for on"))
    due_on = models.DateField()
    file = TenantForeignKey(File, null=True, related_name="+", db_index=False)
    made_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    created_by = person()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("requested_on")), name="sale_document_due"
            ),
            models.CheckConstraint(
                condition=Q(paragraph__in=["1", "2"]), name="sale_document_paragraph"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(file__isnull=False),
                name="sale_document_sent_is_made",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "sale"], name="sale_document_sale")]

    def __str__(self):
        return f"{self.sale_id} §{self.paragraph}"


class GuestLink(models.Model):
    """A link with which a notary reads the documents of one sale, for some time.

    The hash of its code is looked up before any tenant is known.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="+")
    sale = models.UUIDField()
    code_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = person()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code_hash__regex=r"^[0-9a-f]{64}$"),
                name="guest_link_hashed",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="guest_link_expires"
            ),
        ]

    def __str__(self):
        return str(self.uuid)
