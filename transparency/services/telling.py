"""Telling every member of a price: one row of the outbox each, in batches."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from buildings.models import Building
from koprogo.jobs.services import DONE, MORE, Outcome
from koprogo.notifications.services import queue
from transparency.models import PriceStep
from transparency.notices import price_mails
from transparency.queries.participations import running
from transparency.queries.tariffs import step_before

__all__ = ["BATCH", "Told", "tell_price"]

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Told:
    """``many`` members were told, up to the one with the primary key ``last``."""

    many: int
    last: int
    outcome: Outcome


@transaction.atomic
def tell_price(step: PriceStep, *, after: int, by) -> Told:
    """Put the mails of the next members in the outbox; whoever has one gets no second.

    The number of statements does not depend on the number of members.
    """
    members = running(timezone.localdate()).filter(pk__gt=after)
    batch = list(members.select_related("voter").order_by("pk")[:BATCH])
    association = Building.objects.select_related("tenant").get()
    before = step_before(step)
    queue([*price_mails(batch, step, before=before, association=association)], by=by)
    last = batch[-1].pk if batch else after
    return Told(len(batch), last, MORE if len(batch) == BATCH else DONE)
