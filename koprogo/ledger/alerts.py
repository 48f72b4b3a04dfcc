"""What happens when the nightly check finds something that can never be true."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from koprogo.audit.models import AuditEvent
from koprogo.audit.services import record
from koprogo.jobs.services import enqueue
from koprogo.slots import Finding
from koprogo.tenancy.models import Tenant

__all__ = ["ALARM", "raise_alarm", "tell_operators"]

ALARM = "ledger.alarm"
MOST_NAMED = 20


def raise_alarm(tenant: Tenant, findings: Sequence[Finding]) -> None:
    """Note in the history what is wrong, and have the operators told by e-mail.

    The e-mail is a job: it is tried again until the mail server takes it.
    """
    event = record(
        "books.broken",
        target=tenant,
        by=None,
        findings=len(findings),
        first="; ".join(f"{each.rule}: {each.what}" for each in findings[:MOST_NAMED]),
    )
    enqueue(ALARM, tenant_id=tenant.pk, by=None, event=event.pk)


def tell_operators(event: AuditEvent, tenant: Tenant) -> None:
    """Send what was found to those who run the site; to nobody when there is nobody.

    Not to Django's ADMINS: they would also get the page of every error, with what was
    typed there.
    """
    if not settings.OPERATOR_EMAILS:
        return
    subject = _("The books of %(tenant)s are broken") % {"tenant": tenant.slug}
    text = _(
        "The nightly check of the books of %(tenant)s found what can never be true: "
        "%(findings)s. Run verify_ledger, and let nobody close a year or settle charges "
        "before it is explained."
    ) % {"tenant": tenant.slug, "findings": event.data["findings"]}
    body = f"{text}\n\n{event.data['first']}\n"
    EmailMessage(subject, body, to=settings.OPERATOR_EMAILS).send()
