"""The mails between the auditor of the accounts and the syndic."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from buildings.models import Building
from finance.models import AuditorQuestion
from koprogo.accounts.models import User
from koprogo.notifications.models import Delivery


def asked_by_email(
    question: AuditorQuestion, building: Building, *, to: User, origin: str
) -> Delivery:
    """Return the mail that tells a syndic of a question, in his language."""
    with translation.override(to.language):
        subject = _("%(place)s: a question of the auditor of the accounts")
        return _mail(question, building, "asked", subject, to=to, origin=origin)


def answered_by_email(
    question: AuditorQuestion, building: Building, *, origin: str
) -> Delivery:
    """Return the mail that tells the auditor of the answer, in his language."""
    to = question.check_of.auditor
    with translation.override(to.language):
        subject = _("%(place)s: an answer to your question about the accounts")
        return _mail(question, building, "answered", subject, to=to, origin=origin)


def _mail(
    question: AuditorQuestion,
    building: Building,
    what: str,
    subject: str,
    *,
    to: User,
    origin: str,
) -> Delivery:
    page = reverse("finance:audit-question", args=[building.slug, question.uuid])
    context = {
        "question": question,
        "place": building.name,
        "to": to,
        "address": f"{origin}{page}",
    }
    return Delivery(
        event=f"auditor-question-{what}:{question.uuid}",
        recipient=f"user:{to.uuid}",
        channel=Delivery.Channel.EMAIL,
        language=to.language,
        name=to.name,
        address=to.email,
        subject=(subject % {"place": building.name})[:200],
        body=render_to_string(f"finance/auditor/{what}_mail.txt", context),
        sender=building.name,
    )
