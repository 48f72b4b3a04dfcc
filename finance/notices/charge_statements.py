"""How the letter of a statement of charges is handed over."""

from django.template.loader import render_to_string
from django.utils import translation

from finance.exports.statements import charge_title
from finance.models import ChargeLetter, ChargeStatement
from finance.notices.letters import recipient
from finance.queries.charge_letters import charge_letter_event
from finance.queries.letters import Letterhead
from koprogo.notifications.models import Delivery


def charges_by_email(
    letter: ChargeLetter, statement: ChargeStatement, head: Letterhead
) -> Delivery:
    """Return the e-mail to the addressee, in his language, with the letter attached."""
    context = {
        "name": letter.name,
        "statement": statement,
        "balance": letter.document.balance,
        "building": head.building,
        "firm": head.firm,
    }
    with translation.override(letter.language):
        subject = charge_title(statement, head)
        body = render_to_string("finance/charges/mail.txt", context)
    return Delivery(
        channel=Delivery.Channel.EMAIL,
        address=letter.addressee.email,
        subject=subject[:200],
        body=body,
        sender=head.firm.name,
        reply_to=head.firm.email,
        **_letter(letter, statement),
    )


def charges_by_post(letter: ChargeLetter, statement: ChargeStatement) -> Delivery:
    """Return the line in the list of letters that somebody prints and posts."""
    return Delivery(
        channel=Delivery.Channel.POST,
        address=letter.address,
        subject=statement.title,
        **_letter(letter, statement),
    )


def _letter(letter: ChargeLetter, statement: ChargeStatement) -> dict[str, object]:
    return {
        "event": charge_letter_event(statement),
        "recipient": recipient(letter),
        "language": letter.language,
        "name": letter.name,
        "attachment": letter.file,
    }
