"""Letters to those who were convened that the assembly is called off."""

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
from buildings.models import Building
from governance.exports.convocations import (
    cancellation_pdf,
    cancellation_stem,
    cancellation_title,
)
from governance.models import (
    Assembly,
    Cancellation,
    CancellationLetter,
    CancellationRun,
    Convocation,
)
from governance.queries.convocations import to_be_told


def _lock(cancellation: Cancellation) -> Cancellation:
    """A row that is only ever added has no lock: that of its assembly stands for it."""
    rows = Assembly.objects.select_for_update(no_key=True)
    rows.get(pk=cancellation.assembly_id)
    return cancellation


def _expected(cancellation: Cancellation) -> Expected:
    return Expected(to_be_told(cancellation).count())


def _waiting(cancellation: Cancellation, many: int) -> list[Convocation]:
    made = cancellation.letters.values("addressee")
    found = to_be_told(cancellation).exclude(addressee__in=made)
    return list(found.select_related("addressee")[:many])


def _compose(waiting: Sequence[Convocation], building: Building) -> Iterator[Addressed]:
    return (reach(letter.addressee) for letter in waiting)


def _write(
    reader: Addressed,
    cancellation: Cancellation,
    head: Letterhead,
    *,
    on: date,
    by,
) -> CancellationLetter:
    pdf = cancellation_pdf(cancellation, reader, head=head, on=on)
    owner = reader.addressee
    stem = cancellation_stem(cancellation)
    name = file_name(stem, plain(owner.code), plain(str(owner)))
    return CancellationLetter(
        cancellation=cancellation, **keep(reader, pdf, name=name, by=by)
    )


CANCELLATIONS = Mailing(
    of="cancellation",
    path="cancellation",
    related=["cancellation__assembly"],
    letter=CancellationLetter,
    run=CancellationRun,
    expected=_expected,
    waiting=_waiting,
    lock=_lock,
    compose=_compose,
    write=_write,
    stem=cancellation_stem,
    title=cancellation_title,
    mail="governance/convocations/called_off_mail.txt",
    pdf="governance:cancellation-letter",
    event="called-off",
    actions=LetterActions(
        ordered="called_off.ordered",
        sent="called_off.sent",
        posted="called_off.posted",
        retried="called_off.retried",
        redirected="called_off.redirected",
    ),
    making="governance.make_cancellations",
    making_key="called-off",
    bundling="governance.bundle_cancellations",
    bundling_key="called-off-post",
    sends_itself=True,
)
