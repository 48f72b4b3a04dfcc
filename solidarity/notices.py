"""The words of the mails about a request: they say that there is news, never which.

Who reads over a shoulder learns that something waits behind a sign-in, and no more.
"""

from datetime import date

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from koprogo.notifications.models import Delivery
from koprogo.tenancy.models import Tenant
from koprogo.ui.formatting import day
from koprogo.ui.origin import mail_link
from solidarity.models import Request

__all__ = ["news", "receipt", "waiting"]


def receipt(request: Request, *, origin: str) -> Delivery:
    """Return the mail that says that what he sent has arrived."""
    return _mail(request, "receipt", origin=origin)


def news(request: Request, what: str, *, origin: str = "") -> Delivery:
    """Return the mail that says that there is news; ``what`` names it once for all."""
    return _mail(request, "news", origin=origin, event=what)


def waiting(request: Request, *, until: date, event: str) -> Delivery:
    """Return the mail that says that something is wanted from him until a day."""
    return _mail(request, "waiting", event=event, until=until)


def _mail(
    request: Request,
    words: str,
    *,
    origin: str = "",
    event: str = "",
    until: date | None = None,
) -> Delivery:
    """``origin``: of the site, for the link; the night knows it from the settings."""
    person = request.applicant
    asbl = Tenant.objects.get(kind=Tenant.Kind.ASBL).name
    with translation.override(person.language):
        context = {
            "name": str(person),
            "place": asbl,
            "link": mail_link("solidarity:requests", origin=origin),
            "until": day(until, person.language) if until else "",
        }
        subject = _("There is news about your request")
        body = render_to_string(f"solidarity/requests/mails/{words}.txt", context)
    return Delivery(
        event=f"request-{event or words}:{request.uuid}",
        recipient=f"user:{person.uuid}",
        channel=Delivery.Channel.EMAIL,
        language=person.language,
        name=str(person),
        address=person.email,
        subject=subject,
        body=body,
        sender=asbl,
    )
