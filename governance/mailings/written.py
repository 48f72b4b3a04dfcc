"""The text of a written decision to each holding, with the form to send back."""

from collections.abc import Sequence
from datetime import date

from buildings.mailings import (
    Expected,
    LetterActions,
    Letterhead,
    Mailing,
    addressed,
    keep,
)
from buildings.mailings.files import file_name, plain
from buildings.models import Building
from governance.errors.written import NotSentYet, WrittenEnded
from governance.exports.written import letter_pdf, letter_title, stem
from governance.models import WrittenDecision, WrittenLetter, WrittenRun
from governance.queries import written as queries
from governance.queries.heads import Owning
from governance.queries.written import WrittenText


def _lock(decision: WrittenDecision) -> WrittenDecision:
    rows = WrittenDecision.objects.select_for_update(of=("self",), no_key=True)
    found = rows.get(pk=decision.pk)
    if not found.is_sent:
        raise NotSentYet(found)
    if found.is_cancelled:
        raise WrittenEnded(found)
    return found


def _expected(decision: WrittenDecision) -> Expected:
    left = len(queries.without_letter(decision)) if decision.is_running else 0
    return Expected(decision.letters.count() + left)


def _waiting(
    decision: WrittenDecision, many: int
) -> list[tuple[WrittenDecision, Owning]]:
    heads = queries.without_letter(decision)[:many]
    return [(decision, head) for head in heads]


def _compose(
    waiting: Sequence[tuple[WrittenDecision, Owning]], building: Building
) -> list[WrittenText]:
    return queries.compose(waiting[0][0], [head for _told, head in waiting], building)


def _write(
    text: WrittenText, decision: WrittenDecision, head: Letterhead, *, on: date, by
) -> WrittenLetter:
    holding = text.head.holding
    reader = addressed([holding])[holding.pk]
    pdf = letter_pdf(text, reader, head=head, on=on)
    name = file_name(stem(decision), plain(holding.code), plain(reader.name))
    return WrittenLetter(
        decision=decision, holding=holding, **keep(reader, pdf, name=name, by=by)
    )


WRITTEN = Mailing(
    of="decision",
    path="decision",
    related=["holding"],
    letter=WrittenLetter,
    run=WrittenRun,
    expected=_expected,
    waiting=_waiting,
    lock=_lock,
    compose=_compose,
    write=_write,
    stem=stem,
    title=letter_title,
    mail="governance/written/mail.txt",
    pdf="governance:written-letter",
    event="written-letter",
    actions=LetterActions(
        ordered="written_letters.ordered",
        sent="written_letters.sent",
        posted="written_letters.posted",
        retried="written_letters.retried",
        redirected="written_letters.redirected",
    ),
    making="governance.make_written",
    making_key="written-letters",
    bundling="governance.bundle_written",
    bundling_key="written-post",
    sends_itself=True,
)
