"""kill -9 of the worker in the middle of booking what was deferred: the next night does it
once.
"""

import signal
from datetime import timedelta
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from finance.models import Cost, DeferralStep
from finance.months import add_months
from koprogo.ledger.models import Entry
from koprogo.ledger.queries import account_balances, findings
from koprogo.tenancy import enter
from tests import cast
from tests.finance.crash.halfway import (
    history_held,
    wait_until_it_is_gone,
    wait_until_it_waits,
)
from tests.finance.invoices.making import a_line, every, posted
from tests.finance.year.clock import standing_at
from tests.workers import wait_for, worker

NIGHT = "finance.release_deferrals"


def inside():
    return enter(cast.tenant().pk, by=None)


def released():
    with inside():
        return Entry.objects.filter(source__startswith="deferral:").count()


def a_cost_of_a_year_booked_long_ago() -> None:
    """Its months wait on 490; a worker that has not run since then finds some begun."""
    day = timezone.localdate() - timedelta(days=100)
    first = day.replace(day=1)
    with standing_at(day):
        every(1)
        posted(a_line("1200.00", since=first, until=add_months(first, 12)), date=day)


def test_a_night_is_killed_halfway_and_the_next_one_does_it(own_database, broker):
    with inside():
        a_cost_of_a_year_booked_long_ago()
        begun = DeferralStep.objects.filter(entry=None, since__lte=timezone.localdate())
        many, due = begun.count(), begun.aggregate(sum=Sum("amount"))["sum"]
        left = account_balances("490")["490"] - due
        before = released()
    assert many == 3
    with worker(own_database, broker) as process, history_held(own_database):
        broker.client().send_task(NIGHT)
        wait_until_it_waits()
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    wait_until_it_is_gone()
    assert released() == before

    broker.empty()
    with worker(own_database, broker):
        for _night in range(2):
            broker.client().send_task(NIGHT)
        wait_for(lambda: released() == before + many)
    with inside():
        costs = Cost.objects.filter(entry__source__startswith="deferral:")
        assert costs.count() == before + many
        assert not begun.exists()
        assert account_balances("490", "440") == {"490": left, "440": Decimal(-1200)}
        assert findings() == []
