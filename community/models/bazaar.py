"""Things that neighbours give, swap or let others keep, and who gets them."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.neighbours import Neighbour
from community.models.posts import Post
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantManager, TenantRow


class State(models.TextChoices):
    """How a thing stands: follows from its reservation, and is kept nowhere."""

    FREE = "free", _("Still to be had")
    RESERVED = "reserved", _("Reserved")
    HANDED = "handed", _("Has gone to somebody")


class Item(TenantRow):
    """What is particular about a thing to give, to swap or to keep for a while.

    ``wanted``: what is looked for in exchange. ``asks_until``: the last moment to take
    part in the draw; ``number``: of the draw, drawn when the thing was put up and shown
    with the result; ``drawn_at``: when it was held.
    """

    class Category(models.TextChoices):
        FURNITURE = "furniture", _("Furniture")
        KITCHEN = "kitchen", _("Kitchen and household")
        ELECTRIC = "electric", _("Electrical devices")
        CLOTHES = "clothes", _("Clothes")
        CHILDREN = "children", _("For children")
        BOOKS = "books", _("Books, music and games")
        GARDEN = "garden", _("Garden and plants")
        SPORT = "sport", _("Sport and bicycles")
        WORKS = "works", _("Tools and building materials")
        OTHER = "other", _("Other things")

    class Condition(models.TextChoices):
        NEW = "new", _("As new")
        GOOD = "good", _("In good condition")
        WORN = "worn", _("Worn, and works")
        REPAIR = "repair", _("To be repaired")

    class How(models.TextChoices):
        FIRST = "first", _("Who asks first gets it")
        DRAW = "draw", _("By a draw among all who ask in time")

    post = TenantOneToOneField(Post, related_name="item")
    category = models.CharField(_("category"), max_length=9, choices=Category)
    condition = models.CharField(_("condition"), max_length=6, choices=Condition)
    wanted = models.CharField(_("wanted in exchange"), max_length=200, blank=True)
    how = models.CharField(_("who gets it"), max_length=5, choices=How)
    asks_until = models.DateTimeField(_("one may ask until"), null=True)
    number = models.UUIDField(default=uuid.uuid4, editable=False)
    drawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    category__in=[
                        *("furniture", "kitchen", "electric", "clothes", "children"),
                        *("books", "garden", "sport", "works", "other"),
                    ]
                ),
                name="item_category_known",
            ),
            models.CheckConstraint(
                condition=Q(condition__in=["new", "good", "worn", "repair"]),
                name="item_condition_known",
            ),
            models.CheckConstraint(
                condition=Q(how="first", asks_until=None, drawn_at=None)
                | Q(how="draw", asks_until__isnull=False),
                name="item_drawn_or_first",
            ),
            models.CheckConstraint(
                condition=Q(drawn_at=None) | Q(drawn_at__gte=F("asks_until")),
                name="item_drawn_in_time",
            ),
        ]

    def __str__(self):
        return str(self.post_id)

    @property
    def waits_for_draw(self) -> bool:
        """Whether nobody gets it before a draw that was not held yet."""
        return self.how == self.How.DRAW and self.drawn_at is None


class Ask(TenantRow):
    """A neighbour wants a thing; ``uuid``: his number in the draw, the same for ever.

    ``ended_at``: he stands in line no longer: he withdrew, or had his turn. Asking again
    puts him at its end.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = TenantForeignKey(Item, related_name="asks", db_index=False)
    neighbour = TenantForeignKey(Neighbour, related_name="asks", db_index=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "item", "neighbour"], name="ask_once"
            )
        ]
        indexes = [models.Index(fields=["tenant", "neighbour"], name="ask_of")]

    def __str__(self):
        return str(self.uuid)


class Reservations(models.QuerySet):
    def holding(self):
        """Return those that hold: not given back, not passed on."""
        return self.filter(ended_at=None)


class Reservation(TenantRow):
    """A thing is kept for somebody, and was handed over to him.

    ``handed_at``: said by who gives it; ``taken_at``: confirmed by who got it.
    ``ended_at``: it goes to the next, or came back. One at a time holds.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = TenantForeignKey(Item, related_name="reservations", db_index=False)
    ask = TenantForeignKey(Ask, related_name="reservations", db_index=False)
    since = models.DateTimeField(auto_now_add=True)
    handed_at = models.DateTimeField(null=True, editable=False)
    taken_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = TenantManager.from_queryset(Reservations)()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "item"],
                condition=Q(ended_at=None),
                name="reservation_one_holds",
            ),
            models.CheckConstraint(
                condition=Q(taken_at=None) | Q(handed_at__isnull=False),
                name="reservation_handed_then_taken",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "ask"], name="reservation_of_ask")]

    def __str__(self):
        return str(self.pk)

    @property
    def state(self) -> State:
        return State.HANDED if self.handed_at else State.RESERVED
