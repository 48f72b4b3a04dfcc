"""Things to lend and common rooms: what may be booked, who booked it, who has it."""

import uuid
from datetime import time

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from buildings.models import Lot
from community.booking import Rules, Span
from community.models.neighbours import Neighbour
from community.models.posts import Post
from koprogo.fields import MoneyField
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import Tenant, TenantManager, TenantRow

__all__ = ["Bookable", "Booking", "CalendarFeed", "Review", "Waiting"]


class Moments(Func):
    """A half-open range of moments [begins_at, ends_at)."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


def _in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ends_at__gt=F("begins_at")),
        name=name,
        violation_error_message=_("The end must come after the beginning."),
    )


class Bookable(TenantRow):
    """A thing that its owner lends, or a common room, with the rules of its bookings.

    ``is_automatic``: a booking is accepted at once; otherwise the owner answers it, or
    the council for a room. ``deposit`` is between the two of them: nothing is paid here.
    ``longest`` and ``quota`` are minutes, ``ahead`` days; 0 stands for no limit.
    """

    class Category(models.TextChoices):
        TOOLS = "tools", _("Tools")
        GARDEN = "garden", _("Garden")
        HOUSE = "house", _("Cleaning and household")
        KITCHEN = "kitchen", _("Kitchen and parties")
        CHILDREN = "children", _("Children")
        SPORT = "sport", _("Sport and leisure")
        TRANSPORT = "transport", _("Moving and transport")
        DEVICES = "devices", _("Devices")
        OTHER = "other", _("Something else")
        ROOM = "room", _("Common room")

    class Condition(models.TextChoices):
        NEW = "new", _("As new")
        GOOD = "good", _("Good")
        WORN = "worn", _("Used, and works")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    post = TenantOneToOneField(Post, related_name="bookable")
    category = models.CharField(_("category"), max_length=9, choices=Category)
    condition = models.CharField(
        _("condition"), max_length=4, choices=Condition, blank=True
    )
    conditions = models.CharField(_("what to mind"), max_length=500, blank=True)
    deposit = MoneyField(_("deposit"), null=True)
    is_automatic = models.BooleanField(_("accepted at once"), default=False)
    opens = models.TimeField(_("opens"), default=time(0))
    closes = models.TimeField(_("closes"), default=time(0))
    longest = models.PositiveIntegerField(_("longest booking"), default=0)
    ahead = models.PositiveSmallIntegerField(_("days ahead"), default=0)
    quota = models.PositiveIntegerField(_("minutes a month for a lot"), default=0)

    class Meta:
        ordering = ["post__title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    category__in=[
                        "tools",
                        "garden",
                        "house",
                        "kitchen",
                        "children",
                        "sport",
                        "transport",
                        "devices",
                        "other",
                        "room",
                    ]
                ),
                name="bookable_category_known",
            ),
            models.CheckConstraint(
                condition=Q(condition__in=["", "new", "good", "worn"]),
                name="bookable_condition_known",
            ),
            models.CheckConstraint(
                condition=Q(closes=time(0)) | Q(closes__gt=F("opens")),
                name="bookable_hours",
                violation_error_message=_("It closes after it opens."),
            ),
            models.CheckConstraint(
                condition=Q(deposit=None) | Q(deposit__gt=0), name="bookable_deposit"
            ),
        ]

    def __str__(self):
        return str(self.uuid)

    @property
    def is_room(self) -> bool:
        return self.category == self.Category.ROOM

    @property
    def rules(self) -> Rules:
        return Rules(
            opens=self.opens,
            closes=self.closes,
            longest=self.longest,
            ahead=self.ahead,
            quota=self.quota,
        )


class Bookings(models.QuerySet):
    def holding(self):
        """Return those that keep others from the time that they name."""
        return self.filter(state__in=Booking.HOLDING)

    def out(self):
        """Return those whose thing is with who booked it, whatever was agreed."""
        return self.filter(state=Booking.State.OUT)

    def running(self, now):
        """Return those that are out, or wait for their time."""
        return self.filter(self._running(now))

    def over(self, now):
        """Return all others."""
        return self.exclude(self._running(now))

    @staticmethod
    def _running(now) -> Q:
        before = (Booking.State.ASKED, Booking.State.ACCEPTED)
        return Q(state=Booking.State.OUT) | Q(state__in=before, ends_at__gt=now)

    def within(self, begin, end):
        """Return those that take a part of [begin, end)."""
        return self.filter(begins_at__lt=end, ends_at__gt=begin)


class Booking(TenantRow):
    """A neighbour wants something for [begins_at, ends_at).

    ``lot``: with whom the quota of a room is shared; nothing: it is his alone.
    ``given_at``, ``taken_at``: when each of the two said that it changed hands;
    ``brought_at``, ``back_at``: that it came back. The thing is out from the first of
    the former until the owner says that he has it again. ``damage``: what he found.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for an answer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        CANCELLED = "cancelled", _("Cancelled")
        LAPSED = "lapsed", _("Lapsed")
        OUT = "out", _("Handed over")
        RETURNED = "returned", _("Returned")

    #: what is asked for holds its time as well: who asks first is answered first
    HOLDING = (State.ASKED, State.ACCEPTED, State.OUT)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bookable = TenantForeignKey(Bookable, related_name="bookings", db_index=False)
    neighbour = TenantForeignKey(Neighbour, related_name="bookings", db_index=False)
    lot = TenantForeignKey(Lot, null=True, related_name="+", db_index=False)
    begins_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    note = models.CharField(_("in a few words"), max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    created_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    given_at = models.DateTimeField(null=True, editable=False)
    taken_at = models.DateTimeField(null=True, editable=False)
    brought_at = models.DateTimeField(null=True, editable=False)
    back_at = models.DateTimeField(null=True, editable=False)
    damage = models.CharField(_("what is damaged"), max_length=500, blank=True)

    objects = TenantManager.from_queryset(Bookings)()

    class Meta:
        ordering = ["begins_at", "pk"]
        constraints = [
            _in_order("booking_in_order"),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "asked",
                        "accepted",
                        "declined",
                        "cancelled",
                        "lapsed",
                        "out",
                        "returned",
                    ]
                ),
                name="booking_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["out", "returned"])
                & Q(given_at=None, taken_at=None, brought_at=None)
                | Q(state__in=["out", "returned"])
                & (Q(given_at__isnull=False) | Q(taken_at__isnull=False)),
                name="booking_out_when_handed_over",
            ),
            models.CheckConstraint(
                condition=Q(state="returned", back_at__isnull=False)
                | ~Q(state="returned") & Q(back_at=None, damage=""),
                name="booking_back_when_returned",
            ),
            ExclusionConstraint(
                name="booking_no_overlap",
                expressions=[
                    (F("tenant"), RangeOperators.EQUAL),
                    (F("bookable"), RangeOperators.EQUAL),
                    (Moments("begins_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=["asked", "accepted", "out"]),
            ),
            models.UniqueConstraint(
                fields=["tenant", "bookable"],
                condition=Q(state="out"),
                name="booking_one_has_it",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "bookable", "begins_at"], name="booking_of"),
            models.Index(fields=["tenant", "neighbour"], name="booking_by"),
        ]

    def __str__(self):
        return str(self.uuid)

    @property
    def span(self) -> Span:
        return Span(self.begins_at, self.ends_at)

    @property
    def is_open(self) -> bool:
        return self.state in self.HOLDING


class Waiting(TenantRow):
    """A neighbour wants to hear when something is free for a time that others hold.

    ``told_at``: when he was told last; he then books it, or somebody is faster.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bookable = TenantForeignKey(Bookable, related_name="waiting", db_index=False)
    neighbour = TenantForeignKey(Neighbour, related_name="+", db_index=False)
    begins_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    asked_at = models.DateTimeField(auto_now_add=True)
    told_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            _in_order("waiting_in_order"),
            models.UniqueConstraint(
                fields=["tenant", "bookable", "neighbour"], name="waiting_once"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "neighbour"], name="waiting_by")]

    def __str__(self):
        return str(self.uuid)


class Review(TenantRow):
    """What one of the two says about the other after a thing came back.

    Nobody reads it before both have written, or the time to write is over.
    """

    class Verdict(models.TextChoices):
        WELL = "well", _("It went well")
        MIXED = "mixed", _("It went, with hitches")
        BADLY = "badly", _("It went badly")

    booking = TenantForeignKey(Booking, related_name="reviews", db_index=False)
    author = TenantForeignKey(Neighbour, related_name="+", db_index=False)
    is_by_owner = models.BooleanField()
    verdict = models.CharField(_("how it went"), max_length=5, choices=Verdict)
    text = models.CharField(_("in your words"), max_length=500, blank=True)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "booking", "is_by_owner"], name="review_once"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["well", "mixed", "badly"]),
                name="review_verdict_known",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "author"], name="review_by")]

    def __str__(self):
        return self.get_verdict_display()


class CalendarFeed(models.Model):
    """A private address at which a calendar reads bookings, without signing in.

    The hash of its token is looked up before any tenant is known. ``neighbour``: whose
    it is, by uuid; ``bookable``: the room whose bookings it tells; none: his own.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tenant = models.ForeignKey(
        Tenant, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    neighbour = models.UUIDField()
    bookable = models.UUIDField(null=True)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"),
                name="calendar_feed_hashed",
            ),
            models.UniqueConstraint(
                fields=["tenant", "neighbour"],
                condition=Q(bookable=None),
                name="calendar_feed_own_once",
            ),
            models.UniqueConstraint(
                fields=["tenant", "neighbour", "bookable"],
                condition=Q(bookable__isnull=False),
                name="calendar_feed_room_once",
            ),
        ]

    def __str__(self):
        return str(self.uuid)
