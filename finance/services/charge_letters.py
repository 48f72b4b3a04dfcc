"""The letters of a posted statement of charges: made by the worker, each sent once."""

from collections.abc import Collection
from datetime import date
from tempfile import TemporaryFile
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from finance.errors import LettersNotMade
from finance.errors.charge_statements import StatementCancelled, StatementNotPosted
from finance.exports.letters import PDF, ZIP, write_zip
from finance.exports.statements import (
    annex_pdf,
    charge_name,
    charge_pdf,
    charge_zip_name,
)
from finance.models import ChargeLetter, ChargeLetterRun, ChargeStatement
from finance.notices.charge_statements import charges_by_email, charges_by_post
from finance.queries.charge_letters import (
    BUNDLING,
    MAKING,
    TELLS,
    ChargeText,
    charge_letter_event,
    charge_letters,
    charge_letters_key,
    compose_charges,
    documents_to_write,
)
from finance.queries.letters import Letterhead, letterhead, to_be_posted, why_post
from finance.services.letters import Sent, into_the_post, link, note_posted
from koprogo.audit.services import record
from koprogo.documents import services as documents
from koprogo.documents.models import File
from koprogo.jobs.services import enqueue
from koprogo.notifications import services as notifications
from koprogo.notifications.models import Delivery

# A letter has a line for each cost: one step stays below four seconds.
LETTERS_PER_STEP = 15


@transaction.atomic
def order_letters(statement: ChargeStatement, *, by) -> None:
    """Have the worker make the letters of a statement; those that exist stay.

    Raises:
        StatementNotPosted: a draft has no letters.
        StatementCancelled: nobody owes it.
        NoSyndic: no firm has a mandate today.
    """
    statement = _locked(statement)
    letterhead(on=timezone.localdate())
    run, is_new = ChargeLetterRun.objects.get_or_create(statement=statement)
    if run.finished_at is None:
        enqueue(
            MAKING,
            tenant_id=statement.tenant_id,
            by=by,
            key=charge_letters_key(statement),
            total=statement.documents.filter(TELLS).count(),
            statement_id=statement.pk,
        )
    if is_new:
        record("charge_letters.ordered", target=statement, by=by)


def make_some(statement: ChargeStatement, *, by) -> int | None:
    """Make the next letters of a statement, at most 15, with the occupants' annexes;
    when none is left, the ZIP.

    Returns:
        How many there are now; None when all is done, or the statement is cancelled.

    Raises:
        NoSyndic: the mandate has ended meanwhile.
    """
    if statement.cancelled_at is not None:
        return None
    waiting = list(documents_to_write(statement)[:LETTERS_PER_STEP])
    if not waiting:
        zipped = _zip(statement, charge_letters(statement), "letters", by=by)
        ChargeLetterRun.objects.filter(statement=statement).update(
            zip=zipped, finished_at=timezone.now()
        )
        return None
    today = timezone.localdate()
    head = letterhead(on=today)
    ChargeLetter.objects.bulk_create(
        _row(text, head, on=today, by=by)
        for text in compose_charges(waiting, head.building)
    )
    return ChargeLetter.objects.filter(document__statement=statement).count()


@transaction.atomic
def send_charge_letters(statement: ChargeStatement, *, by) -> Sent:
    """Put every letter on its way: by e-mail who agreed to it, by post the others.

    What is on its way already is not sent again.

    Raises:
        LettersNotMade: some letters are missing.
        StatementNotPosted, StatementCancelled, NoSyndic: see ``order_letters``.
    """
    statement = _locked(statement)
    made = ChargeLetterRun.objects.filter(
        statement=statement, finished_at__isnull=False
    )
    if not made.exists():
        raise LettersNotMade(statement)
    letters = list(charge_letters(statement).filter(delivery=None))
    if not letters:
        return Sent(0, 0)
    head = letterhead(on=timezone.localdate())
    deliveries = [
        charges_by_post(letter, statement)
        if why_post(letter)
        else charges_by_email(letter, statement, head)
        for letter in letters
    ]
    notifications.queue(deliveries, by=by)
    link(letters, Delivery.objects.filter(event=charge_letter_event(statement)))
    post = sum(delivery.channel == Delivery.Channel.POST for delivery in deliveries)
    sent = Sent(len(deliveries) - post, post)
    if post:
        _bundle(statement, by=by)
    record(
        "charge_letters.sent",
        target=statement,
        by=by,
        emails=sent.emails,
        post=sent.post,
    )
    return sent


def bundle_charges_to_post(statement: ChargeStatement, *, by) -> None:
    """Put the letters that go by post into a ZIP of their own, to be printed."""
    by_post = charge_letters(statement).filter(delivery__channel=Delivery.Channel.POST)
    zipped = _zip(statement, by_post, "post", by=by)
    ChargeLetterRun.objects.filter(statement=statement).update(post_zip=zipped)


@transaction.atomic
def mark_charges_posted(
    statement: ChargeStatement, *, letters: Collection[UUID], on: date, by
) -> int:
    """Note that these letters were posted ``on`` a day; return how many were.

    Raises:
        PostedOnWrongDay: ``on`` has not come yet, or a letter was made after it.
    """
    waiting = charges_to_post(statement).filter(uuid__in=letters)
    many = note_posted(waiting, on=on, by=by)
    if many:
        record(
            "charge_letters.posted",
            target=statement,
            by=by,
            letters=many,
            on=on.isoformat(),
        )
    return many


def charges_to_post(statement: ChargeStatement) -> QuerySet[ChargeLetter]:
    """Return the letters that somebody has to post."""
    return to_be_posted(charge_letters(statement))


@transaction.atomic
def retry_charge_emails(statement: ChargeStatement, *, by) -> int:
    """Try again the e-mails that were given up; return how many.

    Raises:
        StatementCancelled: nobody owes this statement any longer.
    """
    statement = _locked(statement)
    many = notifications.retry_failed(event=charge_letter_event(statement), by=by)
    if many:
        record("charge_letters.retried", target=statement, by=by, letters=many)
    return many


@transaction.atomic
def post_charges_instead(statement: ChargeStatement, *, by) -> int:
    """Send by post what could not be sent by e-mail; return how many letters.

    Raises:
        StatementCancelled: nobody owes this statement any longer.
    """
    statement = _locked(statement)
    failed = Delivery.objects.filter(
        event=charge_letter_event(statement), state=Delivery.State.FAILED
    )
    letters = charge_letters(statement).filter(delivery__in=failed)
    many = len(into_the_post(letters))
    if many:
        _bundle(statement, by=by)
        record("charge_letters.redirected", target=statement, by=by, letters=many)
    return many


def _locked(statement: ChargeStatement) -> ChargeStatement:
    found = ChargeStatement.objects.select_for_update().get(pk=statement.pk)
    if not found.is_posted:
        raise StatementNotPosted(found)
    if found.cancelled_at is not None:
        raise StatementCancelled(found)
    return found


def _row(text: ChargeText, head: Letterhead, *, on: date, by) -> ChargeLetter:
    annex = None
    if text.document.occupant:
        made = annex_pdf(text, head=head, on=on)
        annex = _store(made, charge_name(text, annex=True), by)
    return ChargeLetter(
        document=text.document,
        file=_store(charge_pdf(text, head=head, on=on), charge_name(text), by),
        annex=annex,
        addressee=text.reader.addressee,
        name=text.reader.name[:250],
        address=", ".join(text.reader.address),
        language=text.reader.language,
    )


def _store(pdf: bytes, name: str, by) -> File:
    return documents.store(pdf, name=name, content_type=PDF, by=by)


def _zip(
    statement: ChargeStatement, letters: QuerySet[ChargeLetter], what: str, *, by
) -> File:
    """Keep a ZIP of these letters. It grows on the disk: memory holds one letter."""
    name = charge_zip_name(statement, what)
    with TemporaryFile() as target:
        write_zip(letters.iterator(chunk_size=200), target)
        return documents.store_from(target, name=name, content_type=ZIP, by=by)


def _bundle(statement: ChargeStatement, *, by) -> None:
    enqueue(
        BUNDLING,
        tenant_id=statement.tenant_id,
        by=by,
        key=f"charge-post:{statement.uuid}",
        statement_id=statement.pk,
    )
