"""Letters of any kind: made once by the worker, sent once, proven (docs/letters.md)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from tempfile import TemporaryFile
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from buildings.errors import LettersNotMade, PostedOnWrongDay
from buildings.mailings import (
    Told,
    letter_event,
    letterhead,
    letters_key,
    letters_of,
    mailing_of,
    runs_of,
    to_be_posted,
)
from buildings.mailings.files import ZIP, write_zip
from buildings.mailings.handing import handed_over
from buildings.models.letters import Letter, Run
from koprogo.audit.services import record
from koprogo.documents import services as documents
from koprogo.documents.models import File
from koprogo.jobs.models import Job
from koprogo.jobs.services import DONE, MORE, Outcome, enqueue
from koprogo.notifications import services as notifications
from koprogo.notifications.models import Delivery

# One step holds a transaction of the worker for about three seconds; a long letter has
# a line for each cost.
LETTERS_PER_STEP, LONG_LETTERS_PER_STEP = 25, 15


@dataclass(frozen=True, slots=True)
class Sent:
    """How many letters went out by each way."""

    emails: int
    post: int


@transaction.atomic
def make_letters(told: Told, *, by) -> Run:
    """Have the worker make the letters of one thing; those that exist stay as they are.

    Who has nothing to be told gets none.

    Raises:
        NoSyndic: no firm has a mandate today.
        What ``Mailing.lock`` refuses: a draft or something cancelled has no letters.
    """
    mailing = mailing_of(told)
    told = _locked(told)
    letterhead(on=timezone.localdate())
    run, is_new = mailing.run.objects.get_or_create(**{mailing.of: told})
    if run.finished_at is None:
        enqueue(
            mailing.making,
            tenant_id=told.tenant_id,
            by=by,
            key=letters_key(told),
            total=mailing.expected(told).letters,
            **{f"{mailing.of}_id": told.pk},
        )
    if is_new:
        record(mailing.actions.ordered, target=told, by=by)
    return run


def make_some(told: Told, *, by) -> int | None:
    """Make the next letters, at most 25, or 15 long ones; when none is left, the ZIP.

    Letters that send themselves are then sent, in the same transaction.

    Returns:
        How many there are now; None when all is done, or what they tell is cancelled.

    Raises:
        NoSyndic: the mandate has ended meanwhile.
    """
    if told.is_cancelled:
        return None
    mailing = mailing_of(told)
    at_once = LONG_LETTERS_PER_STEP if mailing.is_long else LETTERS_PER_STEP
    waiting = mailing.waiting(told, at_once)
    if not waiting:
        zipped = _zip(told, letters_of(told), "letters", by=by)
        runs_of(told).update(zip=zipped, finished_at=timezone.now())
        if mailing.sends_itself:
            send_letters(told, by=by)
        return None
    today = timezone.localdate()
    head = letterhead(on=today)
    mailing.letter.objects.bulk_create(
        mailing.write(text, told, head, on=today, by=by)
        for text in mailing.compose(waiting, head.building)
    )
    return letters_of(told).count()


def make_step(job: Job, told: Told) -> Outcome:
    """Do a step of the job that makes letters, and count them."""
    made = make_some(told, by=job.by)
    if made is None:
        return DONE
    job.done = made
    return MORE


@transaction.atomic
def send_letters(told: Told, *, by) -> Sent:
    """Put every letter on its way: by e-mail who agreed to it, by post the others.

    What is on its way already is not sent again. The number of statements does not
    depend on the number of letters, up to batches of 1,000.

    Raises:
        LettersNotMade: some letters are missing.
        NoSyndic, what ``Mailing.lock`` refuses: see ``make_letters``.
    """
    mailing = mailing_of(told)
    told = _locked(told)
    if not runs_of(told).filter(finished_at__isnull=False).exists():
        raise LettersNotMade(told)
    letters = list(letters_of(told).filter(delivery=None))
    if not letters:
        return Sent(0, 0)
    head, event = letterhead(on=timezone.localdate()), letter_event(told)
    deliveries = [
        handed_over(
            letter,
            head,
            event=event,
            about=told.title,
            title=partial(mailing.title, told),
            mail=mailing.mail,
            told=told,
        )
        for letter in letters
    ]
    notifications.queue(deliveries, by=by)
    link(letters, Delivery.objects.filter(event=event))
    post = sum(delivery.channel == Delivery.Channel.POST for delivery in deliveries)
    sent = Sent(len(deliveries) - post, post)
    if post:
        _bundle(told, by=by)
    record(mailing.actions.sent, target=told, by=by, emails=sent.emails, post=sent.post)
    return sent


def bundle_post(told: Told, *, by) -> None:
    """Put the letters that go by post into a ZIP of their own, to be printed."""
    by_post = letters_of(told).filter(delivery__channel=Delivery.Channel.POST)
    runs_of(told).update(post_zip=_zip(told, by_post, "post", by=by))


@transaction.atomic
def mark_posted(told: Told, *, letters: Collection[UUID], on: date, by) -> int:
    """Note that these letters were posted ``on`` a day; return how many were.

    Raises:
        PostedOnWrongDay: ``on`` has not come yet, or a letter was made after it.
    """
    many = note_posted(post_waiting(told).filter(uuid__in=letters), on=on, by=by)
    if many:
        record(
            mailing_of(told).actions.posted,
            target=told,
            by=by,
            letters=many,
            on=on.isoformat(),
        )
    return many


def note_posted(waiting: QuerySet[Letter], *, on: date, by) -> int:
    """Note that letters of any kind were posted ``on`` a day; return how many were.

    Raises:
        PostedOnWrongDay: see ``mark_posted``.
    """
    made = [timezone.localdate(letter.made_at) for letter in waiting]
    if on > timezone.localdate() or any(on < day for day in made):
        raise PostedOnWrongDay(on)
    deliveries = list(waiting.values_list("delivery", flat=True))
    return notifications.mark_posted(deliveries, on=on, by=by)


def post_waiting(told: Told) -> QuerySet[Letter]:
    """Return the letters that somebody has to post."""
    return to_be_posted(letters_of(told))


@transaction.atomic
def retry_emails(told: Told, *, by) -> int:
    """Try again the e-mails that were given up; return how many.

    Raises:
        What ``Mailing.lock`` refuses: nobody should be told this any longer.
    """
    told = _locked(told)
    many = notifications.retry_failed(event=letter_event(told), by=by)
    if many:
        record(
            mailing_of(told).actions.retried,
            target=told,
            by=by,
            letters=many,
        )
    return many


@transaction.atomic
def post_instead(told: Told, *, by) -> int:
    """Send by post what could not be sent by e-mail; return how many letters.

    Raises:
        What ``Mailing.lock`` refuses: nobody should be told this any longer.
    """
    told = _locked(told)
    failed = letters_of(told).filter(delivery__state=Delivery.State.FAILED)
    many = into_the_post(failed)
    if many:
        _bundle(told, by=by)
        record(
            mailing_of(told).actions.redirected,
            target=told,
            by=by,
            letters=many,
        )
    return many


def into_the_post(letters: Iterable[Letter]) -> int:
    """Let these letters, on their way by e-mail, be posted; return how many they are."""
    deliveries = []
    for letter in letters:
        delivery = letter.delivery
        delivery.channel = Delivery.Channel.POST
        delivery.state = Delivery.State.WAITING
        delivery.address = letter.address
        deliveries.append(delivery)
    Delivery.objects.bulk_update(deliveries, ["channel", "state", "address"])
    return len(deliveries)


def link(letters: Sequence[Letter], deliveries: QuerySet[Delivery]) -> None:
    """Tell each letter which of these deliveries, found by recipient, is its own."""
    by_recipient = dict(deliveries.values_list("recipient", "pk"))
    for letter in letters:
        letter.delivery_id = by_recipient[letter.recipient]
    model = type(letters[0])
    model.objects.bulk_update(letters, ["delivery"], batch_size=1_000)


def _locked(told: Told) -> Told:
    return mailing_of(told).lock(told)


def _zip(told: Told, letters: QuerySet[Letter], what: str, *, by) -> File:
    """Keep a ZIP of these letters. It grows on the disk: memory holds one letter."""
    name = f"{mailing_of(told).stem(told)}_{what}.zip"
    with TemporaryFile() as target:
        write_zip(letters.iterator(chunk_size=200), target)
        return documents.store_from(target, name=name, content_type=ZIP, by=by)


def _bundle(told: Told, *, by) -> None:
    mailing = mailing_of(told)
    enqueue(
        mailing.bundling,
        tenant_id=told.tenant_id,
        by=by,
        key=f"{mailing.bundling_key}:{told.uuid}",
        **{f"{mailing.of}_id": told.pk},
    )
