"""The roll, the log of events and the ballots of a meeting (spec governance.md §1, §3).

The log is the truth: governance/meeting/ folds it. Rows of this module are added and
never changed, but for the ballots that count, which follow from the log.
"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buildings.models import AllocationKey, Holding, Lot, Owner
from governance.models.assemblies import AgendaItem, Assembly
from koprogo.documents.models import File
from koprogo.fields import person
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantRow

CHOICES = ["for", "against", "abstain", "blank"]


class RollLine(TenantRow):
    """One line of the list of voters, frozen when the attendance list is opened.

    A lot with its general ``votes``, or a member of the ASBL with one. ``head``: the
    holding, or the member; ``voter``: who votes for it by right, none while several
    holders have named nobody (art. 3.87 §1): its vote is suspended.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    assembly = TenantForeignKey(Assembly, related_name="roll", db_index=False)
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=60)
    head = models.UUIDField()
    head_name = models.CharField(max_length=250)
    voter = models.UUIDField(null=True)
    voter_name = models.CharField(max_length=250, blank=True)
    votes = models.PositiveIntegerField()
    lot = TenantForeignKey(Lot, null=True, related_name="+", db_index=False)
    holding = TenantForeignKey(Holding, null=True, related_name="+", db_index=False)
    owner = TenantForeignKey(Owner, null=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "assembly", "position"], name="roll_position"
            ),
            models.UniqueConstraint(
                fields=["tenant", "assembly", "lot"], name="roll_lot_once"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "owner"], name="roll_owner")]

    def __str__(self):
        return self.label


class RollPart(TenantRow):
    """The parts of a line in a special key that a point of the agenda votes by."""

    line = TenantForeignKey(RollLine, related_name="parts", db_index=False)
    key = TenantForeignKey(AllocationKey, related_name="+", db_index=False)
    parts = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "line", "key"], name="roll_part_once"
            ),
            models.CheckConstraint(
                condition=Q(parts__gte=1), name="roll_part_positive"
            ),
        ]

    def __str__(self):
        return f"{self.line_id}: {self.parts}"


class Proxy(TenantRow):
    """A written power for one meeting and its second session (art. 3.87 §7).

    ``holder``: who votes: an owner's id, or one of its own for an outsider. Signed
    online by the principal, or a paper that the syndic keeps. Whether it is accepted is
    decided in the log of the meeting.
    """

    class Source(models.TextChoices):
        ONLINE = "online", _("Signed online")
        PAPER = "paper", _("On paper")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    assembly = TenantForeignKey(Assembly, related_name="proxies", db_index=False)
    holding = TenantForeignKey(Holding, null=True, related_name="+", db_index=False)
    head = models.UUIDField()
    head_name = models.CharField(max_length=250)
    holder = models.UUIDField(default=uuid4)
    holder_owner = TenantForeignKey(Owner, null=True, related_name="+", db_index=False)
    holder_name = models.CharField(_("proxy holder"), max_length=150)
    is_syndic = models.BooleanField(
        _("the holder is the syndic, or works for him"), default=False
    )
    instructions = models.TextField(_("how he is to vote"), max_length=2000, blank=True)
    source = models.CharField(max_length=6, choices=Source)
    signed_on = models.DateField(_("signed on"))
    paper = TenantForeignKey(File, null=True, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = person()
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name_plural = "proxies"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "assembly", "head"],
                condition=Q(withdrawn_at=None),
                name="proxy_standing_once",
                violation_error_message=_(
                    "There is a proxy for this owner already; withdraw it first."
                ),
            ),
            models.CheckConstraint(
                condition=Q(source="online", paper=None) | Q(source="paper"),
                name="proxy_source",
            ),
            models.CheckConstraint(
                condition=~Q(holder_name=""), name="proxy_names_its_holder"
            ),
        ]

    def __str__(self):
        return f"{self.head_name} → {self.holder_name}"


class MeetingEvent(TenantRow):
    """One event of a meeting (governance/meeting/events.py), chained to the one before.

    ``number`` counts from 1 without a gap; the database refuses anything else, and
    an event that does not follow on the ``digest`` of the one before. ``client_id``: of
    the tap that caused it, which counts once however often it arrives.
    """

    assembly = TenantForeignKey(Assembly, related_name="events", db_index=False)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    body = models.JSONField()
    client_id = models.UUIDField(null=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = person()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "assembly", "number"], name="event_number"
            ),
            models.UniqueConstraint(
                fields=["tenant", "assembly", "client_id"],
                condition=Q(client_id__isnull=False),
                name="event_once",
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$")
                & Q(previous__regex=r"^[0-9a-f]{64}$"),
                name="event_chained",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.kind}"


class CountedBallot(TenantRow):
    """The ballot that counts of one line on one point: the last before it is closed."""

    item = TenantForeignKey(AgendaItem, related_name="ballots", db_index=False)
    line = TenantForeignKey(RollLine, related_name="ballots", db_index=False)
    event = TenantForeignKey(MeetingEvent, related_name="+", db_index=False)
    choice = models.CharField(max_length=7)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "item", "line"], name="ballot_counted_once"
            ),
            models.CheckConstraint(
                condition=Q(choice__in=CHOICES), name="ballot_choice"
            ),
        ]

    def __str__(self):
        return f"{self.item_id}: {self.choice}"


class SecretVoter(TenantRow):
    """That somebody voted in a secret ballot; not how."""

    item = TenantForeignKey(AgendaItem, related_name="secret_voters", db_index=False)
    head = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "item", "head"], name="secret_voter_once"
            )
        ]

    def __str__(self):
        return f"{self.item_id}: {self.head}"


class SecretBallot(TenantRow):
    """A secret ballot: no person, no moment, no order; final once it is cast."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    item = TenantForeignKey(AgendaItem, related_name="secret_ballots", db_index=False)
    choice = models.CharField(max_length=7)
    votes = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(choice__in=CHOICES), name="secret_choice"
            )
        ]

    def __str__(self):
        return str(self.id)
