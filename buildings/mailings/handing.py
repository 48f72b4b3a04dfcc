"""How a letter is handed over: the e-mail around it, or a line in the list for post."""

from collections.abc import Callable

from django.template.loader import render_to_string
from django.utils import translation

from buildings.mailings.base import Letterhead
from buildings.mailings.ways import why_post
from buildings.models.letters import Letter
from buildings.wording import speaking_in
from koprogo.notifications.models import Delivery


def handed_over(
    letter: Letter,
    head: Letterhead,
    *,
    event: str,
    about: str,
    title: Callable[[Letterhead], str],
    mail: str,
    **told,
) -> Delivery:
    """Return the e-mail to the addressee, in his language, with the letter attached;
    or, without his consent, the line in the list of letters that somebody posts.

    ``about``: what that line says. ``title``: of the e-mail, in the active language.
    ``mail``: the template of its text, which reads what is ``told``.
    """
    common = {
        "event": event,
        "recipient": letter.recipient,
        "language": letter.language,
        "name": letter.name,
        "attachment": letter.file,
    }
    if why_post(letter):
        return Delivery(
            channel=Delivery.Channel.POST,
            address=letter.address,
            subject=about[:200],
            **common,
        )
    context = {"letter": letter, "building": head.building, "firm": head.firm, **told}
    with translation.override(letter.language), speaking_in(head.building.tenant.kind):
        subject, body = title(head), render_to_string(mail, context)
    return Delivery(
        channel=Delivery.Channel.EMAIL,
        address=letter.addressee.email,
        subject=subject[:200],
        body=body,
        sender=head.firm.name,
        reply_to=head.firm.email,
        **common,
    )
