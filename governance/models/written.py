"""Decisions that all owners take in writing, without a meeting (art. 3.87 §11)."""

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buildings.models import AllocationKey, Holding, LibraryVersion, Owner
from buildings.models.letters import Letter, Run
from koprogo.documents.models import File
from koprogo.fields import MoneyField, person
from koprogo.notifications.models import Delivery
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantManager, TenantRow

ENDS = ["adopted", "rejected", "expired", "withdrawn"]
OF_CANDIDATES = {
    "adopted": _("Elected: all agreed"),
    "rejected": _("Not elected: somebody refused"),
    "expired": _("Not elected: not all answered in time"),
}


class WrittenQuerySet(models.QuerySet):
    def sent(self):
        return self.filter(sent_at__isnull=False)

    def running(self):
        """Return those that still wait for answers."""
        return self.filter(sent_at__isnull=False, ended_at=None)


class WrittenDecision(TenantRow):
    """What is asked of all owners in writing: draft, sent, then ended with an outcome.

    ``motion``: the decision. ``key``: by which the amount would be divided.
    ``candidate``: who is elected. ``until``: the last day for answers. ``sha256``: of the text that was sent
    (governance/written_text.py); from then on it stays as it is (migrations).
    """

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", _("Adopted: all agreed")
        REJECTED = "rejected", _("Rejected: somebody refused")
        EXPIRED = "expired", _("Rejected: not all answered in time")
        WITHDRAWN = "withdrawn", _("Withdrawn by the syndic")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subject = models.CharField(_("subject"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("explanation"), max_length=8000, blank=True)
    motion = models.TextField(_("proposed decision"), max_length=4000)
    key = TenantForeignKey(AllocationKey, null=True, related_name="+", db_index=False)
    amount = MoneyField(
        _("amount of the decision (EUR)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    candidate = models.CharField(_("candidate"), max_length=150, blank=True)
    until = models.DateField(_("answers until"))
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = person()
    sent_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    outcome = models.CharField(
        max_length=9, choices=Outcome, blank=True, editable=False
    )
    reason = models.TextField(_("reason"), max_length=1000, blank=True)

    objects = TenantManager.from_queryset(WrittenQuerySet)()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(motion=""), name="written_worded"
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="written_amount"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="written_sent_with_hash",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="")
                | Q(sent_at__isnull=False, ended_at__isnull=False, outcome__in=ENDS),
                name="written_ended_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome="withdrawn") & ~Q(reason="")
                | ~Q(outcome="withdrawn") & Q(reason=""),
                name="written_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self):
        return self.title

    def get_outcome_display(self) -> str:
        """Say what came of it; of a candidate: elected or not, instead of adopted."""
        if not self.outcome:
            return ""
        label = self.Outcome(self.outcome).label
        return str(OF_CANDIDATES.get(self.outcome, label) if self.candidate else label)

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None

    @property
    def is_running(self) -> bool:
        return self.is_sent and self.ended_at is None

    @property
    def is_cancelled(self) -> bool:
        """Whether nobody should be asked any more: no further letters are made."""
        return self.ended_at is not None


class WrittenAttachment(TenantRow):
    """A document of the library that a written decision is about."""

    decision = TenantForeignKey(
        WrittenDecision, related_name="documents", db_index=False
    )
    version = TenantForeignKey(LibraryVersion, related_name="+", db_index=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "decision", "version"],
                name="written_document_once",
            )
        ]

    def __str__(self):
        return f"{self.decision_id}: {self.version_id}"


class WrittenAnswer(TenantRow):
    """What a holding answered, by whom, and to which text: added, never changed.

    ``signed_on``: the day on the paper, or that of the click. ``scan``: of the paper.
    """

    class Way(models.TextChoices):
        ONLINE = "online", _("Online, with an account")
        PAPER = "paper", _("On paper")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    decision = TenantForeignKey(WrittenDecision, related_name="answers", db_index=False)
    holding = TenantForeignKey(Holding, related_name="+", db_index=False)
    owner = TenantForeignKey(Owner, related_name="+", db_index=False)
    is_agreed = models.BooleanField()
    reason = models.TextField(_("why not"), max_length=1000, blank=True)
    way = models.CharField(max_length=6, choices=Way)
    sha256 = models.CharField(max_length=64)
    signed_on = models.DateField(_("signed on"))
    scan = TenantForeignKey(File, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(auto_now_add=True)
    answered_by = person()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "decision", "holding"], name="written_answer_once"
            ),
            models.CheckConstraint(
                condition=Q(way="online", scan=None)
                | Q(way="paper", scan__isnull=False),
                name="written_answer_proven",
            ),
            models.CheckConstraint(
                condition=Q(is_agreed=False) | Q(reason=""),
                name="written_answer_reason",
            ),
        ]

    def __str__(self):
        return f"{self.decision_id}: {self.holding_id}"


class WrittenMinutes(TenantRow):
    """The minutes that the syndic draws up, in one language: PDF."""

    decision = TenantForeignKey(WrittenDecision, related_name="minutes", db_index=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    file = TenantForeignKey(File, related_name="+", db_index=False)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = person()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "decision", "language"],
                name="written_minutes_language",
            )
        ]

    def __str__(self):
        return f"{self.decision_id} {self.language}"


class WrittenLetter(Letter):
    """The text to one holding, with the form to send back.

    By e-mail with the consent to letters: nobody is convened, art. 3.87 §11 prescribes
    no form, and an owner who is not reached has not agreed, so that nothing is decided.
    """

    decision = TenantForeignKey(WrittenDecision, related_name="letters", db_index=False)
    holding = TenantForeignKey(Holding, related_name="+", db_index=False)
    delivery = TenantOneToOneField(
        Delivery, null=True, related_name="written_letter", db_index=False
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "decision", "holding"], name="written_letter_once"
            )
        ]

    def __str__(self):
        return f"{self.decision_id}: {self.name}"

    @property
    def recipient(self) -> str:
        return f"holding:{self.holding.uuid}"


class WrittenRun(Run):
    """The making of all letters of a written decision."""

    decision = TenantOneToOneField(
        WrittenDecision, related_name="letter_run", db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(zip__isnull=False),
                name="written_run_has_zip",
            )
        ]

    def __str__(self):
        return str(self.decision_id)
