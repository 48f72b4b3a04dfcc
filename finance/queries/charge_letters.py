"""The letters of a statement of charges: what they say, and how far they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from buildings.models import Building
from finance.models import (
    ChargeDocument,
    ChargeLetter,
    ChargeLetterRun,
    ChargeStatement,
)
from finance.queries.charge_documents import ShownCharges, shown_documents
from finance.queries.letters import (
    Addressed,
    addressed,
    on_their_way,
    payment_code,
)
from finance.structured_reference import format_reference
from koprogo.documents.models import File
from koprogo.jobs.models import Job
from koprogo.notifications.models import Delivery

ZERO = Decimal("0.00")
MAKING = "finance.make_charge_letters"
BUNDLING = "finance.bundle_charge_letters"


@dataclass(frozen=True, slots=True)
class ChargeText:
    """What one holding is told, in EUR, as its account stands today.

    ``payment``: the text of the QR code, empty when nothing is left to pay.
    """

    shown: ShownCharges
    reader: Addressed
    reference: str
    payment: str

    @property
    def document(self) -> ChargeDocument:
        return self.shown.document

    @property
    def to_pay(self) -> Decimal:
        """What is left to pay of this statement: never below zero."""
        return self.shown.state.open if self.shown.state else ZERO

    @property
    def covered(self) -> Decimal:
        """What earlier payments settle of the balance to pay."""
        return max(self.document.balance, ZERO) - self.to_pay


def compose_charges(
    documents: Sequence[ChargeDocument], building: Building
) -> Iterator[ChargeText]:
    """Write the letters of posted documents: a constant number of statements."""
    prepared = shown_documents(documents)
    readers = addressed(one.holding for one in prepared)
    for one in prepared:
        reference = format_reference(one.holding.party.reference_base)
        still_open = one.state.open if one.state else ZERO
        yield ChargeText(
            shown=one,
            reader=readers[one.holding.pk],
            reference=reference,
            payment=payment_code(building, still_open, reference),
        )


def charge_letters(statement: ChargeStatement) -> QuerySet[ChargeLetter]:
    """Return the letters made of one statement, in the order of its documents."""
    return charge_letter_list().filter(document__statement=statement)


def charge_letter_list() -> QuerySet[ChargeLetter]:
    """Return letters with addressee, file, delivery and ``has_consent``."""
    letters = ChargeLetter.objects.select_related("document__holding", "annex")
    return on_their_way(letters).order_by("document")


# Who neither bears anything nor was called anything has nothing to be told.
TELLS = ~Q(costs=0, provisions=0)


def documents_to_write(statement: ChargeStatement) -> QuerySet[ChargeDocument]:
    """Return what is still to be made, in the order in which it is made."""
    waiting = statement.documents.filter(TELLS, letter=None).order_by("pk")
    return waiting.select_related("statement", "charge")


@dataclass(frozen=True, slots=True)
class ChargeLetterState:
    """How far the letters of a statement are, in numbers of letters."""

    documents: int
    made: int
    unsent: int
    emails_waiting: int
    emails_sent: int
    emails_failed: int
    post_waiting: int
    posted: int
    address_missing: int
    run: ChargeLetterRun | None
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


def charge_letter_state(statement: ChargeStatement) -> ChargeLetterState:
    """Count the letters of a statement: three statements of SQL."""
    email, post = Delivery.Channel.EMAIL, Delivery.Channel.POST
    state = Delivery.State
    by_post = Q(letter__delivery__channel=post) | Q(letter__delivery=None)
    counts = statement.documents.aggregate(
        documents=Count("pk", filter=TELLS),
        made=Count("letter"),
        unsent=Count("letter", filter=Q(letter__delivery=None)),
        emails_waiting=_deliveries(email, state.WAITING),
        emails_sent=_deliveries(email, state.SENT),
        emails_failed=_deliveries(email, state.FAILED),
        post_waiting=_deliveries(post, state.WAITING),
        posted=_deliveries(post, state.SENT),
        address_missing=Count("letter", filter=by_post & Q(letter__address="")),
    )
    runs = ChargeLetterRun.objects.filter(statement=statement)
    run = runs.select_related("zip", "post_zip").first()
    jobs = Job.objects.filter(
        tenant=statement.tenant_id, key=charge_letters_key(statement)
    )
    return ChargeLetterState(**counts, run=run, job=jobs.order_by("-pk").first())


def _deliveries(channel: str, state: str) -> Count:
    return Count(
        "letter",
        filter=Q(letter__delivery__channel=channel, letter__delivery__state=state),
    )


def charge_letters_key(statement: ChargeStatement) -> str:
    return f"charge-letters:{statement.uuid}"


def charge_letter_event(statement: ChargeStatement) -> str:
    """Return the event of the deliveries of a statement."""
    return f"charge-letter:{statement.uuid}"


def charge_letter_of(document: ChargeDocument) -> ChargeLetter | None:
    """Return the letter of a document, when it was made."""
    found = ChargeLetter.objects.filter(document=document)
    return found.select_related("file", "annex").first()
