"""Who is reminded in Bellevue, who pays by instalments, and who is left in peace."""

from datetime import date, timedelta

from buildings.models import Holding
from finance.demo.chronicle import Chronicle
from finance.demo.letters import work
from finance.demo.stage import Stage
from finance.models import Reminder
from finance.queries.reminders import SENDING, reminders_to_post
from finance.services.plans import agree_plan, pause_reminders, plan_limits
from finance.services.reminder_letters import mark_reminders_posted, send_some
from finance.services.reminders import propose_reminders, send_reminders

# Days of a quarter on which the office sends what is due: the first level, the second,
# and in the quarter after it the third.
FIRST, SECOND, THIRD = 47, 63, 2
INSTALMENTS = 4


def plan(chronicle: Chronicle, stage: Stage) -> None:
    """The office reminds in the second year, but for what is due in the last quarter."""
    second, third = stage.quarters[5:7]
    for on in (
        *(
            quarter.day(number)
            for quarter in (second, third)
            for number in (FIRST, SECOND)
        ),
        third.day(THIRD),
    ):
        chronicle.at(on, lambda on=on: _remind(on, stage))


def _remind(on: date, stage: Stage) -> None:
    propose_reminders(on=on, by=None)
    proposed = Reminder.objects.filter(state=Reminder.State.PROPOSED)
    keys = dict(proposed.order_by("pk").values_list("pk", "uuid"))
    send_reminders(list(keys.values()), by=stage.manager)
    while send_some(list(keys), on=on, by=stage.manager) is not None:
        pass
    work(SENDING)


def agree(stage: Stage) -> None:
    """Agree with two who called the office, then propose what is due today.

    What was printed before is in the post.
    """
    today = stage.today
    printed = reminders_to_post().values_list("uuid", flat=True)
    mark_reminders_posted(letters=list(printed), on=today, by=stage.assistant)
    maes = Holding.objects.get(code="maes-wouter")
    overdue, _most = plan_limits(maes, on=today)
    agree_plan(
        maes,
        amount=overdue,
        count=INSTALMENTS,
        first_due=today + timedelta(days=12),
        by=stage.manager,
    )
    pause_reminders(
        Holding.objects.get(code="de-backer-lode"),
        until=today + timedelta(days=30),
        reason="Hospitalisé ; sa fille paiera avant la fin du mois prochain.",
        by=stage.manager,
    )
    propose_reminders(on=today, by=None)
