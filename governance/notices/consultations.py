"""What owners are told of a consultation: that it is open, and what it came to."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.models import Consultation
from governance.notices.base import mails, owners_with_account, sender_of
from koprogo.audit.models import AuditEvent
from koprogo.notifications.models import Delivery


def about_opening(
    consultation: Consultation, *, event: AuditEvent, origin: str, by
) -> list[Delivery]:
    """Return the e-mails to every owner with an account: you are asked something."""
    return _mails(
        consultation,
        event,
        _("%(place)s: your opinion is asked"),
        "governance/consultations/mail_opened.txt",
        origin=origin,
        by=by,
    )


def about_result(
    consultation: Consultation, *, event: AuditEvent, origin: str, by
) -> list[Delivery]:
    """Return the e-mails to every owner with an account: the answers are counted."""
    return _mails(
        consultation,
        event,
        _("%(place)s: the answers to a consultation"),
        "governance/consultations/mail_closed.txt",
        origin=origin,
        by=by,
    )


def _mails(consultation, event, subject, template, *, origin, by) -> list[Delivery]:
    who = sender_of(origin=origin, by=by)
    address = [who.building.slug, consultation.uuid]
    return mails(
        owners_with_account(),
        event=f"consultation:{event.uuid}",
        subject=subject,
        template=template,
        path=reverse("governance:consultation", args=address),
        who=who,
        consultation=consultation,
    )
