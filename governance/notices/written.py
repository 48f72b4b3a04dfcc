"""What owners and the syndic are told when a written decision has ended."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.models import WrittenDecision
from governance.notices.base import mails, managers, owners_with_account, sender_of
from koprogo.audit.models import AuditEvent
from koprogo.notifications.models import Delivery


def about_end(
    decision: WrittenDecision, *, event: AuditEvent, origin: str, by
) -> list[Delivery]:
    """Return the e-mails to every owner with an account, and to the syndic."""
    who = sender_of(origin=origin, by=by)
    return mails(
        [*owners_with_account(), *managers(who)],
        event=f"written:{event.uuid}",
        subject=_("%(place)s: the outcome of a written decision"),
        template="governance/written/mail_ended.txt",
        path=reverse("governance:written", args=[who.building.slug, decision.uuid]),
        who=who,
        decision=decision,
    )
