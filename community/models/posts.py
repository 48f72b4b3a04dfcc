"""What neighbours tell, offer and look for: one kind of row for all modules."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from buildings.models import Module
from community.kinds import KINDS, Kind
from community.models.neighbours import Neighbour
from koprogo.documents.models import File
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantManager, TenantRow

MOST_PHOTOS = 6
KIND_LABELS = [
    (Kind.ANNOUNCEMENT.value, _("Announcement")),
    (Kind.EVENT.value, pgettext_lazy("notice", "Event")),
    (Kind.RIDE.value, _("Car-sharing")),
    (Kind.CHILDCARE.value, _("Childcare")),
    (Kind.LOST.value, _("Lost")),
    (Kind.FOUND.value, pgettext_lazy("notice", "Found")),
    (Kind.OFFER.value, _("Offered")),
    (Kind.WISH.value, _("Looked for")),
    (Kind.GIVE.value, _("To give away")),
    (Kind.SWAP.value, _("To swap")),
    (Kind.KEEP.value, _("To keep for a while")),
    (Kind.THING.value, _("To lend")),
    (Kind.SKILL.value, _("Skill")),
    (Kind.ROOM.value, _("Common room")),
]
#: what goes on when who wrote it leaves: it is the building's
OF_THE_BUILDING = (Kind.ROOM.value,)


def _of_its_module() -> Q:
    """Return the condition that a post is of a kind that its module has."""
    found = Q()
    for module, kinds in KINDS.items():
        found |= Q(module=module, kind__in=[kind.value for kind in kinds])
    return found


class Posts(models.QuerySet):
    def of(self, module: Module):
        return self.filter(module=module)

    def shown(self, today):
        """Return what everybody sees: not hidden, not ended, its author still here."""
        return self.filter(
            Q(expires_on=None) | Q(expires_on__gte=today),
            Q(author__left_at=None) | Q(kind__in=OF_THE_BUILDING),
            closed_at=None,
            hidden_at=None,
        )


class Post(TenantRow):
    """Something that a neighbour tells, offers or looks for.

    ``expires_on``: the last day on which it stands there. ``closed_at``: its author ended
    it. ``hidden_at``: it was reported and taken away. ``pinned_until``: the last day on
    which the council wants it on top.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    module = models.CharField(max_length=8, choices=Module, editable=False)
    kind = models.CharField(max_length=12, choices=KIND_LABELS, editable=False)
    author = TenantForeignKey(Neighbour, related_name="posts", db_index=False)
    title = models.CharField(_("title"), max_length=100)
    text = models.TextField(_("text"), max_length=4000)
    expires_on = models.DateField(_("last day"), null=True)
    pinned_until = models.DateField(_("on top until"), null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    hidden_at = models.DateTimeField(null=True, editable=False)

    objects = TenantManager.from_queryset(Posts)()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=_of_its_module(), name="post_kind_of_module"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text=""), name="post_says_something"
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "module", "-created_at"], name="post_of_module"
            ),
            models.Index(fields=["tenant", "author"], name="post_of_author"),
        ]

    def __str__(self):
        return self.title

    @property
    def signed_by(self) -> Neighbour | None:
        """Who stands under it; nobody does under what is the building's."""
        return None if self.kind in OF_THE_BUILDING else self.author

    @property
    def is_pinned(self) -> bool:
        """Whether it stands on top today."""
        until = self.pinned_until
        return until is not None and until >= timezone.localdate()


class Photo(TenantRow):
    """A picture of a post, drawn again in two sizes: nothing but the pixels stays.

    ``width`` and ``height``: pixels of the large one, ``file``; lists show ``small``.
    ``text``: what it shows, for who does not see it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    post = TenantForeignKey(Post, related_name="photos", db_index=False)
    position = models.PositiveSmallIntegerField()
    file = TenantForeignKey(File, related_name="+", db_index=False)
    small = TenantForeignKey(File, related_name="+", db_index=False)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    text = models.CharField(_("what the photo shows"), max_length=120, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "post", "position"], name="photo_place_once"
            ),
            models.CheckConstraint(
                condition=Q(position__range=(1, MOST_PHOTOS)), name="photo_place"
            ),
            models.CheckConstraint(
                condition=Q(width__range=(1, 4000), height__range=(1, 4000)),
                name="photo_size",
            ),
        ]

    def __str__(self):
        return self.text or str(self.position)


class Comment(TenantRow):
    """What a neighbour says under a post. ``removed_at``: he took it back himself."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    post = TenantForeignKey(Post, related_name="comments", db_index=False)
    author = TenantForeignKey(Neighbour, related_name="comments", db_index=False)
    text = models.TextField(_("comment"), max_length=1000)
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, editable=False)
    hidden_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(removed_at__isnull=False),
                name="comment_says_something",
            )
        ]
        indexes = [
            models.Index(fields=["tenant", "post", "created_at"], name="comment_of")
        ]

    def __str__(self):
        return str(self.pk)


class Event(TenantRow):
    """When and where neighbours meet; ``seats``: for how many there is room."""

    post = TenantOneToOneField(Post, related_name="event", primary_key=False)
    begins_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=120)
    seats = models.PositiveSmallIntegerField(_("places"), null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")),
                name="event_in_order",
                violation_error_message=_("The end must come after the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(seats=None) | Q(seats__gte=1), name="event_has_room"
            ),
        ]

    def __str__(self):
        return str(self.post_id)


class Coming(TenantRow):
    """Whether a neighbour comes to an event, and with how many; the latest word holds."""

    class Answer(models.TextChoices):
        YES = "yes", _("I come")
        MAYBE = "maybe", _("Perhaps")
        NO = "no", _("I do not come")

    event = TenantForeignKey(Event, related_name="answers", db_index=False)
    neighbour = TenantForeignKey(Neighbour, related_name="+", db_index=False)
    answer = models.CharField(max_length=5, choices=Answer)
    people = models.PositiveSmallIntegerField(_("how many come"), default=1)
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["answered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "event", "neighbour"], name="coming_once"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["yes", "maybe", "no"]), name="coming_answer"
            ),
            models.CheckConstraint(
                condition=Q(people__range=(1, 9)), name="coming_people"
            ),
        ]

    def __str__(self):
        return str(self.pk)
