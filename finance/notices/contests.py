"""What the two sides of a contested line are told, each in his own language."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from buildings.notices import Sender
from finance.models import Contest
from koprogo.accounts.models import User
from koprogo.audit.models import AuditEvent
from koprogo.notifications.models import Delivery


def to_syndic(
    manager: User, contest: Contest, *, event: AuditEvent, text: str, sender: Sender
) -> Delivery:
    """Return the e-mail to a syndic: what an owner wrote, or that he withdrew."""
    return _mail(
        "finance/contests/mail_syndic.txt", manager, contest, event, text, sender
    )


def to_owner(
    contest: Contest, *, event: AuditEvent, text: str, sender: Sender
) -> Delivery:
    """Return the e-mail to the owner, who has an account: what the syndic wrote."""
    reader = contest.owner.user
    return _mail(
        "finance/contests/mail_owner.txt", reader, contest, event, text, sender
    )


def _mail(
    template: str,
    reader: User,
    contest: Contest,
    event: AuditEvent,
    text: str,
    sender: Sender,
) -> Delivery:
    place = sender.building.name
    page = reverse("finance:contest", args=[sender.building.slug, contest.uuid])
    with translation.override(reader.language):
        context = {
            "name": reader.name,
            "place": place,
            "contest": contest,
            "text": text,
            "link": f"{sender.origin}{page}",
            "who": sender.inviter,
        }
        subject = _("%(place)s: a contested line") % {"place": place}
        body = render_to_string(template, context)
    return Delivery(
        event=f"contest:{event.uuid}",
        recipient=f"user:{reader.uuid}",
        channel=Delivery.Channel.EMAIL,
        language=reader.language,
        name=reader.name,
        address=reader.email,
        subject=subject[:200],
        body=body,
        sender=str(sender.firm or ""),
    )
