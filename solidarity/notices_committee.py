"""The words of the committee's mails: deadlines, by pseudonym and nothing else."""

from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from koprogo.notifications.models import Delivery
from koprogo.ui.formatting import day
from koprogo.ui.origin import mail_link
from solidarity.models import Request, Seat

__all__ = ["deadline_mails"]

SENDER = "KoproGo"


def deadline_mails(
    request: Request, seats: Iterable[Seat], *, stage: str, origin: str
) -> list[Delivery]:
    """Return a mail to each member about a deadline; ``stage``: urgent, 5, 2 or over."""
    link = mail_link("solidarity:file", request.uuid, origin=origin)
    found = []
    for seat in seats:
        reader = seat.user
        with translation.override(reader.language):
            context = {
                "name": reader.name,
                "code": request.code,
                "stage": stage,
                "decide_by": day(request.decide_by, reader.language),
                "link": link,
            }
            body = render_to_string("solidarity/committee/mails/deadline.txt", context)
            subject = _("A decision of the committee is due: %(code)s") % {
                "code": request.code
            }
        event = f"deadline:{request.uuid}:{request.round}:{stage}"
        found.append(
            Delivery(
                event=event,
                recipient=f"user:{reader.uuid}",
                channel=Delivery.Channel.EMAIL,
                language=reader.language,
                name=reader.name,
                address=reader.email,
                subject=subject,
                body=body,
                sender=SENDER,
            )
        )
    return found
