"""The letters of a posted statement of charges, with the annexes for the occupants."""

from datetime import date

from django.db.models import Q

from finance.errors.charge_statements import StatementCancelled, StatementNotPosted
from finance.exports.letters import PDF, letter_name
from finance.exports.statements import (
    annex_pdf,
    charge_pdf,
    charge_stem,
    charge_title,
)
from finance.mailings.base import Mailing, keep
from finance.models import ChargeLetter, ChargeLetterRun, ChargeStatement
from finance.queries.charge_letters import ChargeText, compose_charges
from finance.queries.letters import Letterhead
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


CHARGES = Mailing(
    of="statement",
    letter=ChargeLetter,
    run=ChargeLetterRun,
    # Who neither bears anything nor was called anything has nothing to be told.
    tells=~Q(costs=0, provisions=0),
    lock=_lock,
    compose=compose_charges,
    write=_write,
    stem=charge_stem,
    title=charge_title,
    mail="finance/charges/mail.txt",
    event="charge-letter",
    making="finance.make_charge_letters",
    making_key="charge-letters",
    bundling="finance.bundle_charge_letters",
    bundling_key="charge-post",
    is_long=True,
)
