"""The letters of a posted statement of charges, with the annexes for the occupants."""

from datetime import date
from functools import partial

from django.db.models import Q

from buildings.mailings import LetterActions, Letterhead, Mailing, keep
from finance.errors.charge_statements import StatementCancelled, StatementNotPosted
from finance.exports.letters import PDF, letter_name
from finance.exports.statements import (
    annex_pdf,
    charge_pdf,
    charge_stem,
    charge_title,
)
from finance.mailings.documents import expected, without_letter
from finance.models import ChargeLetter, ChargeLetterRun, ChargeStatement
from finance.queries.charge_letters import ChargeText, compose_charges
from koprogo.documents.services import store


def _lock(statement: ChargeStatement) -> ChargeStatement:
    found = ChargeStatement.objects.select_for_update().get(pk=statement.pk)
    if not found.is_posted:
        raise StatementNotPosted(found)
    if found.is_cancelled:
        raise StatementCancelled(found)
    return found


def _write(
    text: ChargeText, statement: ChargeStatement, head: Letterhead, *, on: date, by
) -> ChargeLetter:
    stem, holding, reader = charge_stem(statement), text.shown.holding, text.reader
    annex = None
    if text.document.occupant:
        pdf = annex_pdf(text, head=head, on=on)
        name = letter_name(stem, holding, reader, "annex")
        annex = store(pdf, name=name, content_type=PDF, by=by)
    pdf = charge_pdf(text, head=head, on=on)
    name = letter_name(stem, holding, reader)
    return ChargeLetter(
        document=text.document, annex=annex, **keep(reader, pdf, name=name, by=by)
    )


# Who neither bears anything nor was called anything has nothing to be told.
TELLS = ~Q(costs=0, provisions=0)

CHARGES = Mailing(
    of="statement",
    path="document__statement",
    letter=ChargeLetter,
    run=ChargeLetterRun,
    related=["document__holding"],
    order="document",
    expected=partial(expected, tells=TELLS),
    waiting=partial(without_letter, tells=TELLS),
    lock=_lock,
    compose=compose_charges,
    write=_write,
    stem=charge_stem,
    title=charge_title,
    mail="finance/charges/mail.txt",
    pdf="finance:charge-document-letter",
    event="charge-letter",
    actions=LetterActions(
        ordered="charge_letters.ordered",
        sent="charge_letters.sent",
        posted="charge_letters.posted",
        retried="charge_letters.retried",
        redirected="charge_letters.redirected",
    ),
    making="finance.make_charge_letters",
    making_key="charge-letters",
    bundling="finance.bundle_charge_letters",
    bundling_key="charge-post",
    is_long=True,
)
