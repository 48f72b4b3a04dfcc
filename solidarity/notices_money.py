"""The mails about an aid: they say that there is news, and nothing of what it is."""

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from koprogo.notifications.models import Delivery
from koprogo.ui.origin import mail_link
from solidarity.models import Aid

__all__ = ["news", "reminder"]


def news(aid: Aid, *, event: str) -> Delivery:
    """Return "there is news" for the person (with request and applicant), in his words.

    ``event``: of which he hears once.
    """
    return _mail(aid, event=event, template="solidarity/money/mails/news.txt")


def reminder(aid: Aid, *, days: int) -> Delivery:
    """Return "something waits for you", once for each number of days."""
    return _mail(
        aid,
        event=f"aid-unsigned-{days}:{aid.uuid}",
        template="solidarity/money/mails/reminder.txt",
    )


def _mail(aid: Aid, *, event: str, template: str) -> Delivery:
    reader = aid.request.applicant
    with translation.override(reader.language):
        subject = _("There is news about your request")
        context = {"name": reader.name, "link": mail_link("solidarity:requests")}
        body = render_to_string(template, context)
    return Delivery(
        event=event,
        recipient=f"user:{reader.pk}",
        channel=Delivery.Channel.EMAIL,
        language=reader.language,
        name=reader.name,
        address=reader.email,
        subject=subject,
        body=body,
        sender="KoproGo",
    )
