"""Somebody uses his rights towards the association: its syndic is told, and answers."""

import uuid

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from buildings.errors import NoAddress
from buildings.models import Building
from buildings.queries import syndic_of
from koprogo.audit.services import record
from koprogo.notifications.models import Delivery
from koprogo.notifications.services import queue

__all__ = ["ask_syndic"]


@transaction.atomic
def ask_syndic(building: Building, *, wish: str, text: str, by) -> Delivery:
    """Write to the syndic what ``by`` asks about his data; he answers to him directly.

    ``wish``: in words. It is written in the asker's language: he wrote the text. The
    history says that he asked, not what.

    Raises:
        NoAddress: no firm has a mandate today, or it has no e-mail address.
    """
    firm = syndic_of(building.pk, on=timezone.localdate())
    if firm is None or not firm.email:
        raise NoAddress(building)
    context = {"building": building, "person": by, "wish": wish, "text": text}
    subject = _("%(place)s: a request about personal data") % {"place": building.name}
    delivery = Delivery(
        event=f"data-request:{uuid.uuid4()}",
        recipient=f"firm:{firm.uuid}",
        channel=Delivery.Channel.EMAIL,
        language=by.language,
        name=firm.name,
        address=firm.email,
        subject=subject[:200],
        body=render_to_string("buildings/data_request_mail.txt", context),
        reply_to=by.email,
    )
    queue([delivery], by=by)
    record("data.requested", target=building, by=by)
    return delivery
