"""What comes back: repayments, direct debits, changes of a plan, and who is late."""

import uuid
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from koprogo.fields import MoneyField, person
from koprogo.ledger.models import Entry
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantRow
from solidarity.models.aids import Aid, Plan, PlanLine
from solidarity.models.sealed import SealedText


class Repayment(TenantRow):
    """Money that came back, EUR; a mistake is mirrored in the books.

    ``amount`` = ``capital`` + ``interest`` + ``surplus``: what is more than was left and
    is given back. ``plan``: the plan that it was counted for.
    """

    class Way(models.TextChoices):
        DEBIT = "debit", _("Direct debit")
        TRANSFER = "transfer", _("Transfer")
        WON = "won", _("After a case that was won")
        CLAIM = "claim", _("Claimed back")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    aid = TenantForeignKey(Aid, related_name="repayments", db_index=False)
    plan = TenantForeignKey(Plan, related_name="repayments", db_index=False)
    amount = MoneyField(_("amount"))
    capital = MoneyField(_("capital"))
    interest = MoneyField(_("interest"))
    surplus = MoneyField(default=Decimal("0.00"))
    received_on = models.DateField(_("received on"))
    way = models.CharField(_("how"), max_length=8, choices=Way)
    entry = TenantOneToOneField(Entry, related_name="+", db_index=False)
    mirror = TenantOneToOneField(Entry, null=True, related_name="+", db_index=False)
    given_back = TenantOneToOneField(Entry, null=True, related_name="+", db_index=False)
    recorded_by = person()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    amount__gt=0, capital__gte=0, interest__gte=0, surplus__gte=0
                )
                & Q(amount=F("capital") + F("interest") + F("surplus")),
                name="repayment_parts",
            ),
            models.CheckConstraint(
                condition=Q(way__in=["debit", "transfer", "won", "claim"]),
                name="repayment_way_known",
            ),
            models.CheckConstraint(
                condition=Q(given_back=None) | Q(surplus__gt=0, mirror=None),
                name="repayment_given_back",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "aid"], name="repayment_of"),
            models.Index(fields=["tenant", "plan"], name="repayment_for"),
        ]

    def __str__(self):
        return f"{self.aid_id} {self.received_on}"


class DebitBatch(TenantRow):
    """A file of direct debits: announced to each person, made for the bank, collected.

    ``file_hash``: of the file as it was last made; the file itself is kept nowhere.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    day = models.DateField(_("collected on"))
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = person()
    ordered_at = models.DateTimeField(null=True, editable=False)
    ordered_by = person()
    file_hash = models.CharField(max_length=64, blank=True, editable=False)
    collected_at = models.DateTimeField(null=True, editable=False)
    collected_by = person()

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ordered_at=None, file_hash="")
                | Q(ordered_at__isnull=False) & ~Q(file_hash=""),
                name="debit_batch_ordered",
            ),
            models.CheckConstraint(
                condition=Q(collected_at=None) | Q(ordered_at__isnull=False),
                name="debit_batch_collected",
            ),
        ]

    def __str__(self):
        return str(self.day)


class Debit(TenantRow):
    """What a batch takes from one person for one instalment, EUR.

    ``is_first``: the first under the mandate. Stopped or returned, it is over; an
    instalment is never in two that are not, nor a person.
    """

    class State(models.TextChoices):
        ANNOUNCED = "announced", _("Announced")
        ORDERED = "ordered", _("With the bank")
        COLLECTED = "collected", _("Collected")
        RETURNED = "returned", _("Returned by the bank")
        STOPPED = "stopped", _("Stopped")

    LIVE = (State.ANNOUNCED, State.ORDERED)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = TenantForeignKey(DebitBatch, related_name="debits", db_index=False)
    aid = TenantForeignKey(Aid, related_name="debits", db_index=False)
    line = TenantForeignKey(PlanLine, related_name="debits", db_index=False)
    amount = MoneyField(_("amount"))
    is_first = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State, default=State.ANNOUNCED)
    repayment = TenantOneToOneField(
        Repayment, null=True, related_name="debit", db_index=False
    )
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "announced",
                        "ordered",
                        "collected",
                        "returned",
                        "stopped",
                    ]
                ),
                name="debit_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["announced", "ordered"], ended_at=None)
                | Q(
                    state__in=["collected", "returned", "stopped"],
                    ended_at__isnull=False,
                ),
                name="debit_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state="collected") | Q(repayment__isnull=False),
                name="debit_collected_is_booked",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="debit_amount"),
            models.UniqueConstraint(
                fields=["tenant", "line"],
                condition=Q(state__in=["announced", "ordered", "collected"]),
                name="debit_of_instalment_once",
            ),
            models.UniqueConstraint(
                fields=["tenant", "aid"],
                condition=Q(state__in=["announced", "ordered"]),
                name="debit_one_each",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "batch"], name="debit_of_batch")]

    def __str__(self):
        return f"{self.batch_id} {self.aid_id}"


class PlanChange(TenantRow):
    """A change of a plan that was asked for, or proposed by the committee.

    ``months``: later, of a deferral; in all, of a rescheduling. ``amount``: what the
    person said that he pays early. ``words`` and ``reasons``: sealed. Decided, it stays.
    """

    class Kind(models.TextChoices):
        DEFER = "defer", _("Pay later")
        RESCHEDULE = "reschedule", _("Another number of months")
        EARLY = "early", _("Pay early")

    class Answer(models.TextChoices):
        YES = "yes", _("Agreed")
        NO = "no", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    aid = TenantForeignKey(Aid, related_name="changes", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    is_proposed = models.BooleanField(default=False)
    months = models.SmallIntegerField(_("months"), null=True)
    amount = MoneyField(_("amount"), null=True)
    words = SealedText(blank=True)
    asked_by = person()
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=9, choices=Answer, blank=True)
    reasons = SealedText(blank=True)
    decided_by = person()
    decided_at = models.DateTimeField(null=True, editable=False)
    plan = TenantOneToOneField(Plan, null=True, related_name="change", db_index=False)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="defer", months__range=(1, 3), amount=None)
                | Q(kind="reschedule", months__gte=1, amount=None)
                | Q(kind="early", months=None, amount__gt=0),
                name="plan_change_kind",
            ),
            models.CheckConstraint(
                condition=Q(answer="", decided_at=None, plan=None)
                | Q(answer__in=["no", "withdrawn"], decided_at__isnull=False, plan=None)
                | Q(answer="yes", decided_at__isnull=False),
                name="plan_change_answered",
            ),
            models.UniqueConstraint(
                fields=["tenant", "aid"],
                condition=Q(answer=""),
                name="plan_change_one_open",
                violation_error_message=_("A change of this plan waits already."),
            ),
        ]

    def __str__(self):
        return f"{self.aid_id} {self.kind}"


class Contact(TenantRow):
    """Somebody of the committee spoke with a person who is late; added only.

    ``words``: what was agreed (sealed); there until their key goes (migrations/0009).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    aid = TenantForeignKey(Aid, related_name="contacts", db_index=False)
    day = models.DateField(_("spoken on"))
    words = SealedText()
    recorded_by = person()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["tenant", "aid"], name="contact_with")]

    def __str__(self):
        return f"{self.aid_id} {self.day}"


class WriteOff(TenantRow):
    """A loan that does not come back: proposed by one member, confirmed by another.

    ``reasons``: sealed, there until their key goes (migrations/0009); ``amount``: the
    capital that was left. Decided, it stays.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    aid = TenantForeignKey(Aid, related_name="write_offs", db_index=False)
    reasons = SealedText()
    proposed_by = person()
    proposed_at = models.DateTimeField(auto_now_add=True)
    is_confirmed = models.BooleanField(null=True, editable=False)
    decided_by = person()
    decided_at = models.DateTimeField(null=True, editable=False)
    amount = MoneyField(null=True)
    entry = TenantOneToOneField(Entry, null=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_confirmed=None, decided_at=None, entry=None)
                | Q(is_confirmed=False, decided_at__isnull=False, entry=None)
                | Q(
                    is_confirmed=True,
                    decided_at__isnull=False,
                    entry__isnull=False,
                    amount__gt=0,
                ),
                name="write_off_decided",
            ),
            models.CheckConstraint(
                condition=~Q(is_confirmed=True) | ~Q(decided_by=F("proposed_by")),
                name="write_off_by_two",
                violation_error_message=_("Another member of the committee confirms."),
            ),
            models.UniqueConstraint(
                fields=["tenant", "aid"],
                condition=Q(is_confirmed=None) | Q(is_confirmed=True),
                name="write_off_once",
                violation_error_message=_("This is proposed already."),
            ),
        ]

    def __str__(self):
        return str(self.aid_id)


class DisputeEnd(TenantRow):
    """How the case ended that a dispute grant was for.

    Won with damages, a part of the grant comes back over ``months``, which the committee
    sets; else nothing does. ``words``: sealed.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    aid = TenantOneToOneField(Aid, related_name="dispute_end", db_index=False)
    is_won = models.BooleanField(_("won"))
    has_damages = models.BooleanField(_("damages obtained"))
    words = SealedText(blank=True)
    told_by = person()
    told_at = models.DateTimeField(auto_now_add=True)
    months = models.SmallIntegerField(_("months"), null=True)
    settled_by = person()
    settled_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_won=True) | Q(has_damages=False),
                name="dispute_damages_by_winning",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, months=None)
                | Q(settled_at__isnull=False, months=None)
                | Q(
                    settled_at__isnull=False,
                    is_won=True,
                    has_damages=True,
                    months__range=(1, 24),
                ),
                name="dispute_end_settled",
            ),
        ]

    def __str__(self):
        return str(self.aid_id)
