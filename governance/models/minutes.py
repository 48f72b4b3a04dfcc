"""Minutes, their signatures, the register of decisions and what follows from them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buildings.models import AllocationKey
from buildings.models.letters import Letter, Run
from buildings.wording import either_lazy
from governance.models.assemblies import AgendaItem, Assembly
from governance.models.written import WrittenDecision
from koprogo.documents.models import File
from koprogo.fields import MoneyField, person
from koprogo.notifications.models import Delivery
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantRow


class Minutes(TenantRow):
    """The minutes of a closed assembly: made, signed, sent within 30 days (art. 3.87 §10).

    Frozen with its documents once ``finished_at`` is set: what is signed stays.
    ``notes``: what the secretary adds; everything else comes from the log.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assembly = TenantOneToOneField(Assembly, related_name="minutes", db_index=False)
    notes = models.TextField(_("remarks of the secretary"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, editable=False)
    signed_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(finished_at__isnull=False),
                name="minutes_signed_when_finished",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(finished_at__isnull=False),
                name="minutes_sent_when_finished",
            ),
        ]

    def __str__(self):
        return str(self.assembly_id)

    @property
    def title(self) -> str:
        """How a list of letters names them, in the active language."""
        return gettext("Minutes – %(assembly)s") % {"assembly": self.assembly.title}

    @property
    def is_cancelled(self) -> bool:
        """Minutes are never taken back."""
        return False


class MinutesDocument(TenantRow):
    """The minutes in one language: PDF, and its SHA-256 through the file."""

    minutes = TenantForeignKey(Minutes, related_name="documents", db_index=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    file = TenantForeignKey(File, related_name="+", db_index=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "minutes", "language"], name="minutes_language"
            )
        ]

    def __str__(self):
        return f"{self.minutes_id} {self.language}"


class Signature(TenantRow):
    """Somebody signed the minutes: on paper in the room, or online with his account.

    ``sha256``: of the document that was signed.
    """

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chair")
        SECRETARY = "secretary", _("Secretary")
        OWNER = "owner", either_lazy(_("Co-owner"), _("Member"))

    class Way(models.TextChoices):
        PAPER = "paper", _("On paper")
        ONLINE = "online", _("Online, with two factors")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    minutes = TenantForeignKey(Minutes, related_name="signatures", db_index=False)
    role = models.CharField(_("as"), max_length=9, choices=Role)
    name = models.CharField(_("name"), max_length=150)
    way = models.CharField(max_length=6, choices=Way)
    sha256 = models.CharField(max_length=64)
    scan = TenantForeignKey(File, null=True, related_name="+", db_index=False)
    signed_at = models.DateTimeField(auto_now_add=True)
    signed_by = person()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "minutes", "role", "name"], name="signature_once"
            ),
            models.UniqueConstraint(
                fields=["tenant", "minutes", "role"],
                condition=~Q(role="owner"),
                name="signature_of_bureau_once",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="signature_named"),
            models.CheckConstraint(
                condition=Q(way="online", signed_by__isnull=False, scan=None)
                | Q(way="paper"),
                name="signature_way",
            ),
        ]

    def __str__(self):
        return f"{self.role}: {self.name}"


class MinutesLetter(Letter):
    """The minutes as they went to one owner.

    By e-mail with the consent to letters: art. 3.87 §12 prescribes no form, and who
    accepted that text accepted all "other letters of the association".
    """

    minutes = TenantForeignKey(Minutes, related_name="letters", db_index=False)
    delivery = TenantOneToOneField(
        Delivery, null=True, related_name="minutes_letter", db_index=False
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "minutes", "addressee"], name="minutes_letter_once"
            )
        ]

    def __str__(self):
        return f"{self.minutes_id}: {self.name}"


class MinutesRun(Run):
    """The making of all letters with the minutes."""

    minutes = TenantOneToOneField(Minutes, related_name="letter_run", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(zip__isnull=False),
                name="minutes_run_has_zip",
            )
        ]

    def __str__(self):
        return str(self.minutes_id)


class Decision(TenantRow):
    """A line of the register of decisions (art. 3.93 §4): added, never changed.

    ``number`` counts from 1 without a gap in a tenant. ``result``: the tally with its
    arithmetic. ``uuid`` is what other apps know it by.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField()
    decided_on = models.DateField()
    item = TenantOneToOneField(
        AgendaItem, null=True, related_name="decision", db_index=False
    )
    written = TenantOneToOneField(
        WrittenDecision, null=True, related_name="entry", db_index=False
    )
    title = models.CharField(max_length=200)
    text = models.TextField()
    subject = models.CharField(max_length=40)
    majority = models.CharField(max_length=12)
    is_adopted = models.BooleanField()
    result = models.JSONField(default=dict)
    key = TenantForeignKey(AllocationKey, null=True, related_name="+", db_index=False)
    amount = MoneyField(null=True)
    effect = models.CharField(max_length=40, blank=True)
    effect_ref = models.UUIDField(null=True)
    effect_values = models.JSONField(default=dict)
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "number"], name="decision_number"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text=""), name="decision_written"
            ),
            models.CheckConstraint(
                condition=Q(item=None) | Q(written=None), name="decision_taken_once"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-decided_on"], name="decision_date")]

    def __str__(self):
        return f"{self.number}: {self.title}"

    @property
    def candidate(self) -> str:
        """Who was elected, or was not; empty where nobody could be."""
        taken = self.item or self.written
        return taken.candidate if taken else ""


class DecisionEffect(TenantRow):
    """That what a decision causes was carried out, by whom and on what: once."""

    decision = TenantOneToOneField(Decision, related_name="carried_out", db_index=False)
    effect = models.CharField(max_length=40)
    outcome = models.CharField(max_length=200, blank=True)
    carried_out_at = models.DateTimeField(auto_now_add=True)
    carried_out_by = person()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(effect=""), name="effect_named")
        ]

    def __str__(self):
        return f"{self.decision_id}: {self.effect}"


class DecisionTask(TenantRow):
    """What has to be done after a decision: who, until when, with which budget."""

    class State(models.TextChoices):
        TO_DO = "to_do", _("To do")
        DOING = "doing", _("In progress")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    decision = TenantForeignKey(Decision, related_name="tasks", db_index=False)
    title = models.CharField(_("what has to be done"), max_length=200)
    assignee = models.CharField(_("by whom"), max_length=120, blank=True)
    due_on = models.DateField(_("until when"), null=True, blank=True)
    budget = MoneyField(_("budget (EUR)"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=7, choices=State, default=State.TO_DO
    )
    note = models.CharField(_("how far it is"), max_length=400, blank=True)
    ended_on = models.DateField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = [F("due_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="task_titled"),
            models.CheckConstraint(
                condition=Q(state__in=["to_do", "doing"], ended_on=None)
                | Q(state__in=["done", "dropped"], ended_on__isnull=False),
                name="task_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(note=""),
                name="task_dropped_for_a_reason",
                violation_error_message=_("Say why it is dropped."),
            ),
            models.CheckConstraint(
                condition=Q(budget=None) | Q(budget__gte=0), name="task_budget"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "decision"], name="task_decision")]

    def __str__(self):
        return self.title
