"""The letters of an issued call: made once by the worker, sent once, and proven."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from tempfile import TemporaryFile
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from finance import exports, notices
from finance.errors import (
    CallCancelled,
    LettersNotMade,
    NotIssued,
    PostedOnWrongDay,
)
from finance.models import Call, CallLetter, LetterRun
from finance.queries.letters import (
    AnyLetter,
    Letter,
    compose,
    documents_with_letter,
    documents_without_letter,
    letter_event,
    letterhead,
    letters_key,
    letters_of,
    to_be_posted,
    why_post,
)
from koprogo.audit.services import record
from koprogo.documents import services as documents
from koprogo.documents.models import File
from koprogo.jobs.services import enqueue
from koprogo.notifications import services as notifications
from koprogo.notifications.models import Delivery

# One step holds a transaction of the worker for about three seconds.
LETTERS_PER_STEP = 25


@dataclass(frozen=True, slots=True)
class Sent:
    """How many letters went out by each way."""

    emails: int
    post: int


@transaction.atomic
def make_letters(call: Call, *, by) -> LetterRun:
    """Have the worker make the letters of a call; those that exist stay as they are.

    A part of 0.00 gets none.

    Raises:
        NotIssued: a draft has no letters.
        CallCancelled: nobody owes it.
        NoSyndic: no firm has a mandate today.
    """
    call = _locked(call)
    letterhead(on=timezone.localdate())
    run, is_new = LetterRun.objects.get_or_create(call=call)
    if run.finished_at is None:
        enqueue(
            "finance.make_letters",
            tenant_id=call.tenant_id,
            by=by,
            key=letters_key(call),
            total=documents_with_letter(call).count(),
            call_id=call.pk,
        )
    if is_new:
        record("letters.ordered", target=call, by=by)
    return run


def make_some(call: Call, *, by) -> int | None:
    """Make the next letters of a call, at most 25; when none is left, the ZIP.

    Returns:
        How many there are now; None when all is done, or the call is cancelled.

    Raises:
        NoSyndic: the mandate has ended meanwhile.
    """
    if call.is_cancelled:
        return None
    waiting = list(documents_without_letter(call)[:LETTERS_PER_STEP])
    if not waiting:
        zipped = _zip(call, letters_of(call), "letters", by=by)
        LetterRun.objects.filter(call=call).update(
            zip=zipped, finished_at=timezone.now()
        )
        return None
    today = timezone.localdate()
    head = letterhead(on=today)
    CallLetter.objects.bulk_create(
        _row(
            letter, exports.letter_pdf(letter, call=call, head=head, on=today), call, by
        )
        for letter in compose(waiting, head.building)
    )
    return CallLetter.objects.filter(document__call=call).count()


@transaction.atomic
def send_letters(call: Call, *, by) -> Sent:
    """Put every letter on its way: by e-mail who agreed to it, by post the others.

    What is on its way already is not sent again. The number of statements does not
    depend on the number of letters, up to batches of 1,000.

    Raises:
        LettersNotMade: some letters are missing.
        CallCancelled, NoSyndic: see ``make_letters``.
    """
    call = _locked(call)
    if not LetterRun.objects.filter(call=call, finished_at__isnull=False).exists():
        raise LettersNotMade(call)
    letters = list(letters_of(call).filter(delivery=None))
    if not letters:
        return Sent(0, 0)
    head = letterhead(on=timezone.localdate())
    deliveries = [
        notices.by_post(letter, call)
        if why_post(letter)
        else notices.by_email(letter, call, head)
        for letter in letters
    ]
    notifications.queue(deliveries, by=by)
    link(letters, Delivery.objects.filter(event=letter_event(call)))
    post = sum(delivery.channel == Delivery.Channel.POST for delivery in deliveries)
    sent = Sent(len(deliveries) - post, post)
    if post:
        _bundle(call, by=by)
    record("letters.sent", target=call, by=by, emails=sent.emails, post=sent.post)
    return sent


def bundle_post(call: Call, *, by) -> None:
    """Put the letters that go by post into a ZIP of their own, to be printed."""
    by_post = letters_of(call).filter(delivery__channel=Delivery.Channel.POST)
    zipped = _zip(call, by_post, "post", by=by)
    LetterRun.objects.filter(call=call).update(post_zip=zipped)


@transaction.atomic
def mark_posted(call: Call, *, letters: Collection[UUID], on: date, by) -> int:
    """Note that these letters were posted ``on`` a day; return how many were.

    Raises:
        PostedOnWrongDay: ``on`` has not come yet, or a letter was made after it.
    """
    many = note_posted(post_waiting(call).filter(uuid__in=letters), on=on, by=by)
    if many:
        record("letters.posted", target=call, by=by, letters=many, on=on.isoformat())
    return many


def note_posted(waiting: QuerySet[AnyLetter], *, on: date, by) -> int:
    """Note that letters of any kind were posted ``on`` a day; return how many were.

    Raises:
        PostedOnWrongDay: see ``mark_posted``.
    """
    made = [timezone.localdate(letter.made_at) for letter in waiting]
    if on > timezone.localdate() or any(on < day for day in made):
        raise PostedOnWrongDay(on)
    deliveries = list(waiting.values_list("delivery", flat=True))
    return notifications.mark_posted(deliveries, on=on, by=by)


def post_waiting(call: Call) -> QuerySet[CallLetter]:
    """Return the letters that somebody has to post."""
    return to_be_posted(letters_of(call))


@transaction.atomic
def retry_emails(call: Call, *, by) -> int:
    """Try again the e-mails that were given up; return how many.

    Raises:
        CallCancelled: nobody owes this call any longer.
    """
    call = _locked(call)
    many = notifications.retry_failed(event=letter_event(call), by=by)
    if many:
        record("letters.retried", target=call, by=by, letters=many)
    return many


@transaction.atomic
def post_instead(call: Call, *, by) -> int:
    """Send by post what could not be sent by e-mail; return how many letters.

    Raises:
        CallCancelled: nobody owes this call any longer.
    """
    call = _locked(call)
    failed = Delivery.objects.filter(
        event=letter_event(call), state=Delivery.State.FAILED
    )
    letters = letters_of(call).filter(delivery__in=failed)
    deliveries = into_the_post(letters)
    if deliveries:
        _bundle(call, by=by)
        record("letters.redirected", target=call, by=by, letters=len(deliveries))
    return len(deliveries)


def into_the_post(letters: Iterable[AnyLetter]) -> list[Delivery]:
    """Let these letters, on their way by e-mail, be posted; return their deliveries."""
    deliveries = []
    for letter in letters:
        delivery = letter.delivery
        delivery.channel = Delivery.Channel.POST
        delivery.state = Delivery.State.WAITING
        delivery.address = letter.address
        deliveries.append(delivery)
    Delivery.objects.bulk_update(deliveries, ["channel", "state", "address"])
    return deliveries


def link(letters: Sequence[AnyLetter], deliveries: QuerySet[Delivery]) -> None:
    """Tell each letter which of these deliveries, found by recipient, is its own."""
    by_recipient = dict(deliveries.values_list("recipient", "pk"))
    for letter in letters:
        letter.delivery_id = by_recipient[notices.recipient(letter)]
    model = type(letters[0])
    model.objects.bulk_update(letters, ["delivery"], batch_size=1_000)


def _locked(call: Call) -> Call:
    locked = Call.objects.select_for_update(of=("self",)).select_related(
        "entry__mirror"
    )
    call = locked.get(pk=call.pk)
    if not call.is_issued:
        raise NotIssued(call)
    if call.is_cancelled:
        raise CallCancelled(call)
    return call


def _row(letter: Letter, pdf: bytes, call: Call, by) -> CallLetter:
    return CallLetter(
        document=letter.document,
        file=documents.store(
            pdf, name=exports.letter_name(call, letter), content_type=exports.PDF, by=by
        ),
        addressee=letter.addressee,
        name=letter.name[:250],
        address=", ".join(letter.address),
        language=letter.language,
        to_pay=letter.to_pay,
    )


def _zip(call: Call, letters: QuerySet[CallLetter], what: str, *, by) -> File:
    """Keep a ZIP of these letters. It grows on the disk: memory holds one letter."""
    name = exports.zip_name(call, what)
    with TemporaryFile() as target:
        exports.write_zip(letters.iterator(chunk_size=200), target)
        return documents.store_from(target, name=name, content_type=exports.ZIP, by=by)


def _bundle(call: Call, *, by) -> None:
    enqueue(
        "finance.bundle_post",
        tenant_id=call.tenant_id,
        by=by,
        key=f"post:{call.uuid}",
        call_id=call.pk,
    )
