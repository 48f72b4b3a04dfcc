"""Money that leaves the fund: agreements signed, payouts, transfers, and its account."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from koprogo.fields import MoneyField, person
from koprogo.ledger.models import Entry
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantRow
from solidarity.answers import Payee
from solidarity.models.aids import Aid
from solidarity.models.sealed import Life, SealedFile, SealedText

PAYEES = [
    (Payee.PERSON.value, _("The person")),
    (Payee.CREDITOR.value, _("A creditor")),
    (Payee.LAWYER.value, _("A lawyer")),
    (Payee.CONTRACTOR.value, _("A contractor")),
    (Payee.SYNDIC.value, _("The syndic or the association")),
]


class FundAccount(TenantRow):
    """The bank account of the fund, from its recording on; the latest holds.

    ``holder``: whose name the bank writes on transfers, never that of the fund.
    ``creditor``: the identifier by which direct debits are collected. Added only.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    holder = models.CharField(_("name on transfers"), max_length=70)
    iban = models.CharField(_("IBAN"), max_length=34)
    kbo = models.CharField(_("enterprise number"), max_length=10)
    creditor = models.CharField(
        _("creditor identifier for direct debits"), max_length=35, blank=True
    )
    recorded_by = person()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(holder="") & ~Q(iban="") & ~Q(kbo=""),
                name="fund_account_whole",
            ),
        ]

    def __str__(self):
        return self.iban


class AgreementSignature(TenantRow):
    """Who signed an agreement, when, and which file (SHA-256 of the PDF); added only.

    ``mandate``: he also allowed direct debits. ``version``: of the words he accepted.
    """

    aid = TenantOneToOneField(Aid, related_name="signature", db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    sha256 = models.CharField(max_length=64)
    mandate = models.BooleanField(default=False)
    version = models.SmallIntegerField(default=1)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="agreement_signature_hashed",
            ),
        ]

    def __str__(self):
        return f"{self.aid_id} {self.signed_at}"


class TransferBatch(TenantRow):
    """Approved payouts that the bank is asked to pay on a day.

    The file is made of the sealed payouts each time it is asked for, always the same
    bytes (``sha256``): nothing readable is kept. ``made_at`` stands in it.
    """

    class State(models.TextChoices):
        ORDERED = "ordered", _("With the bank")
        EXECUTED = "executed", _("Paid")
        DISCARDED = "discarded", _("Not sent")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = TenantForeignKey(FundAccount, related_name="+", db_index=False)
    on = models.DateField(_("to be paid on"))
    state = models.CharField(max_length=9, choices=State, default=State.ORDERED)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    made_by = person()
    made_at = models.DateTimeField()
    ended_by = person()
    ended_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name_plural = "transfer batches"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="ordered", ended_on=None)
                | Q(state__in=["executed", "discarded"], ended_on__isnull=False),
                name="transfer_batch_ended",
            ),
        ]

    def __str__(self):
        return f"{self.on}"


class Payout(TenantRow):
    """A payment of an aid, EUR: prepared by one of the committee, approved by another.

    ``uuid``: drawn when the form is shown. ``name``, ``iban``, ``message`` and
    ``voucher_name``: sealed, as is the file of the voucher (life: papers); what was
    prepared never changes. The sum of an aid's payouts stays below its amount, which a
    trigger holds (migrations/0004).
    """

    class State(models.TextChoices):
        PREPARED = "prepared", _("Waits for a second member")
        APPROVED = "approved", _("Approved")
        ORDERED = "ordered", _("With the bank")
        BOOKED = "booked", _("Paid")
        RETURNED = "returned", _("Came back")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    #: money that goes out, or went
    COUNTED = (State.PREPARED, State.APPROVED, State.ORDERED, State.BOOKED)
    #: on its way: not paid yet
    UNDER_WAY = (State.PREPARED, State.APPROVED, State.ORDERED)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    aid = TenantForeignKey(Aid, related_name="payouts", db_index=False)
    number = models.SmallIntegerField(editable=False)
    amount = MoneyField(_("amount"))
    payee = models.CharField(_("paid to"), max_length=10, choices=PAYEES)
    name = SealedText(life=Life.PAPERS)
    iban = SealedText(life=Life.PAPERS)
    message = SealedText(blank=True, life=Life.PAPERS)
    voucher = SealedFile(editable=False, life=Life.PAPERS)
    voucher_name = SealedText(blank=True, life=Life.PAPERS)
    voucher_type = models.CharField(max_length=100, blank=True, editable=False)
    state = models.CharField(max_length=9, choices=State, default=State.PREPARED)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        editable=False,
    )
    prepared_at = models.DateTimeField()
    approved_by = person()
    approved_at = models.DateTimeField(null=True, editable=False)
    batch = TenantForeignKey(
        TransferBatch, null=True, related_name="payouts", db_index=False
    )
    booked_on = models.DateField(null=True, editable=False)
    entry = TenantOneToOneField(Entry, null=True, related_name="+", db_index=False)
    returned_on = models.DateField(null=True, editable=False)
    mirror = TenantOneToOneField(Entry, null=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["-prepared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    payee__in=["person", "creditor", "lawyer", "contractor", "syndic"]
                ),
                name="payout_payee_known",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, number__gte=1), name="payout_amount"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
                name="payout_by_two",
                violation_error_message=_("Somebody else approves it."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state="prepared",
                    approved_by=None,
                    batch=None,
                    entry=None,
                    mirror=None,
                )
                | Q(state="withdrawn", batch=None, entry=None, mirror=None)
                | Q(
                    state="approved",
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                    batch=None,
                    entry=None,
                    mirror=None,
                )
                | Q(
                    state="ordered",
                    approved_by__isnull=False,
                    batch__isnull=False,
                    entry=None,
                    mirror=None,
                )
                | Q(
                    state="booked",
                    approved_by__isnull=False,
                    booked_on__isnull=False,
                    entry__isnull=False,
                    mirror=None,
                )
                | Q(
                    state="returned",
                    returned_on__isnull=False,
                    entry__isnull=False,
                    mirror__isnull=False,
                ),
                name="payout_step",
            ),
            models.UniqueConstraint(
                fields=["tenant", "aid", "number"], name="payout_number"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "state"], name="payout_state"),
            models.Index(fields=["tenant", "batch"], name="payout_of_batch"),
        ]

    def __str__(self):
        return f"{self.aid_id} {self.number}"

    @property
    def code(self) -> str:
        """What it is called in the books and at the bank (needs the aid)."""
        return f"{self.aid.code}-{self.number}"


class FundMovement(TenantRow):
    """Money that the treasurer notes, EUR: an endowment of the ASBL, or a running cost.

    ``reference``: of the ASBL's decision, or what the cost was for; nobody is named.
    ``mirror``: it was noted wrongly.
    """

    class Kind(models.TextChoices):
        ENDOWMENT = "endowment", _("Endowment of the ASBL")
        COST = "cost", _("Running cost")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    amount = MoneyField(_("amount"))
    on = models.DateField(_("day"))
    reference = models.CharField(_("reference"), max_length=200)
    entry = TenantOneToOneField(Entry, related_name="+", db_index=False)
    mirror = TenantOneToOneField(Entry, null=True, related_name="+", db_index=False)
    recorded_by = person()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["endowment", "cost"]),
                name="fund_movement_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0) & ~Q(reference=""),
                name="fund_movement_whole",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-on"], name="fund_movement_on")]

    def __str__(self):
        return self.reference
