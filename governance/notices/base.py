"""How people are told by e-mail what happens between assemblies, each in his language."""

from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.functional import Promise

from buildings.models import Building, FirmMember, Role
from buildings.notices import Sender
from buildings.queries import holding_owners
from buildings.services.invitations import sender
from koprogo.accounts.models import User
from koprogo.notifications.models import Delivery


def sender_of(*, origin: str, by) -> Sender:
    """Return who writes today in the name of the building entered."""
    building = Building.objects.select_related("tenant").get()
    return sender(building, origin=origin, by=by)


def managers(who: Sender) -> list[User]:
    """Return the syndics of the firm whose mandate runs."""
    members = FirmMember.objects.on(timezone.localdate())
    found = members.filter(firm=who.firm, role=Role.MANAGER).select_related("user")
    return [member.user for member in found]


def owners_with_account() -> list[User]:
    """Return the owners of today who can sign in to read and to answer."""
    found = holding_owners(on=timezone.localdate()).exclude(user=None)
    return [owner.user for owner in found.select_related("user")]


def mails(
    readers: Iterable[User],
    *,
    event: str,
    subject: Promise,
    template: str,
    path: str,
    who: Sender,
    **told,
) -> list[Delivery]:
    """Return an e-mail to each reader, once.

    ``subject`` says %(place)s. ``path``: of the page to read on. Who writes knows his
    site only when somebody was at work on it: without it the page is not linked.
    """
    place = who.building.name
    found = []
    for reader in {reader.pk: reader for reader in readers}.values():
        with translation.override(reader.language):
            context = {
                "name": reader.name,
                "place": place,
                "link": f"{who.origin}{path}" if who.origin else "",
                "who": who.inviter,
                **told,
            }
            about = str(subject) % {"place": place}
            body = render_to_string(template, context)
        found.append(_delivery(reader, event, about, body, who))
    return found


def _delivery(reader: User, event: str, about: str, body: str, who: Sender) -> Delivery:
    return Delivery(
        event=event,
        recipient=f"user:{reader.uuid}",
        channel=Delivery.Channel.EMAIL,
        language=reader.language,
        name=reader.name,
        address=reader.email,
        subject=about[:200],
        body=body,
        sender=str(who.firm or ""),
    )
