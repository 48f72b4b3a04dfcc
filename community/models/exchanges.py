"""What is offered and looked for in hours, the exchanges about it, and who mediates."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.exchanging import LONGEST, OPEN, State
from community.models.neighbours import Neighbour
from community.models.posts import Post
from koprogo.fields import person
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantManager, TenantRow

STATE_LABELS = [
    (State.ASKED.value, _("Waits for an answer")),
    (State.ACCEPTED.value, _("Accepted")),
    (State.DONE.value, _("To be confirmed")),
    (State.CONFIRMED.value, _("Counted")),
    (State.DECLINED.value, _("Declined")),
    (State.WITHDRAWN.value, _("Called off")),
    (State.DISPUTED.value, _("With a mediator")),
    (State.MEDIATED.value, _("Settled by a mediator")),
]
OPEN_VALUES = [state.value for state in OPEN]


class HoursPost(TenantRow):
    """Under which heading an offer or a wish of the exchange of hours stands."""

    class Category(models.TextChoices):
        GARDEN = "garden", _("Garden and plants")
        REPAIRS = "repairs", _("Small repairs")
        COMPUTER = "computer", _("Computer and phone")
        LESSONS = "lessons", _("Lessons and languages")
        CHILDCARE = "childcare", _("Looking after children")
        TRANSPORT = "transport", _("Transport and errands")
        COOKING = "cooking", _("Cooking")
        PAPERWORK = "paperwork", _("Paperwork")
        COMPANY = "company", _("Being together")
        OTHER = "other", _("Other things")

    post = TenantOneToOneField(Post, related_name="hours", primary_key=False)
    category = models.CharField(_("category"), max_length=9, choices=Category)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    category__in=[
                        "garden",
                        "repairs",
                        "computer",
                        "lessons",
                        "childcare",
                        "transport",
                        "cooking",
                        "paperwork",
                        "company",
                        "other",
                    ]
                ),
                name="hours_post_category",
            )
        ]

    def __str__(self):
        return self.get_category_display()


class Exchanges(models.QuerySet):
    def of(self, me: Neighbour):
        """Return those to which a neighbour is a party."""
        return self.filter(Q(giver=me) | Q(receiver=me))

    def open(self):
        return self.filter(state__in=OPEN)


class HoursExchange(TenantRow):
    """Somebody gives another of his time, about an offer or a wish of one of them.

    ``text``: what who asked wrote; ``answer``: what the other one did. ``minutes``: as
    said last, by ``said_by`` at ``said_at``; the other one's word is asked from then on.
    Who never said a word has not confirmed: his silence counted for it.
    ``mirror_asked_by``: wants it undone; it is when the other one agrees. Once it has
    ended, the post and all words may go (retention); who and how long stay.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    post = TenantForeignKey(Post, null=True, related_name="exchanges", db_index=False)
    asked_by = TenantForeignKey(Neighbour, related_name="+", db_index=False)
    giver = TenantForeignKey(Neighbour, related_name="+", db_index=False)
    receiver = TenantForeignKey(Neighbour, related_name="+", db_index=False)
    state = models.CharField(max_length=9, choices=STATE_LABELS, default="asked")
    text = models.CharField(_("message"), max_length=500, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True)
    done_on = models.DateField(_("day"), null=True)
    said_by = TenantForeignKey(Neighbour, null=True, related_name="+", db_index=False)
    said_at = models.DateTimeField(null=True, editable=False)
    giver_confirmed_at = models.DateTimeField(null=True, editable=False)
    receiver_confirmed_at = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    dispute = models.CharField(_("what is wrong"), max_length=500, blank=True)
    disputed_by = TenantForeignKey(
        Neighbour, null=True, related_name="+", db_index=False
    )
    disputed_at = models.DateTimeField(null=True, editable=False)
    mediator = TenantForeignKey(Neighbour, null=True, related_name="+", db_index=False)
    reasons = models.CharField(_("reasons"), max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True, editable=False)
    mirror_asked_by = TenantForeignKey(
        Neighbour, null=True, related_name="+", db_index=False
    )
    mirror_asked_at = models.DateTimeField(null=True, editable=False)

    objects = TenantManager.from_queryset(Exchanges)()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="exchange_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("receiver"))
                & (Q(asked_by=F("giver")) | Q(asked_by=F("receiver"))),
                name="exchange_between_two",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__lte=LONGEST),
                name="exchange_within_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "declined"])
                | Q(answered_at__isnull=False)
                | Q(state="withdrawn"),
                name="exchange_answered",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "confirmed", "disputed"])
                | Q(
                    minutes__gte=1,
                    done_on__isnull=False,
                    said_by__isnull=False,
                    said_at__isnull=False,
                ),
                name="exchange_said_how_long",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | Q(giver_confirmed_at__isnull=False)
                | Q(receiver_confirmed_at__isnull=False),
                name="exchange_confirmed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["disputed", "mediated"])
                | Q(disputed_by__isnull=False, disputed_at__isnull=False)
                & (~Q(dispute="") | Q(state="mediated")),
                name="exchange_disputed_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(state="mediated", mediator__isnull=False)
                | ~Q(state="mediated") & Q(mediator=None, reasons=""),
                name="exchange_mediated_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(mediator=None)
                | ~Q(mediator=F("giver")) & ~Q(mediator=F("receiver")),
                name="exchange_mediator_is_no_party",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_VALUES, ended_at=None)
                | ~Q(state__in=OPEN_VALUES) & Q(ended_at__isnull=False),
                name="exchange_ended",
            ),
            models.CheckConstraint(
                condition=Q(post__isnull=False) | Q(ended_at__isnull=False),
                name="exchange_about_something",
            ),
            models.CheckConstraint(
                condition=Q(mirror_asked_by=None, mirror_asked_at=None)
                | Q(
                    mirror_asked_by__isnull=False,
                    mirror_asked_at__isnull=False,
                    state__in=["confirmed", "mediated"],
                ),
                name="exchange_undone_once_counted",
            ),
            models.UniqueConstraint(
                fields=["tenant", "post", "giver", "receiver"],
                condition=Q(state__in=["asked", "accepted"]),
                name="exchange_asked_once",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "giver", "-id"], name="exchange_given"),
            models.Index(
                fields=["tenant", "receiver", "-id"], name="exchange_received"
            ),
            models.Index(fields=["tenant", "state", "said_at"], name="exchange_waits"),
        ]

    def __str__(self):
        return str(self.uuid)

    @property
    def by_silence(self) -> bool:
        """Whether it was confirmed because one of them said nothing for 14 days."""
        moments = (self.giver_confirmed_at, self.receiver_confirmed_at)
        return self.state == State.CONFIRMED and None in moments

    def other(self, me: Neighbour) -> Neighbour:
        """Return with whom a party has it."""
        return self.receiver if self.giver_id == me.pk else self.giver


class HoursMediator(TenantRow):
    """Somebody who is ready to mediate, and does from the day the council names him.

    ``offered_at``: he said so himself. ``ended_at``: he does it no more.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    neighbour = TenantForeignKey(Neighbour, related_name="+", db_index=False)
    offered_at = models.DateTimeField(auto_now_add=True)
    named_by = person()
    named_at = models.DateTimeField(null=True, editable=False)
    decision = models.CharField(_("decision"), max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "neighbour"],
                condition=Q(ended_at=None),
                name="mediator_once",
            ),
            models.CheckConstraint(
                condition=Q(named_at=None, decision="")
                | Q(named_at__isnull=False) & ~Q(decision=""),
                name="mediator_named_by_decision",
            ),
        ]

    def __str__(self):
        return str(self.pk)
