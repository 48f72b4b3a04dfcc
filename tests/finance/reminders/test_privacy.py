"""What a copy of one's data has of reminders, and when their letters are forgotten."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from buildings.models import Owner
from finance import personal
from finance.models import Reminder, ReminderLetter
from finance.services.forgetting import forget_reminder_letters
from finance.services.plans import pause_reminders
from koprogo.documents.models import File
from koprogo.notifications.models import Delivery
from koprogo.slots import PersonalFile, PersonalTable
from tests import cast
from tests.finance.reminders import making
from tests.finance.reminders.arrears import days_ago
from tests.finance.reminders.pages import inside

IN_2018 = datetime(2018, 12, 31, 22, 59, tzinfo=UTC)


def test_a_copy_of_one_s_data(acacias):
    omar, clara = cast.holding("H1"), cast.holding("H2")
    for holding in (omar, clara):
        making.a_plan(holding)
        making.a_reminder(holding)
        pause_reminders(holding, until=days_ago(-5), reason=holding.code, by=None)
    letter = ReminderLetter.objects.filter(reminder__holding=omar)
    letter.update(addressee=Owner.objects.get(code="omar"))
    others = ReminderLetter.objects.filter(reminder__holding=clara)
    others.update(addressee=Owner.objects.get(code="clara"))
    found = list(personal.here(cast.user("omar")))
    tables = {
        one.name: list(one.rows) for one in found if isinstance(one, PersonalTable)
    }
    [reminder] = tables["reminders"]
    assert (reminder["level"], str(reminder["overdue"])) == (9, "10.00")
    assert [row["reason"] for row in tables["reminder_pauses"]] == ["H1"]
    [part] = tables["instalment_plans"]
    assert str(part["amount"]) == "10.00"
    files = [one.read() for one in found if isinstance(one, PersonalFile)]
    assert files == [b"%PDF-"]


def test_letters_are_forgotten_like_vouchers(db):
    with inside():
        for code in ("H1", "H2"):
            making.a_reminder(cast.holding(code))
        old = ReminderLetter.objects.filter(reminder__holding__code="H1")
        old.update(made_at=IN_2018)
        Delivery.objects.filter(reminderletter__in=old).update(created_at=IN_2018)
    now = timezone.now()
    assert forget_reminder_letters(now.replace(year=2025)) == 0
    assert forget_reminder_letters(now + timedelta(days=1)) == 1
    with inside():
        assert [one.holding.code for one in Reminder.objects.order_by("pk")] == [
            "H1",
            "H2",
        ]
        counts = [model.objects.count() for model in (ReminderLetter, Delivery, File)]
        assert counts == [1, 1, 1]
