"""Arrears: levels of reminders, what was sent, pauses and instalment plans."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.models import Holding
from buildings.models.letters import AccountLetter
from finance.models.charges import AccountCharge
from koprogo.fields import MoneyField, person
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantManager, TenantRow


class ReminderLevel(TenantRow):
    """A step of reminding, in the order of ``position`` (finance.md §1).

    ``days``: after the due date; ``cost``: EUR charged with it; ``registered``: by
    registered letter, a formal notice.
    """

    position = models.PositiveSmallIntegerField()
    days = models.PositiveSmallIntegerField(_("days after the due date"))
    cost = MoneyField(_("cost"), default=0)
    with_interest = models.BooleanField(_("with interest"), default=False)
    registered = models.BooleanField(_("registered letter"), default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "position"], name="reminder_level_position"
            ),
            models.CheckConstraint(condition=Q(cost__gte=0), name="reminder_cost"),
            models.CheckConstraint(condition=Q(days__gte=1), name="reminder_days"),
        ]

    def __str__(self):
        return str(self.position)


class ReminderWording(TenantRow):
    """A level in the building's own words, in one language; without it, ours."""

    level = TenantForeignKey(ReminderLevel, related_name="wordings", db_index=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=120)
    body = models.TextField(_("text"), max_length=4000)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "level", "language"], name="reminder_wording_once"
            ),
            models.CheckConstraint(
                condition=~Q(subject="") & ~Q(body=""), name="reminder_wording_written"
            ),
        ]

    def __str__(self):
        return self.subject


class Reminder(TenantRow):
    """A reminder of one holding: proposed, ordered, then sent; or cancelled.

    ``arrears_since``: the oldest due date that was open: a level is sent once for the
    same arrears. ``overdue``, ``interest`` and ``cost`` in EUR on its day; ``details``:
    what they are made of (``arrears.Claim``), once it is sent.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("To be sent")
        ORDERED = "ordered", _("Being sent")
        SENT = "sent", _("Sent")
        CANCELLED = "cancelled", _("Cancelled")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    holding = TenantForeignKey(Holding, related_name="reminders", db_index=False)
    level = models.PositiveSmallIntegerField()
    date = models.DateField()
    arrears_since = models.DateField()
    overdue = MoneyField()
    interest = MoneyField(default=0)
    cost = MoneyField(default=0)
    details = models.JSONField(default=dict)
    registered = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    interest_charge = TenantOneToOneField(
        AccountCharge, null=True, related_name="interest_of", db_index=False
    )
    cost_charge = TenantOneToOneField(
        AccountCharge, null=True, related_name="cost_of", db_index=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = person()

    class Meta:
        ordering = ["-date", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "holding", "level", "arrears_since"],
                condition=~Q(state="cancelled"),
                name="reminder_level_once",
            ),
            models.UniqueConstraint(
                fields=["tenant", "holding"],
                condition=Q(state__in=["proposed", "ordered"]),
                name="reminder_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(overdue__gt=0, interest__gte=0, cost__gte=0),
                name="reminder_amounts",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | Q(state__in=["proposed", "ordered"], sent_at=None)
                | Q(state="cancelled"),
                name="reminder_sent_has_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "-date", "-id"], name="reminder_list")
        ]

    def __str__(self):
        return f"{self.holding_id}: {self.level}"

    @property
    def is_waiting(self) -> bool:
        """Whether it is proposed or ordered, and was not sent yet."""
        return self.state in {self.State.PROPOSED, self.State.ORDERED}

    @property
    def has_letter(self) -> bool:
        """Whether it was sent, even if it was cancelled afterwards."""
        return self.sent_at is not None

    @property
    def total(self):
        """What it asks for, EUR."""
        return self.overdue + self.interest + self.cost


class ReminderLetter(AccountLetter):
    """The letter of one reminder."""

    reminder = TenantOneToOneField(Reminder, related_name="letter")

    class Meta:
        constraints = []

    def __str__(self):
        return str(self.reminder_id)

    @property
    def is_registered(self) -> bool:
        return self.reminder.registered

    @property
    def holding(self) -> Holding:
        return self.reminder.holding


class ReminderPause(TenantRow):
    """No reminders to a holding for [since, until); why stays with the syndic."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    holding = TenantForeignKey(Holding, related_name="pauses", db_index=False)
    since = models.DateField()
    until = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=200)
    created_by = person()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="reminder_pause_dates"
            )
        ]

    def __str__(self):
        return f"{self.holding_id}: {self.until}"


class PlanQuerySet(models.QuerySet):
    def running(self):
        return self.filter(ended_at=None)


class InstalmentPlan(TenantRow):
    """An agreement to pay arrears in parts: while it is kept nobody is reminded."""

    class End(models.TextChoices):
        KEPT = "kept", _("Paid as agreed")
        BROKEN = "broken", _("Not kept")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    holding = TenantForeignKey(Holding, related_name="plans", db_index=False)
    agreed_on = models.DateField(_("agreed on"))
    amount = MoneyField(_("amount"))
    created_by = person()
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=9, choices=End, blank=True)

    objects = TenantManager.from_queryset(PlanQuerySet)()

    class Meta:
        ordering = ["-agreed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "holding"],
                condition=Q(ended_at=None),
                name="instalment_plan_one_running",
                violation_error_message=_("This account holder already has a plan."),
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="plan_positive"),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="")
                | Q(ended_at__isnull=False, end__in=["kept", "broken", "withdrawn"]),
                name="plan_ended",
            ),
        ]

    def __str__(self):
        return f"{self.holding_id}: {self.amount}"


class PlanInstalment(TenantRow):
    """One instalment of a plan, in EUR."""

    plan = TenantForeignKey(InstalmentPlan, related_name="instalments", db_index=False)
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    amount = MoneyField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "plan", "number"], name="plan_instalment_number"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="plan_instalment_positive"
            ),
        ]

    def __str__(self):
        return f"{self.due_on}: {self.amount}"
