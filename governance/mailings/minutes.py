"""The minutes, to everybody who has a right to vote (art. 3.87 §12)."""

from collections.abc import Iterator, Sequence
from datetime import date

from buildings.mailings import (
    Addressed,
    Expected,
    LetterActions,
    Letterhead,
    Mailing,
    keep,
    reach,
)
from buildings.mailings.files import file_name, plain
from buildings.models import Building, Owner
from governance.errors.minutes import MinutesNotFinished
from governance.exports.minutes_letters import (
    letter_pdf,
    letter_stem,
    letter_title,
)
from governance.models import Minutes, MinutesLetter, MinutesRun
from governance.queries.minutes import readers_of, without_letter


def _lock(minutes: Minutes) -> Minutes:
    rows = Minutes.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("assembly__tenant").get(pk=minutes.pk)
    if found.finished_at is None:
        raise MinutesNotFinished(found)
    return found


def _expected(minutes: Minutes) -> Expected:
    return Expected(len(readers_of(minutes)))


def _compose(waiting: Sequence[Owner], building: Building) -> Iterator[Addressed]:
    return (reach(owner) for owner in waiting)


def _write(
    reader: Addressed, minutes: Minutes, head: Letterhead, *, on: date, by
) -> MinutesLetter:
    pdf = letter_pdf(minutes, reader, head=head, on=on)
    owner = reader.addressee
    name = file_name(letter_stem(minutes), plain(owner.code), plain(str(owner)))
    return MinutesLetter(minutes=minutes, **keep(reader, pdf, name=name, by=by))


MINUTES = Mailing(
    of="minutes",
    path="minutes",
    related=["minutes__assembly"],
    letter=MinutesLetter,
    run=MinutesRun,
    expected=_expected,
    waiting=without_letter,
    lock=_lock,
    compose=_compose,
    write=_write,
    stem=letter_stem,
    title=letter_title,
    mail="governance/minutes/mail.txt",
    pdf="governance:minutes-letter",
    event="minutes",
    actions=LetterActions(
        ordered="minutes.letters_ordered",
        sent="minutes.sent",
        posted="minutes.posted",
        retried="minutes.retried",
        redirected="minutes.redirected",
    ),
    making="governance.make_minutes",
    making_key="minutes",
    bundling="governance.bundle_minutes",
    bundling_key="minutes-post",
    is_long=True,
    sends_itself=True,
)
