"""Mails between neighbours: that there is news, where it is, and never what it says.

Each neighbour chose about what he gets mail; nothing goes to who has left.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from buildings.models import Building, FirmMember, Grant, Module, Role
from buildings.queries import writer_of
from community.models import Mail, Neighbour
from koprogo.notifications.models import Delivery
from koprogo.notifications.services import queue
from koprogo.ui.origin import mail_link

__all__ = ["News", "tell", "tell_moderators"]


@dataclass(frozen=True, slots=True)
class News:
    """``words``: the template in ``community/mails/``; ``context``: what it needs.

    ``event`` names it once for all: told again, nothing is sent. ``page``: the name of
    its address and what follows the building in it. ``origin``: of the site.
    ``module``: of which it is; while that is off, nothing of it is told.
    """

    words: str
    event: str
    page: tuple[Any, ...]
    origin: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    module: Module | str = ""


def tell(
    people: Iterable[Neighbour],
    news: News,
    *,
    about: Mail,
    besides: Neighbour | None = None,
) -> int:
    """Queue one mail for each who wants mails about this; return how many.

    ``besides``: who did it, and needs no mail about it. Statements: constant.
    """
    wanted = [
        person
        for person in people
        if about in person.mails and person.left_at is None and person != besides
    ]
    if not wanted:
        return 0
    prefetch_related_objects(wanted, "user")
    return _queue([(person.user, person.name) for person in wanted], news)


def tell_moderators(event: str, *, origin: str = "") -> int:
    """Queue one mail for each of the council, or of the syndic where there is none.

    It says that something waits, and nothing about it. Returns how many.
    """
    building, today = _building(), timezone.localdate()
    council = Grant.objects.on(today).filter(tenant=building.pk, role=Role.COUNCIL)
    rows = list(council.select_related("user"))
    if not rows:
        firm = writer_of(building, on=today)
        managers = FirmMember.objects.on(today).filter(role=Role.MANAGER, firm=firm)
        rows = list(managers.select_related("user"))
    news = News("waiting", event, ("community:queue",), origin)
    return _queue([(row.user, str(row.user)) for row in rows], news)


def _building() -> Building:
    return Building.objects.select_related("tenant").get()


def _queue(people: list[tuple[Any, str]], news: News) -> int:
    building = _building()
    if news.module and news.module not in building.modules:
        return 0
    queue([_mail(user, name, building, news) for user, name in people], by=None)
    return len(people)


def _mail(user, name: str, building: Building, news: News) -> Delivery:
    page, *rest = news.page
    with translation.override(user.language):
        body = render_to_string(
            f"community/mails/{news.words}.txt",
            {
                "name": name,
                "building": building.name,
                "link": mail_link(page, building.slug, *rest, origin=news.origin),
                "choices": mail_link("community:me", building.slug, origin=news.origin),
                **news.context,
            },
        )
        subject = _("News from your neighbours: %(building)s")
    return Delivery(
        event=f"neighbours-{news.event}",
        recipient=f"user:{user.uuid}",
        channel=Delivery.Channel.EMAIL,
        language=user.language,
        name=str(user),
        address=user.email,
        subject=subject % {"building": building.name},
        body=body,
        sender=building.name,
    )
