"""What is charged to an account beside the calls, and the statements of charges.

The database freezes a posted statement: migrations/0007.
"""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.models import Holding, Lot
from buildings.models.letters import AccountLetter, Run
from buildings.models.ownership import Period
from finance.models.costs import Cost
from koprogo.documents.models import File
from koprogo.fields import MoneyField, person
from koprogo.ledger.models import Entry
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantManager, TenantRow


class AccountChargeQuerySet(models.QuerySet):
    def standing(self):
        """Return the charges that count: not taken back by a mirror."""
        return self.filter(entry__mirror=None)


class AccountCharge(TenantRow):
    """An amount on the account of a holding that no call asks for, in EUR.

    Below zero it gives something back. ``working``: on 4101; ``reserve``: on 4100.
    Several charges may share the entry that books them. Added, never changed.
    """

    class Kind(models.TextChoices):
        STATEMENT = "statement", _("Statement of charges")
        INTEREST = "interest", _("Interest on late payment")
        REMINDER = "reminder", _("Costs of a reminder")
        PRIVATE = "private", _("Private cost")
        WORKING_FUND = "working_fund", _("Working fund at a sale")
        WORKS = "works", _("End of extraordinary works")
        CORRECTION = "correction", _("Correction")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    holding = TenantForeignKey(Holding, related_name="charges", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.CharField(max_length=200)
    date = models.DateField()
    due_on = models.DateField()
    working = MoneyField(default=0)
    reserve = MoneyField(default=0)
    entry = TenantForeignKey(Entry, related_name="charges", db_index=False)

    objects = TenantManager.from_queryset(AccountChargeQuerySet)()

    class Meta:
        ordering = ["date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(working=0, reserve=0), name="account_charge_not_zero"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("date")), name="account_charge_due"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "holding"], name="account_charge_holding"),
            models.Index(fields=["tenant", "entry"], name="account_charge_entry"),
        ]

    def __str__(self):
        return self.text

    @property
    def amount(self):
        return self.working + self.reserve

    @property
    def reminder(self):
        """The reminder that charged it, if one did."""
        return getattr(self, "interest_of", None) or getattr(self, "cost_of", None)

    @property
    def statement_document(self):
        """The public id of the document of a statement of charges that explains it."""
        document = getattr(self, "document", None)
        return document and document.uuid

    @property
    def works(self):
        """The works whose end it charges or gives back, if it is of such an end."""
        return getattr(self.entry, "works", None)

    @property
    def words(self) -> str:
        """What it is for, in the active language; a reminder's own words are not."""
        kind = str(self.get_kind_display())
        of_reminder = self.kind in {self.Kind.INTEREST, self.Kind.REMINDER}
        return kind if of_reminder or not self.text else f"{kind} – {self.text}"


class StatementQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(posted_at__isnull=False, cancelled_at=None)


class ChargeStatement(TenantRow):
    """The statement of charges of a period (décompte, afrekening): draft → posted.

    [since, until), half-open. A draft holds what was computed and may be computed anew;
    a posted one is frozen, a wrong one cancelled by the mirror of its entry.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    due_on = models.DateField(_("due on"))
    computed_at = models.DateTimeField(null=True, editable=False)
    posted_at = models.DateTimeField(null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    entry = TenantOneToOneField(
        Entry, null=True, editable=False, related_name="statement", db_index=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = person()

    objects = TenantManager.from_queryset(StatementQuerySet)()

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="statement_titled"),
            models.CheckConstraint(
                condition=Q(until__gt=F("since")),
                name="statement_dates",
                violation_error_message=_("The end must come after the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(posted_at=None, entry=None, cancelled_at=None)
                | Q(posted_at__isnull=False, computed_at__isnull=False),
                name="statement_posted",
            ),
            ExclusionConstraint(
                name="statement_no_overlap",
                expressions=[
                    (F("tenant"), RangeOperators.EQUAL),
                    (Period("since", "until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(posted_at__isnull=False, cancelled_at=None),
                violation_error_message=_(
                    "A statement of charges of this period was already posted."
                ),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_posted(self) -> bool:
        return self.posted_at is not None

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None


class ChargePiece(TenantRow):
    """A lot in the hands of one holding for some days of the period.

    ``position``, from 1: the place in the order of the deed, then of time, at which
    the arrays of the costs have its part.
    """

    statement = TenantForeignKey(ChargeStatement, related_name="pieces", db_index=False)
    position = models.PositiveIntegerField()
    lot = TenantForeignKey(Lot, related_name="+", db_index=False)
    holding = TenantForeignKey(Holding, related_name="+", db_index=False)
    since = models.DateField()
    until = models.DateField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "statement", "position"], name="charge_piece_position"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="charge_piece_dates"
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "statement", "holding"], name="charge_piece_holding"
            )
        ]

    def __str__(self):
        return f"{self.lot_id} {self.since}"

    @property
    def days(self) -> int:
        return (self.until - self.since).days


class ChargeCost(TenantRow):
    """How one cost was divided: ``parts`` and ``cents`` of each piece, by position.

    The vector is kept and never computed again (law.md §8); its cents sum to the cost.
    """

    statement = TenantForeignKey(ChargeStatement, related_name="costs", db_index=False)
    cost = TenantForeignKey(Cost, related_name="divisions", db_index=False)
    parts = ArrayField(models.BigIntegerField())
    cents = ArrayField(models.BigIntegerField())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "statement", "cost"], name="charge_cost_once"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "cost"], name="charge_cost_cost")]

    def __str__(self):
        return str(self.cost_id)


class ChargeDocument(TenantRow):
    """The statement of one holding, EUR: costs − provisions called = balance.

    ``private``: what of the costs is its own alone; ``occupant``: what the occupants
    bear of them, for the annex. A balance below zero is in its favour.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    statement = TenantForeignKey(
        ChargeStatement, related_name="documents", db_index=False
    )
    holding = TenantForeignKey(Holding, related_name="charge_documents", db_index=False)
    costs = MoneyField()
    private = MoneyField(default=0)
    occupant = MoneyField(default=0)
    provisions = MoneyField()
    balance = models.GeneratedField(
        expression=F("costs") - F("provisions"),
        output_field=models.DecimalField(max_digits=12, decimal_places=2),
        db_persist=True,
    )
    charge = TenantOneToOneField(
        AccountCharge, null=True, related_name="document", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "statement", "holding"], name="charge_document_once"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "holding"], name="charge_document_holding")
        ]

    def __str__(self):
        return f"{self.statement_id}: {self.balance}"


class ChargeLetter(AccountLetter):
    """The letter of one statement of charges; ``annex``: for the occupant."""

    document = TenantOneToOneField(ChargeDocument, related_name="letter")
    annex = TenantForeignKey(File, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = []

    def __str__(self):
        return str(self.document_id)

    @property
    def holding(self):
        return self.document.holding

    @property
    def page_id(self):
        return self.document.uuid

    @property
    def to_pay(self):
        """What the letter states, EUR; below zero, in favour of the holder."""
        return self.document.balance


class ChargeLetterRun(Run):
    """The making of all letters of a statement."""

    statement = TenantOneToOneField(ChargeStatement, related_name="letter_run")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(zip__isnull=False),
                name="charge_letter_run_has_zip",
            )
        ]

    def __str__(self):
        return str(self.statement_id)
