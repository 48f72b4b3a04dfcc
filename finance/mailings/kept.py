"""The letters of a call or of a statement of charges: which there are, how far they are."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from finance.mailings.base import Mailing, Told
from finance.mailings.calls import CALLS
from finance.mailings.charges import CHARGES
from finance.models import Call, ChargeStatement
from finance.models.letters import Run
from finance.queries.letters import AnyLetter, letter_list
from koprogo.documents.models import File
from koprogo.jobs.models import Job
from koprogo.notifications.models import Delivery

MAILINGS = {Call: CALLS, ChargeStatement: CHARGES}


def mailing_of(told: Told) -> Mailing:
    return MAILINGS[type(told)]


def letters_of(told: Told) -> QuerySet[AnyLetter]:
    """Return the letters made of one thing, in the order of its documents."""
    mailing = mailing_of(told)
    return letter_list(mailing.letter).filter(**{f"document__{mailing.of}": told})


def runs_of(told: Told) -> QuerySet[Run]:
    """Return the one making of all letters of a thing, once it was ordered."""
    mailing = mailing_of(told)
    return mailing.run.objects.filter(**{mailing.of: told})


def documents_with_letter(told: Told) -> QuerySet:
    """Return the documents that get a letter."""
    return told.documents.filter(mailing_of(told).tells)


def documents_without_letter(told: Told) -> QuerySet:
    """Return what is still to be made, in the order in which it is made."""
    return documents_with_letter(told).filter(letter=None).order_by("pk")


@dataclass(frozen=True, slots=True)
class LetterState:
    """How far the letters of one thing are, in numbers of letters.

    ``nothing``: documents that tell nothing, which get none.
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
    """Count the letters of one thing: three statements."""
    email, post = Delivery.Channel.EMAIL, Delivery.Channel.POST
    state, tells = Delivery.State, mailing_of(told).tells
    by_post = Q(letter__delivery__channel=post) | Q(letter__delivery=None)
    counts = told.documents.aggregate(
        documents=Count("pk", filter=tells),
        nothing=Count("pk", filter=~tells),
        made=Count("letter"),
        unsent=Count("letter", filter=Q(letter__delivery=None)),
        emails_waiting=_deliveries(email, state.WAITING),
        emails_sent=_deliveries(email, state.SENT),
        emails_failed=_deliveries(email, state.FAILED),
        post_waiting=_deliveries(post, state.WAITING),
        posted=_deliveries(post, state.SENT),
        address_missing=Count("letter", filter=by_post & Q(letter__address="")),
    )
    run = runs_of(told).select_related("zip", "post_zip").first()
    jobs = Job.objects.filter(tenant=told.tenant_id, key=letters_key(told))
    return LetterState(**counts, run=run, job=jobs.order_by("-pk").first())


def _deliveries(channel: str, state: str) -> Count:
    return Count(
        "letter",
        filter=Q(letter__delivery__channel=channel, letter__delivery__state=state),
    )


def letters_key(told: Told) -> str:
    """Return the key of the work that makes the letters."""
    return f"{mailing_of(told).making_key}:{told.uuid}"


def letter_event(told: Told) -> str:
    """Return the event of the deliveries of all letters of one thing."""
    return f"{mailing_of(told).event}:{told.uuid}"
