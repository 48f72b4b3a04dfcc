"""How a letter is handed over: the e-mail around it, or a line in the list for post."""

from django.template.loader import render_to_string
from django.utils import translation

from finance.exports import letter_title
from finance.models import Call, CallLetter
from finance.queries.letters import Letterhead, letter_event
from koprogo.notifications.models import Delivery


def by_email(letter: CallLetter, call: Call, head: Letterhead) -> Delivery:
    """Return the e-mail to the addressee, in his language, with the letter attached."""
    context = {
        "name": letter.name,
        "title": call.title,
        "due_on": call.due_on,
        "to_pay": letter.to_pay,
        "building": head.building,
        "firm": head.firm,
    }
    with translation.override(letter.language):
        subject = letter_title(call, head)
        body = render_to_string("finance/letter_mail.txt", context)
    return Delivery(
        channel=Delivery.Channel.EMAIL,
        address=letter.addressee.email,
        subject=subject[:200],
        body=body,
        sender=head.firm.name,
        reply_to=head.firm.email,
        **_letter(letter, call),
    )


def by_post(letter: CallLetter, call: Call) -> Delivery:
    """Return the line in the list of letters that somebody prints and posts."""
    return Delivery(
        channel=Delivery.Channel.POST,
        address=letter.address,
        subject=call.title,
        **_letter(letter, call),
    )


def recipient(letter: CallLetter) -> str:
    """Return whom a delivery is for: exactly one for each event (notifications)."""
    return f"holding:{letter.holding.uuid}"


def _letter(letter: CallLetter, call: Call) -> dict[str, object]:
    return {
        "event": letter_event(call),
        "recipient": recipient(letter),
        "language": letter.language,
        "name": letter.name,
        "attachment": letter.file,
    }
