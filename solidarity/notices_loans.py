"""The mails about loans: neutral, in the reader's language, and exactly once."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from koprogo.accounts.models import User
from koprogo.notifications.models import Delivery
from koprogo.ui.formatting import day, money
from koprogo.ui.origin import mail_link
from solidarity.models import Aid, Debit, Seat
from solidarity.queries.debits import debit_event

__all__ = ["announcements", "debit_returned", "news", "news_for_committee", "news_of"]

SENDER = "KoproGo"


def announcements(rows: Iterable[Debit], *, leaves_at: datetime) -> Iterator[Delivery]:
    """Yield, for each debit, what is collected and when; forgotten once handed over."""
    for row in rows:
        user = row.aid.request.applicant
        with translation.override(user.language):
            context = {
                "name": user.name,
                "amount": money(row.amount, user.language),
                "on": day(row.batch.day, user.language),
                "mandate": row.aid.mandate,
                "code": row.aid.code,
                "link": mail_link("solidarity:loan", row.aid.uuid),
            }
            body = render_to_string("solidarity/loans/mails/debit.txt", context)
            subject = _("A payment from your account is announced")
        yield _mail(
            user, debit_event(row), subject, body, due_at=leaves_at, secret=True
        )


def debit_returned(row: Debit) -> Iterator[Delivery]:
    """Yield what the person and each member of the committee hear of it."""
    event = f"{debit_event(row)}:back"
    yield news_of(row.aid.request.applicant, event)
    yield from news_for_committee(event)


def news(aid: Aid, event: str) -> Delivery:
    """Return a mail that says nothing but that there is something to read."""
    return news_of(aid.request.applicant, event)


def news_of(user: User, event: str) -> Delivery:
    """Return the same for a person, whatever it is about."""
    with translation.override(user.language):
        context = {"name": user.name, "link": mail_link("solidarity:requests")}
        body = render_to_string("solidarity/loans/mails/news.txt", context)
        subject = _("There is news about your request")
    return _mail(user, event, subject, body)


def news_for_committee(*events: str) -> Iterator[Delivery]:
    """Yield a mail of each event to everybody who holds a seat today: one statement."""
    seats = Seat.objects.on(timezone.localdate()).select_related("user")
    for seat in seats:
        user = seat.user
        with translation.override(user.language):
            context = {
                "name": user.name,
                "link": mail_link("solidarity:committee-loans"),
            }
            body = render_to_string("solidarity/loans/mails/committee.txt", context)
            subject = _("The committee has something to look at")
        yield from (_mail(user, event, subject, body) for event in events)


def _mail(user: User, event: str, subject: str, body: str, **more) -> Delivery:
    return Delivery(
        event=event,
        recipient=f"user:{user.uuid}",
        channel=Delivery.Channel.EMAIL,
        language=user.language,
        name=user.name,
        address=user.email,
        subject=subject,
        body=body,
        sender=SENDER,
        **more,
    )
