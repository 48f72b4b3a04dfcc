"""Assemblies with their agenda. A convened one is frozen: migrations/0002."""

import uuid
from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from buildings.models import AllocationKey, Holding, LibraryVersion, Owner
from koprogo.fields import MoneyField, person
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantManager, TenantRow
from koprogo.ui.formatting import day as written


class AssemblyQuerySet(models.QuerySet):
    def convened(self):
        return self.filter(convened_at__isnull=False)

    def standing(self):
        """Return the assemblies that were not called off."""
        return self.filter(cancellation=None)


class Assembly(TenantRow):
    """A general assembly: draft, convened, open, then closed or adjourned.

    ``session``: 2 when the first had no quorum; it follows ``after``, and so does the
    new meeting that decides by unanimity of those present (art. 3.88 §4). ``second_at``:
    when the second session is held if it is needed. ``period_since``: the first of the
    fifteen days of the internal rules in which an ordinary one falls. ``urgency``: why
    less than the legal notice is given. ``roll_taken_at``: when the list of voters was
    frozen and the attendance list opened.
    """

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("Ordinary assembly")
        EXTRAORDINARY = "extraordinary", _("Extraordinary assembly")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(
        _("kind"), max_length=13, choices=Kind, default=Kind.ORDINARY
    )
    starts_at = models.DateTimeField(_("day and time"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    is_remote = models.BooleanField(_("owners may take part from afar"), default=False)
    remote_access = models.CharField(
        _("how to take part from afar"), max_length=300, blank=True
    )
    consulting = models.CharField(
        _("how the documents can be consulted"), max_length=300, blank=True
    )
    session = models.PositiveSmallIntegerField(default=1, editable=False)
    after = TenantForeignKey(
        "self",
        null=True,
        editable=False,
        related_name="followers",
        db_index=False,
    )
    second_at = models.DateTimeField(
        _("second session, if it is needed"), null=True, blank=True
    )
    period_since = models.DateField(null=True, editable=False)
    urgency = models.TextField(
        _("why it cannot wait for the legal notice"), max_length=1000, blank=True
    )
    convened_at = models.DateTimeField(null=True, editable=False)
    roll_taken_at = models.DateTimeField(null=True, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    adjourned_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = person()

    objects = TenantManager.from_queryset(AssemblyQuerySet)()

    class Meta:
        verbose_name_plural = "assemblies"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["ordinary", "extraordinary"]),
                name="assembly_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(session=1) | Q(session=2, after__isnull=False),
                name="assembly_second_follows",
            ),
            models.CheckConstraint(
                condition=~Q(place="") | Q(is_remote=True),
                name="assembly_somewhere",
                violation_error_message=_("Say where the assembly is held."),
            ),
            models.CheckConstraint(
                condition=Q(is_remote=True) | Q(remote_access=""),
                name="assembly_remote_access",
            ),
            models.CheckConstraint(
                condition=Q(is_remote=False)
                | Q(convened_at=None)
                | ~Q(remote_access=""),
                name="assembly_remote_explained",
                violation_error_message=_("Say how owners take part from afar."),
            ),
            models.CheckConstraint(
                condition=Q(second_at=None) | Q(second_at__gt=F("starts_at")),
                name="assembly_second_later",
                violation_error_message=_("The second session comes after the first."),
            ),
            models.CheckConstraint(
                condition=Q(roll_taken_at=None) | Q(convened_at__isnull=False),
                name="assembly_roll_after_convening",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(roll_taken_at__isnull=False),
                name="assembly_opened_with_roll",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, adjourned_at=None)
                | Q(opened_at__isnull=False, closed_at=None)
                | Q(opened_at__isnull=False, adjourned_at=None),
                name="assembly_ended_once",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-starts_at"], name="assembly_list")]

    def __str__(self):
        return f"{self.kind} {self.starts_at:%Y-%m-%d}"

    @property
    def day(self) -> date:
        """The day of the meeting, here."""
        return timezone.localdate(self.starts_at)

    @property
    def title(self) -> str:
        """What letters and lists call it, in the active language."""
        on = written(self.day, get_language())
        if self.session == 2:
            words = {"kind": self.get_kind_display(), "day": on}
            return str(_("%(kind)s, second session: %(day)s") % words)
        return f"{self.get_kind_display()}: {on}"

    @property
    def is_convened(self) -> bool:
        return self.convened_at is not None

    @property
    def is_cancelled(self) -> bool:
        return hasattr(self, "cancellation")

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.ended_at is None

    @property
    def ended_at(self):
        return self.closed_at or self.adjourned_at


class Cancellation(TenantRow):
    """Why a convened assembly was called off, and when.

    Who was convened is told by a letter: governance/models/convocations.py.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assembly = TenantOneToOneField(
        Assembly, related_name="cancellation", db_index=False
    )
    reason = models.TextField(_("reason"), max_length=1000)
    cancelled_at = models.DateTimeField(auto_now_add=True)
    cancelled_by = person()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="cancellation_reason")
        ]

    def __str__(self):
        return str(self.assembly_id)

    @property
    def title(self) -> str:
        return str(_("Called off: %(assembly)s") % {"assembly": self.assembly.title})

    @property
    def is_cancelled(self) -> bool:
        """Calling off is not taken back: another assembly is convened."""
        return False


class Proposal(TenantRow):
    """What an owner asks to put on the agenda (art. 3.87 §3), with the day it arrived.

    Late ones wait for the next assembly. ``answer``: why it was not put on the agenda.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ON_AGENDA = "on_agenda", _("On the agenda")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        ANSWERED = "answered", _("Answered without a vote")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = TenantForeignKey(Owner, related_name="+", db_index=False)
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(_("what you propose, and why"), max_length=4000)
    received_on = models.DateField(_("received on"))
    state = models.CharField(
        max_length=9, choices=State, default=State.WAITING, editable=False
    )
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = person()

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text=""), name="proposal_written"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["waiting", "on_agenda", "withdrawn", "answered"]
                ),
                name="proposal_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="answered") & ~Q(answer="")
                | ~Q(state="answered") & Q(answer=""),
                name="proposal_answered",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "state"], name="proposal_state")]

    def __str__(self):
        return self.title


class AgendaItem(TenantRow):
    """A point of the agenda. ``motion``: the decision that is put to the vote.

    ``subject`` (governance/subjects.py) says which ``majority`` it needs on the day of
    the meeting. ``key``: who votes, and with which parts; none: all, with their shares.
    ``present_only``: unanimity of those present suffices (art. 3.88 §4). ``candidate``:
    who is elected. ``effect`` and ``effect_ref``: what the decision causes, and on what
    (koprogo.slots.decision_effects).
    """

    class Kind(models.TextChoices):
        VOTE = "vote", _("Vote")
        ELECTION = "election", _("Election of one person")
        INFORMATION = "information", _("Information, without a vote")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assembly = TenantForeignKey(Assembly, related_name="items", db_index=False)
    position = models.PositiveSmallIntegerField(editable=False)
    kind = models.CharField(_("kind"), max_length=11, choices=Kind, default=Kind.VOTE)
    subject = models.CharField(_("subject"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("explanation"), max_length=8000, blank=True)
    motion = models.TextField(_("proposed decision"), max_length=4000, blank=True)
    majority = models.CharField(max_length=12, blank=True, editable=False)
    key = TenantForeignKey(
        AllocationKey,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who votes"),
        db_index=False,
    )
    is_secret = models.BooleanField(_("secret ballot"), default=False)
    present_only = models.BooleanField(default=False, editable=False)
    is_mandatory = models.BooleanField(default=False, editable=False)
    candidate = models.CharField(_("candidate"), max_length=150, blank=True)
    amount = MoneyField(
        _("amount of the decision (EUR)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    effect = models.CharField(max_length=40, blank=True)
    effect_ref = models.UUIDField(null=True, blank=True)
    effect_values = models.JSONField(default=dict, blank=True)
    proposal = TenantForeignKey(
        Proposal, null=True, editable=False, related_name="items", db_index=False
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "assembly", "position"],
                name="agenda_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=~Q(title=""), name="agenda_titled"),
            models.CheckConstraint(
                condition=Q(kind="information", majority="", motion="", key=None)
                | (
                    Q(
                        kind__in=["vote", "election"],
                        majority__in=[
                            *("absolute", "two-thirds", "four-fifths", "unanimity")
                        ],
                    )
                    & ~Q(motion="")
                ),
                name="agenda_vote_has_majority",
                violation_error_message=_(
                    "A point to vote on needs the text of the decision."
                ),
            ),
            models.CheckConstraint(
                condition=Q(kind="election")
                | Q(candidate="", is_secret=False)
                | Q(candidate="", kind="vote", subject__startswith="asbl-"),
                name="agenda_secret_only_persons",
                violation_error_message=_(
                    "Only persons are elected in secret: votes on the building are "
                    "in the minutes by name."
                ),
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="agenda_amount"
            ),
            models.CheckConstraint(
                condition=Q(present_only=False) | Q(majority="unanimity"),
                name="agenda_present_only_unanimity",
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.title}"

    @property
    def is_voted(self) -> bool:
        return self.kind != self.Kind.INFORMATION


class ItemDocument(TenantRow):
    """A document of the library that a point of the agenda is about."""

    item = TenantForeignKey(AgendaItem, related_name="documents", db_index=False)
    version = TenantForeignKey(LibraryVersion, related_name="+", db_index=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "item", "version"], name="item_document_once"
            )
        ]

    def __str__(self):
        return f"{self.item_id}: {self.version_id}"


class ItemConflict(TenantRow):
    """An owner who cannot vote on a point, known beforehand (art. 3.87 §9)."""

    item = TenantForeignKey(AgendaItem, related_name="conflicts", db_index=False)
    holding = TenantForeignKey(Holding, related_name="+", db_index=False)
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "item", "holding"], name="item_conflict_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="item_conflict_why"),
        ]

    def __str__(self):
        return f"{self.item_id}: {self.holding_id}"
