"""How the letter of a reminder is handed over."""

from django.template.loader import render_to_string
from django.utils import translation

from finance.exports import reminder_title
from finance.models import ReminderLetter
from finance.notices.letters import recipient
from finance.queries.letters import Letterhead
from finance.queries.reminders import Notice, reminder_event
from koprogo.notifications.models import Delivery


def reminder_by_email(
    letter: ReminderLetter, notice: Notice, head: Letterhead
) -> Delivery:
    """Return the e-mail to the addressee, in his language, with the letter attached."""
    context = {"notice": notice, "building": head.building, "firm": head.firm}
    with translation.override(letter.language):
        subject = reminder_title(notice, head)
        body = render_to_string("finance/reminders/mail.txt", context)
    return Delivery(
        channel=Delivery.Channel.EMAIL,
        address=letter.addressee.email,
        subject=subject[:200],
        body=body,
        sender=head.firm.name,
        reply_to=head.firm.email,
        **_letter(letter),
    )


def reminder_by_post(letter: ReminderLetter, notice: Notice) -> Delivery:
    """Return the line in the list of letters that somebody prints and posts."""
    return Delivery(
        channel=Delivery.Channel.POST,
        address=letter.address,
        subject=notice.wording.subject,
        **_letter(letter),
    )


def _letter(letter: ReminderLetter) -> dict[str, object]:
    return {
        "event": reminder_event(letter.reminder),
        "recipient": recipient(letter),
        "language": letter.language,
        "name": letter.name,
        "attachment": letter.file,
    }
