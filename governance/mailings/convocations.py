"""The convocations to an assembly: made and sent at once when it is convened."""

from collections.abc import Iterator, Sequence
from datetime import date

from buildings.mailings import Expected, LetterActions, Letterhead, Mailing, keep
from buildings.mailings.files import file_name, plain
from buildings.models import Building
from governance.errors.convocations import CalledOff, MeetingOver, NotYetConvened
from governance.exports.convocations import (
    convocation_pdf,
    convocation_stem,
    convocation_title,
)
from governance.models import Assembly, Convocation, ConvocationRun
from governance.queries.addressees import Reader
from governance.queries.convocations import (
    ConvocationText,
    compose,
    readers_of,
    without_convocation,
)


def _lock(assembly: Assembly) -> Assembly:
    rows = Assembly.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("cancellation").get(pk=assembly.pk)
    if not found.is_convened:
        raise NotYetConvened(found)
    if found.is_cancelled:
        raise CalledOff(found)
    if found.ended_at is not None:
        raise MeetingOver(found)
    return found


def _expected(assembly: Assembly) -> Expected:
    if not assembly.is_convened:
        return Expected(0)
    made = assembly.convocations.filter(
        assembly__convocation_run__finished_at__isnull=False
    )
    return Expected(made.count() or len(readers_of(assembly)))


def _waiting(assembly: Assembly, many: int) -> list[tuple[Assembly, Reader]]:
    return [(assembly, reader) for reader in without_convocation(assembly, many)]


def _compose(
    waiting: Sequence[tuple[Assembly, Reader]], building: Building
) -> Iterator[ConvocationText]:
    assembly = waiting[0][0]
    readers = [reader for _assembly, reader in waiting]
    return compose(assembly, readers, building)


def _write(
    text: ConvocationText, assembly: Assembly, head: Letterhead, *, on: date, by
) -> Convocation:
    pdf = convocation_pdf(text, head=head, on=on)
    owner = text.who.owner
    name = file_name(convocation_stem(assembly), plain(owner.code), plain(str(owner)))
    return Convocation(assembly=assembly, **keep(text.reader, pdf, name=name, by=by))


CONVOCATIONS = Mailing(
    of="assembly",
    path="assembly",
    letter=Convocation,
    run=ConvocationRun,
    expected=_expected,
    waiting=_waiting,
    lock=_lock,
    compose=_compose,
    write=_write,
    stem=convocation_stem,
    title=convocation_title,
    mail="governance/convocations/mail.txt",
    pdf="governance:convocation-letter",
    event="convocation",
    actions=LetterActions(
        ordered="convocations.ordered",
        sent="convocations.sent",
        posted="convocations.posted",
        retried="convocations.retried",
        redirected="convocations.redirected",
    ),
    making="governance.make_convocations",
    making_key="convocations",
    bundling="governance.bundle_convocations",
    bundling_key="convocations-post",
    is_long=True,
    sends_itself=True,
)
