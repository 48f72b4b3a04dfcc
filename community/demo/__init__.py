"""Neighbours of the demo: half a year at Bellevue, and a place without books in Ghent.

Everything happens through the services, each act at the moment of its day (``clock``).
What a mail would have told then is not sent today.
"""

from collections.abc import Mapping
from datetime import date

from django.db.models import F
from django.utils.translation import override

from community.demo import bellevue, lindehof
from community.demo.clock import Days
from community.tasks import tell_impact
from finance.demo.stage import Stage
from koprogo.accounts.models import User
from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

__all__ = ["play", "play_beside"]

BELLEVUE = "residence-bellevue"


def play(slug: str, stage: Stage) -> None:
    """Let the neighbours of a building meet, in the building entered."""
    if slug != BELLEVUE:
        return
    with override("fr"):
        bellevue.play(stage)
    _forget_old_news(stage.today)


def play_beside(today: date, users: Mapping[str, User]) -> None:
    """Found the place that only neighbours use; then tell what all of them achieved."""
    with override("nl"):
        lindehof.play(Days(today), users, origin="")
    with Days(today).on(0):
        tell_impact()
    with enter(Tenant.objects.get(slug=lindehof.SLUG).pk, by=None):
        _forget_old_news(today)


def _forget_old_news(today: date) -> None:
    """Neighbours were told when it happened, not today."""
    old = Delivery.objects.emails().waiting().filter(created_at__date__lt=today)
    old.update(state=Delivery.State.SENT, sent_at=F("created_at"), body="")
