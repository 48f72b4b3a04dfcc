"""The mail that a report waits for its review."""

from collections.abc import Iterable, Iterator

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from buildings.models import Building
from koprogo.accounts.models import User
from koprogo.notifications.models import Delivery
from transparency.models import Report
from transparency.words import report_title

EVENT = "report-ready"


def ready_mails(
    report: Report, people: Iterable[User], *, association: Building
) -> Iterator[Delivery]:
    """Yield an e-mail to whoever may review a draft, in his language; once a version."""
    for person in people:
        with translation.override(person.language):
            title = report_title(report)
            context = {
                "name": person.name,
                "title": title,
                "place": association.name,
                "version": report.version,
                "is_year": report.kind == Report.Kind.YEAR,
            }
            subject = _("%(place)s: %(title)s is ready for review") % context
            body = render_to_string("transparency/mails/report_ready.txt", context)
        yield Delivery(
            event=f"{EVENT}:{report.uuid}",
            recipient=f"user:{person.pk}",
            channel=Delivery.Channel.EMAIL,
            language=person.language,
            name=person.name,
            address=person.email,
            subject=subject[:200],
            body=body,
            sender=association.name,
        )
