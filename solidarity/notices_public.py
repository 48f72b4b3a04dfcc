"""Mails of the public side of the fund: none says anything of a request."""

from collections.abc import Iterable, Iterator

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from koprogo.accounts.models import User
from koprogo.notifications.models import Delivery
from koprogo.ui.origin import mail_link
from solidarity.models import FundReport, Request

__all__ = ["draft_mail", "news_mail", "ready_mails"]


def ready_mails(report: FundReport, people: Iterable[User]) -> Iterator[Delivery]:
    """Yield an e-mail to whoever may review a report; once for each making of it."""
    event = f"fund-report-ready:{report.uuid}:{report.documents.last().pk}"
    for person in people:
        with translation.override(person.language):
            context = {
                "name": person.name,
                "period": report.period,
                "link": mail_link("solidarity:fund-report", report.uuid),
            }
            yield _mail(
                person,
                event=event,
                subject=_("Solidarity fund: the report %(period)s is ready for review")
                % context,
                template="report_ready",
                context=context,
            )


def draft_mail(request: Request) -> Delivery:
    """Return the mail that a draft goes in two weeks, and how to keep it."""
    person = request.applicant
    with translation.override(person.language):
        return _mail(
            person,
            event=f"fund-draft-old:{request.uuid}:{request.changed_at:%Y%m%d}",
            subject=_("Your draft will be deleted in two weeks"),
            template="draft_old",
            context={"name": person.name, "link": mail_link("solidarity:requests")},
        )


def news_mail(request: Request, *, event: str) -> Delivery:
    """Return the mail that there is news about a request, and nothing else of it."""
    person = request.applicant
    with translation.override(person.language):
        return _mail(
            person,
            event=event,
            subject=_("There is news about your request"),
            template="news",
            context={"name": person.name, "link": mail_link("solidarity:requests")},
        )


def _mail(
    person: User, *, event: str, subject: str, template: str, context
) -> Delivery:
    return Delivery(
        event=event,
        recipient=f"user:{person.pk}",
        channel=Delivery.Channel.EMAIL,
        language=person.language,
        name=person.name,
        address=person.email,
        subject=subject[:200],
        body=render_to_string(f"solidarity/public/mails/{template}.txt", context),
        sender=_("Solidarity fund"),
    )
