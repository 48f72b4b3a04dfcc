"""Arrears for tests: calls of the past, and reminders proposed, ordered and sent."""

from datetime import timedelta

from django.utils import timezone

from finance import services
from finance.models import Reminder
from finance.services.reminder_letters import send_some
from finance.services.reminders import propose_reminders, send_reminders
from tests.finance.factories import item


def days_ago(number):
    return timezone.localdate() - timedelta(days=number)


def due(amount="1000.00", *, on, **kwargs):
    """A call of that day, due on it, which nobody has paid yet: A 500, B 300, C 200."""
    call = services.draft_call(
        title="Provision", due_on=on, items=[item(amount, **kwargs)], by=None
    )
    return services.issue_call(call, by=None, on=on)


def proposed(*, on=None):
    """Propose what is due on a day; return it by account."""
    propose_reminders(on=on or timezone.localdate(), by=None)
    return waiting()


def waiting():
    rows = Reminder.objects.filter(state=Reminder.State.PROPOSED)
    return {one.holding.code: one for one in rows.select_related("holding")}


def send(reminders, *, on=None, by=None):
    """Order these reminders and do the worker's part on that day."""
    chosen = list(reminders)
    send_reminders([one.uuid for one in chosen], by=by)
    keys = [one.pk for one in chosen]
    while send_some(keys, on=on or timezone.localdate(), by=by) is not None:
        pass


def remind(*, on):
    """Send everything that is due on a day; return what was sent, by account."""
    found = proposed(on=on)
    send(found.values(), on=on)
    rows = Reminder.objects.filter(pk__in=[one.pk for one in found.values()])
    return {one.holding.code: one for one in rows.select_related("holding")}
