"""The committee: its seats, sessions, recusals, votes, decisions, and appeals."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from buildings.models import Firm
from buildings.models.ownership import Period
from koprogo.fields import MoneyField, person
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantManager, TenantRow
from solidarity.deciding import SEATS, Choice
from solidarity.deciding import Recusal as Reason
from solidarity.deciding import Seat as Chair
from solidarity.models.requests import Request
from solidarity.models.sealed import SealedText

CHAIRS = [
    (Chair.CO_OWNER.value, _("Co-owner")),
    (Chair.SOCIAL_WORKER.value, _("Social worker")),
    (Chair.LAWYER.value, _("Lawyer")),
    (Chair.SYNDIC.value, _("Professional syndic")),
    (Chair.BOARD.value, _("Member of the board")),
]
CHOICES = [
    (Choice.FOR.value, _("For")),
    (Choice.AGAINST.value, _("Against")),
    (Choice.ABSTAIN.value, _("Abstention")),
]
REASONS = [
    (Reason.BUILDING.value, _("The same building")),
    (Reason.FAMILY.value, _("Family")),
    (Reason.CREDITOR.value, _("Creditor of the person")),
    (Reason.MANDATE.value, _("The syndic's firm has a mandate there")),
]


class TwoYearsLater(Func):
    template = "((%(expressions)s + interval '2 years')::date)"
    output_field = models.DateField()


class SeatQuerySet(models.QuerySet):
    def on(self, day):
        """Return the seats that are filled on a day."""
        return self.filter(since__lte=day, until__gt=day)


class Seat(TenantRow):
    """A seat held by a person for [since, until), two years at most.

    ``place``: which of the seats of its kind. ``until`` comes forward when he leaves
    earlier. ``firm``: that of a syndic, whose mandates recuse him.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    chair = models.CharField(_("seat"), max_length=13, choices=CHAIRS)
    place = models.SmallIntegerField(editable=False)
    firm = models.ForeignKey(
        Firm,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    decision_text = models.CharField(_("elected by"), max_length=200)
    recorded_by = person()
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = TenantManager.from_queryset(SeatQuerySet)()

    class Meta:
        ordering = ["chair", "place", "since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(chair="co_owner", place__range=(1, SEATS[Chair.CO_OWNER]))
                | Q(chair__in=["social_worker", "lawyer", "syndic", "board"], place=1),
                name="seat_there_is",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("since"), until__lte=TwoYearsLater(F("since"))),
                name="seat_two_years",
                violation_error_message=_("A seat is held for two years at most."),
            ),
            models.CheckConstraint(
                condition=Q(chair="syndic", firm__isnull=False)
                | ~Q(chair="syndic") & Q(firm=None),
                name="seat_of_a_syndic_has_his_firm",
            ),
            models.CheckConstraint(condition=~Q(decision_text=""), name="seat_decided"),
            ExclusionConstraint(
                name="seat_held_by_one",
                expressions=[
                    (F("tenant"), RangeOperators.EQUAL),
                    (F("chair"), RangeOperators.EQUAL),
                    (F("place"), RangeOperators.EQUAL),
                    (Period("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Somebody holds this seat on these days."),
            ),
            ExclusionConstraint(
                name="seat_one_each",
                expressions=[
                    (F("tenant"), RangeOperators.EQUAL),
                    (F("user"), RangeOperators.EQUAL),
                    (Period("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This person holds a seat on these days."),
            ),
        ]

    def __str__(self):
        return f"{self.chair} {self.place}"


class Session(TenantRow):
    """A meeting of the committee, or an online session when the next one is too late."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Monthly meeting")
        ONLINE = "online", _("Online session")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    begins_at = models.DateTimeField(_("begins"))
    place = models.CharField(_("place or link"), max_length=200, blank=True)
    called_by = person()
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = person()

    class Meta:
        ordering = ["-begins_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["meeting", "online"]), name="session_kind_known"
            ),
            models.UniqueConstraint(
                fields=["tenant", "kind", "begins_at"], name="session_once"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.begins_at:%Y-%m-%d}"


class AgendaItem(TenantRow):
    """A request on the agenda of a session."""

    session = TenantForeignKey(Session, related_name="items", db_index=False)
    request = TenantForeignKey(Request, related_name="agenda_items", db_index=False)
    position = models.SmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "session", "request"], name="agenda_item_once"
            ),
        ]

    def __str__(self):
        return f"{self.session_id} {self.request_id}"


class Recusal(TenantRow):
    """Who takes no part in a request, and why; added only.

    ``found``: the software found it; else he declared it himself.
    """

    request = TenantForeignKey(Request, related_name="recusals", db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    reason = models.CharField(_("reason"), max_length=8, choices=REASONS)
    found = models.BooleanField(default=False)
    declared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=["building", "family", "creditor", "mandate"]),
                name="recusal_reason_known",
            ),
            models.UniqueConstraint(
                fields=["tenant", "request", "user"], name="recusal_once"
            ),
        ]

    def __str__(self):
        return f"{self.request_id} {self.reason}"


class Vote(TenantRow):
    """A proposal that the committee votes on: help on terms of its own, or as asked.

    ``is_counter``: its terms differ from what was asked. ``percent``: a year;
    ``won_part``: which part of a dispute grant comes back when the case is won.
    ``reasons`` and ``derogation``: sealed; the second says why a condition is waived.
    ``until``: the last moment for a ballot. Closed, it stays, and so do its ballots.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = TenantForeignKey(Request, related_name="votes", db_index=False)
    session = TenantForeignKey(Session, related_name="votes", db_index=False)
    round = models.SmallIntegerField()
    is_counter = models.BooleanField(default=False)
    amount = MoneyField(_("amount"))
    months = models.SmallIntegerField(_("months"), null=True, blank=True)
    percent = models.DecimalField(
        _("rate, % a year"), max_digits=4, decimal_places=2, default=Decimal("0.00")
    )
    won_part = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    derogation = SealedText(blank=True)
    opened_by = person()
    opened_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(_("until"))
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = person()
    may_vote = models.SmallIntegerField(null=True, editable=False)
    is_accepted = models.BooleanField(null=True, editable=False)

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "request"],
                condition=Q(closed_at=None),
                name="vote_one_open",
                violation_error_message=_("A vote on this request is open."),
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="vote_amount"),
            models.CheckConstraint(
                condition=Q(months=None, percent=0) | Q(months__gt=0, percent__gte=0),
                name="vote_comes_back_or_not",
            ),
            models.CheckConstraint(
                condition=Q(won_part=None) | Q(won_part__range=(0, 1)),
                name="vote_won_part",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, may_vote=None, is_accepted=None)
                | Q(
                    closed_at__isnull=False,
                    may_vote__isnull=False,
                    is_accepted__isnull=False,
                ),
                name="vote_closed",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "request"], name="vote_on")]

    def __str__(self):
        return f"{self.request_id} {self.amount}"


class Ballot(TenantRow):
    """What one seat votes; it changes while the vote is open."""

    vote = TenantForeignKey(Vote, related_name="ballots", db_index=False)
    seat = TenantForeignKey(Seat, related_name="+", db_index=False)
    choice = models.CharField(_("vote"), max_length=7, choices=CHOICES)
    cast_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(choice__in=["for", "against", "abstain"]),
                name="ballot_choice_known",
            ),
            models.UniqueConstraint(
                fields=["tenant", "vote", "seat"], name="ballot_one_each"
            ),
        ]

    def __str__(self):
        return f"{self.vote_id} {self.choice}"


class Verdict(TenantRow):
    """What the committee decided on a request, with its reasons (sealed).

    Reasons are never missing while their key is there: a trigger (migrations/0009).
    ``answer_by``: the last day to answer an offer; ``appeal_by``: to appeal a refusal.
    """

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        OFFERED = "offered", _("Other terms offered")
        REFUSED = "refused", _("Refused")

    class Answer(models.TextChoices):
        YES = "yes", _("Accepted")
        NO = "no", _("Declined")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = TenantForeignKey(Request, related_name="verdicts", db_index=False)
    vote = TenantOneToOneField(Vote, related_name="verdict", db_index=False)
    outcome = models.CharField(max_length=8, choices=Outcome)
    reasons = SealedText()
    decided_at = models.DateTimeField()
    decided_by = person()
    answer_by = models.DateField(null=True, editable=False)
    answer = models.CharField(max_length=3, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    appeal_by = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["decided_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="accepted", answer_by=None, appeal_by=None)
                | Q(outcome="offered", answer_by__isnull=False, appeal_by=None)
                | Q(outcome="refused", answer_by=None, appeal_by__isnull=False),
                name="verdict_outcome",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | Q(
                    outcome="offered",
                    answer__in=["yes", "no"],
                    answered_at__isnull=False,
                ),
                name="verdict_answered",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "request"], name="verdict_on")]

    def __str__(self):
        return f"{self.request_id} {self.outcome}"


class Appeal(TenantRow):
    """A refusal before the board, and after it before the assembly.

    ``text`` and ``answer``: sealed. Sent back, the committee decides anew. Decided, it
    has an answer until its key goes, which a trigger holds (migrations/0009).
    """

    class Body(models.TextChoices):
        BOARD = "board", _("The board of the ASBL")
        ASSEMBLY = "assembly", _("The assembly of the ASBL")

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("The refusal stays")
        SENT_BACK = "sent_back", _("The committee decides anew")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    verdict = TenantForeignKey(Verdict, related_name="appeals", db_index=False)
    body = models.CharField(max_length=8, choices=Body)
    text = SealedText()
    filed_at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    answer = SealedText(blank=True)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = person()
    decision_text = models.CharField(_("decision"), max_length=200, blank=True)

    class Meta:
        ordering = ["filed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(body__in=["board", "assembly"]), name="appeal_body_known"
            ),
            models.UniqueConstraint(
                fields=["tenant", "verdict", "body"],
                name="appeal_once",
                violation_error_message=_("This refusal was appealed already."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answer="", decided_at=None)
                | Q(outcome__in=["upheld", "sent_back"], decided_at__isnull=False),
                name="appeal_decided",
            ),
        ]

    def __str__(self):
        return f"{self.verdict_id} {self.body}"
