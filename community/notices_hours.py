"""The words of the mails about an exchange of hours: that there is something to do.

What neighbours wrote to each other, and how long it took, stands on the page alone.
"""

from collections.abc import Iterable
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from buildings.models import Module
from community.models import HoursExchange, Mail, Neighbour
from community.notices import News, tell

__all__ = ["About", "tell_mediators", "tell_of"]


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
    About.ASKED: _("A neighbour asks you for an exchange of hours."),
    About.ACCEPTED: _("A neighbour accepted your exchange of hours."),
    About.DECLINED: _("An exchange of hours does not take place."),
    About.DONE: _(
        "A neighbour says that an exchange of hours is done. Please confirm how long it "
        "took."
    ),
    About.REMINDER: _(
        "An exchange of hours waits for your confirmation. Without a word of yours it "
        "counts a week from now."
    ),
    About.DISPUTED: _("An exchange of hours goes to a mediator."),
    About.SETTLED: _("A mediator has settled an exchange of hours."),
    About.UNDO: _(
        "A neighbour asks you to undo an exchange of hours. Nothing changes unless you "
        "agree."
    ),
}
MEDIATE = _("An exchange of hours waits for a mediator.")


def tell_of(
    about: About, exchange: HoursExchange, *, to: Iterable[Neighbour], once: str = ""
) -> int:
    """Queue the mail about an exchange to each who wants such mails; return how many.

    ``once``: tells apart what can happen to an exchange more than once.
    """
    event = f"hours-{about}:{exchange.uuid}:{once}".rstrip(":")
    page = ("community:hours-exchange", exchange.uuid)
    return _tell(to, event, page, SENTENCES[about])


def tell_mediators(exchange: HoursExchange, *, to: Iterable[Neighbour]) -> int:
    """Queue a mail to each who may decide it; it does not say between whom."""
    event = f"hours-mediate:{exchange.uuid}"
    return _tell(to, event, ("community:hours-disputes",), MEDIATE)


def _tell(
    to: Iterable[Neighbour], event: str, page: tuple[object, ...], sentence: Promise
) -> int:
    said = {"sentence": sentence}
    news = News("sentence", event, page, context=said, module=Module.HOURS)
    return tell(to, news, about=Mail.HOURS)
