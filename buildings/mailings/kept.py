"""The letters of one thing: which there are, and how far they are."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from buildings.mailings.base import Told, mailing_of
from buildings.mailings.ways import on_their_way
from buildings.models.letters import Letter, Run
from koprogo.documents.models import File
from koprogo.jobs.models import Job
from koprogo.notifications.models import Delivery


def letters_of(told: Told) -> QuerySet[Letter]:
    """Return the letters made of one thing, in the order of its readers."""
    mailing = mailing_of(told)
    found = on_their_way(mailing.letter.objects.filter(**{mailing.path: told}))
    if mailing.related:
        found = found.select_related(*mailing.related)
    return found.order_by(mailing.order)


def runs_of(told: Told) -> QuerySet[Run]:
    """Return the one making of all letters of a thing, once it was ordered."""
    mailing = mailing_of(told)
    return mailing.run.objects.filter(**{mailing.of: told})


@dataclass(frozen=True, slots=True)
class LetterState:
    """How far the letters of one thing are, in numbers of letters.

    ``documents``: how many there will be. ``nothing``: readers who are told nothing,
    and get none.
    """

    documents: int
    nothing: int
    made: int
    unsent: int
    emails_waiting: int
    emails_sent: int
    emails_failed: int
    post_waiting: int
    posted: int
    address_missing: int
    run: Run | None
    job: Job | None

    @property
    def is_made(self) -> bool:
        return self.run is not None and self.run.finished_at is not None

    @property
    def made_on(self) -> datetime | None:
        return self.run.finished_at if self.run else None

    @property
    def zip(self) -> File | None:
        return self.run.zip if self.run else None

    @property
    def post_zip(self) -> File | None:
        return self.run.post_zip if self.run else None

    @property
    def is_making(self) -> bool:
        return self.job is not None and self.job.is_open and not self.is_made


def letter_state(told: Told) -> LetterState:
    """Count the letters of one thing: three statements, and what counts the readers."""
    email, post = Delivery.Channel.EMAIL, Delivery.Channel.POST
    state, mailing = Delivery.State, mailing_of(told)
    by_post = Q(delivery__channel=post) | Q(delivery=None)
    letters = mailing.letter.objects.filter(**{mailing.path: told})
    counts = letters.aggregate(
        made=Count("pk"),
        unsent=Count("pk", filter=Q(delivery=None)),
        emails_waiting=_deliveries(email, state.WAITING),
        emails_sent=_deliveries(email, state.SENT),
        emails_failed=_deliveries(email, state.FAILED),
        post_waiting=_deliveries(post, state.WAITING),
        posted=_deliveries(post, state.SENT),
        address_missing=Count("pk", filter=by_post & Q(address="")),
    )
    expected = mailing.expected(told)
    run = runs_of(told).select_related("zip", "post_zip").first()
    jobs = Job.objects.filter(tenant=told.tenant_id, key=letters_key(told))
    return LetterState(
        documents=expected.letters,
        nothing=expected.nothing,
        **counts,
        run=run,
        job=jobs.order_by("-pk").first(),
    )


def _deliveries(channel: str, state: str) -> Count:
    return Count("pk", filter=Q(delivery__channel=channel, delivery__state=state))


def letters_key(told: Told) -> str:
    """Return the key of the work that makes the letters."""
    return f"{mailing_of(told).making_key}:{told.uuid}"


def letter_event(told: Told) -> str:
    """Return the event of the deliveries of all letters of one thing."""
    return f"{mailing_of(told).event}:{told.uuid}"
