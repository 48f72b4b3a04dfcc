"""What the office and the council are told of a mandate that ends, in their language."""

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from buildings.models import Owner
from buildings.notices import Sender
from buildings.queries import address_of
from governance.queries.mandates import Syndic
from koprogo.notifications.models import Delivery


@dataclass(frozen=True, slots=True)
class Person:
    """Who is written to; ``recipient``: as the outbox knows him."""

    recipient: str
    name: str
    address: str
    language: str


def of_user(user) -> Person:
    return Person(f"user:{user.uuid}", user.name, user.email, user.language)


def of_owner(owner: Owner) -> Person:
    return Person(f"owner:{owner.uuid}", str(owner), address_of(owner), owner.language)


def mandate_ends(
    person: Person, syndic: Syndic, *, event: str, day: date, sender: Sender
) -> Delivery:
    """Return the e-mail: when the mandate ends, and what has to be done before."""
    place = sender.building.name
    with translation.override(person.language):
        context = {
            "name": person.name,
            "place": place,
            "syndic": syndic,
            "days": syndic.days_left(day),
        }
        subject = _("%(place)s: the mandate of the syndic ends") % {"place": place}
        body = render_to_string("governance/mandates/ends_mail.txt", context)
    return Delivery(
        event=event,
        recipient=person.recipient,
        channel=Delivery.Channel.EMAIL,
        language=person.language,
        name=person.name,
        address=person.address,
        subject=subject[:200],
        body=body,
        sender=str(sender.firm or ""),
    )
