"""The mails about an exchange of hours: that there is something to do, and no more.

What neighbours wrote to each other, and how long it took, stands on the page alone.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buildings.models import Building
from community.models import HoursExchange, Neighbour
from koprogo.notifications.models import Delivery
from koprogo.ui.origin import mail_link

__all__ = ["About", "mails", "mediation_mails"]


class About(StrEnum):
    """What somebody is told of."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    REMINDER = "reminder"
    DISPUTED = "disputed"
    SETTLED = "settled"
    UNDO = "undo"


SENTENCES: dict[About, Promise] = {
    About.ASKED: gettext_lazy("A neighbour asks you for an exchange of hours."),
    About.ACCEPTED: gettext_lazy("A neighbour accepted your exchange of hours."),
    About.DECLINED: gettext_lazy("An exchange of hours does not take place."),
    About.DONE: gettext_lazy(
        "A neighbour says that an exchange of hours is done. Please confirm how long it "
        "took."
    ),
    About.REMINDER: gettext_lazy(
        "An exchange of hours waits for your confirmation. Without a word of yours it "
        "counts a week from now."
    ),
    About.DISPUTED: gettext_lazy("An exchange of hours goes to a mediator."),
    About.SETTLED: gettext_lazy("A mediator has settled an exchange of hours."),
    About.UNDO: gettext_lazy(
        "A neighbour asks you to undo an exchange of hours. Nothing changes unless you "
        "agree."
    ),
}


def mails(
    exchange: HoursExchange, about: About, to: Iterable[Neighbour], *, round_: str = ""
) -> Iterator[Delivery]:
    """Yield a mail to each, in his language; nobody who has left gets one.

    ``round_``: tells apart what can happen to an exchange more than once.
    """
    event = f"hours-{about}:{exchange.uuid}:{round_}".rstrip(":")
    building = Building.objects.get()
    link = mail_link("community:hours-exchange", building.slug, exchange.uuid)
    for neighbour in to:
        if neighbour.left_at is None:
            yield _mail(neighbour, event, SENTENCES[about], link, building)


def mediation_mails(
    exchange: HoursExchange, to: Iterable[Neighbour]
) -> Iterator[Delivery]:
    """Yield a mail to each mediator who may decide it; it does not say between whom."""
    event = f"hours-mediate:{exchange.uuid}"
    building = Building.objects.get()
    link = mail_link("community:hours-disputes", building.slug)
    sentence = gettext_lazy("An exchange of hours waits for a mediator.")
    for neighbour in to:
        yield _mail(neighbour, event, sentence, link, building)


def _mail(
    neighbour: Neighbour, event: str, sentence: Promise, link: str, building: Building
) -> Delivery:
    user = neighbour.user
    with translation.override(user.language):
        context = {
            "name": neighbour.name,
            "sentence": str(sentence),
            "place": building.name,
            "link": link,
        }
        body = render_to_string("community/hours/mails/news.txt", context)
        subject = _("%(place)s: news about an exchange of hours") % {
            "place": building.name
        }
    return Delivery(
        event=event,
        recipient=f"user:{user.uuid}",
        channel=Delivery.Channel.EMAIL,
        language=user.language,
        name=user.name,
        address=user.email,
        subject=subject[:200],
        body=body,
        sender=building.name,
    )
