"""The way of a letter: by e-mail or by post, and what proves it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    Q,
    QuerySet,
    TextChoices,
)
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.models import Consent, Owner
from buildings.models.letters import Letter
from buildings.queries import consents_to
from koprogo.notifications.models import Delivery
from koprogo.tenancy.models import Tenant


class WhyPost(TextChoices):
    """Why a letter does not go by e-mail."""

    JOINT = "joint", _("Several holders without a representative")
    WISH = "wish", _("Wishes letters by post")
    NO_CONSENT = "no_consent", _("Wishes e-mail, but no consent is recorded")
    REGISTERED = "registered", _("Registered letter")


def why_post(letter: Letter) -> WhyPost | None:
    """Return why the letter goes by post; None: it may go by e-mail.

    ``letter`` comes from ``on_their_way``. An e-mail needs the wish and the recorded
    consent of its one addressee (art. 3.87 §3 asks it for convocations; we do so for
    every letter). The consent to convocations is of its own: the wish about other
    letters says nothing of them, and without it they are registered letters. Minutes
    and written decisions are letters as others are: each kind says so in its model.

    A member of the ASBL gave his address to be written to there (art. 2:32 of the Code of
    companies and associations): his wish is enough, for every letter.
    """
    if letter.of_members:
        return None if _wishes_email(letter.addressee) else WhyPost.WISH
    if letter.only_on_paper:
        return WhyPost.REGISTERED
    if letter.addressee is None:
        return WhyPost.JOINT
    if letter.consent == Consent.Purpose.CONVOCATIONS:
        if letter.has_consent and letter.addressee.email:
            return None
        return WhyPost.REGISTERED
    if letter.addressee.channel != Owner.Channel.EMAIL:
        return WhyPost.WISH
    return None if letter.has_consent else WhyPost.NO_CONSENT


def _wishes_email(owner: Owner) -> bool:
    return owner.channel == Owner.Channel.EMAIL and bool(owner.email)


@dataclass(frozen=True, slots=True)
class Way:
    """A letter on a page: how it goes, or would go, and what proves it."""

    letter: Letter
    why_post: WhyPost | None

    @property
    def delivery(self) -> Delivery | None:
        return self.letter.delivery

    @property
    def proof(self) -> dict[str, str]:
        """What can be shown to a judge: empty until it was handed over."""
        return self.delivery.proof if self.delivery else {}

    @property
    def is_email(self) -> bool:
        if self.delivery:
            return self.delivery.channel == Delivery.Channel.EMAIL
        return self.why_post is None

    @property
    def sent_on(self) -> date | None:
        """The day it was handed over: to the mail server, or to the post."""
        if self.delivery is None or self.delivery.sent_at is None:
            return None
        posted_on = self.proof.get("posted_on")
        if posted_on:
            return date.fromisoformat(posted_on)
        return timezone.localdate(self.delivery.sent_at)


def ways(letters: Iterable[Letter]) -> list[Way]:
    """Return letters of ``on_their_way`` with the way that each takes."""
    return [Way(letter, why_post(letter)) for letter in letters]


def noted_by(found: Sequence[Way]) -> list[str]:
    """Return for each who noted that it was posted, empty where nobody did: at most
    one statement.
    """
    people = [way.proof.get("by") for way in found]
    noted = get_user_model().objects.filter(uuid__in=set(filter(None, people)))
    names = {str(uuid): name for uuid, name in noted.values_list("uuid", "name")}
    return [names.get(person, "") for person in people]


def on_their_way(letters: QuerySet) -> QuerySet:
    """Return letters of any kind with addressee, file, delivery and ``has_consent``.

    And ``of_members``: whether the ASBL wrote it.
    """
    has_consent = consents_to(letters.model.consent, of="addressee")
    of_members = ExpressionWrapper(
        Q(tenant__kind=Tenant.Kind.ASBL), output_field=BooleanField()
    )
    return letters.select_related("addressee", "file", "delivery").annotate(
        has_consent=has_consent, of_members=of_members
    )


def to_be_posted(letters: QuerySet) -> QuerySet:
    """Return those of these letters that somebody has to print and post."""
    return letters.filter(
        delivery__channel=Delivery.Channel.POST,
        delivery__state=Delivery.State.WAITING,
    )


def waiting_for_somebody(letters: QuerySet) -> QuerySet:
    """Return those that are not sent, to be posted, or refused.

    E-mails that the worker is about to send are not among them.
    """
    by_post = Q(
        delivery__channel=Delivery.Channel.POST,
        delivery__state=Delivery.State.WAITING,
    )
    failed = Q(delivery__state=Delivery.State.FAILED)
    return letters.filter(Q(delivery=None) | by_post | failed)
