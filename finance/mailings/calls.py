"""The letters of an issued call."""

from datetime import date
from functools import partial

from django.db.models import Q

from buildings.mailings import LetterActions, Letterhead, Mailing, keep
from finance.errors import CallCancelled, NotIssued
from finance.exports.letters import call_stem, letter_name, letter_pdf, letter_title
from finance.mailings.documents import expected, without_letter
from finance.models import Call, CallLetter, LetterRun
from finance.queries.letters import Letter, compose


def _lock(call: Call) -> Call:
    locked = Call.objects.select_for_update(of=("self",)).select_related(
        "entry__mirror"
    )
    call = locked.get(pk=call.pk)
    if not call.is_issued:
        raise NotIssued(call)
    if call.is_cancelled:
        raise CallCancelled(call)
    return call


def _write(letter: Letter, call: Call, head: Letterhead, *, on: date, by) -> CallLetter:
    pdf = letter_pdf(letter, call=call, head=head, on=on)
    name = letter_name(call_stem(call), letter.shown.holding, letter)
    return CallLetter(
        document=letter.document,
        to_pay=letter.to_pay,
        **keep(letter, pdf, name=name, by=by),
    )


# A part of 0.00 has nothing to tell: how it was computed stands on its page. Who has
# paid before gets his letter; it asks for nothing.
TELLS = Q(total__gt=0)

CALLS = Mailing(
    of="call",
    path="document__call",
    letter=CallLetter,
    run=LetterRun,
    related=["document__holding"],
    order="document",
    expected=partial(expected, tells=TELLS),
    waiting=partial(without_letter, tells=TELLS),
    lock=_lock,
    compose=compose,
    write=_write,
    stem=call_stem,
    title=letter_title,
    mail="finance/letters/mail.txt",
    pdf="finance:document-letter",
    event="call-letter",
    actions=LetterActions(
        ordered="letters.ordered",
        sent="letters.sent",
        posted="letters.posted",
        retried="letters.retried",
        redirected="letters.redirected",
    ),
    making="finance.make_letters",
    making_key="letters",
    bundling="finance.bundle_post",
    bundling_key="post",
)
