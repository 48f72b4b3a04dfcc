"""What those who ask for an assembly are told, and the syndic who has to convene it."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.models import AssemblyRequest
from governance.notices.base import mails, managers, sender_of
from governance.queries.requests import last_day_of
from governance.requesting import Support
from koprogo.accounts.models import User
from koprogo.audit.models import AuditEvent
from koprogo.notifications.models import Delivery


def about_reached(
    request: AssemblyRequest,
    people: Sequence[User | None],
    support: Support,
    *,
    event: AuditEvent,
    origin: str,
    by,
) -> list[Delivery]:
    """Return the e-mails to those who signed: the letter can be posted now."""
    who = sender_of(origin=origin, by=by)
    return mails(
        [person for person in people if person is not None],
        event=f"request:{event.uuid}",
        subject=_("%(place)s: your request for an assembly has enough signatures"),
        template="governance/requests/mail_reached.txt",
        path=_page(request, who),
        who=who,
        request=request,
        support=support,
    )


def about_receipt(
    request: AssemblyRequest, *, event: AuditEvent, origin: str, by
) -> list[Delivery]:
    """Return the e-mails to the syndic: until when he has to convene."""
    who = sender_of(origin=origin, by=by)
    return mails(
        managers(who),
        event=f"request:{event.uuid}",
        subject=_("%(place)s: co-owners ask for an assembly"),
        template="governance/requests/mail_received.txt",
        path=_page(request, who),
        who=who,
        request=request,
        last_day=last_day_of(request),
    )


def _page(request: AssemblyRequest, who) -> str:
    return reverse("governance:request", args=[who.building.slug, request.uuid])
