"""What of past assemblies waits for the office: notices, and lines of the month."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buildings.access import Permission
from governance.queries.decisions import late_tasks, open_tasks, to_carry_out
from governance.queries.minutes import due_minutes, urgent_minutes
from koprogo.slots import CockpitLine, Notice
from koprogo.ui.templatetags.ui import day

SECTION = gettext_lazy("Assemblies")


def minutes_to_send(today: date) -> Iterator[Notice]:
    """Tell the office which minutes are late, or nearly."""
    for due in urgent_minutes(on=today):
        days = {"day": day(due.assembly.day), "last": day(due.on)}
        if due.is_late:
            text = _("The minutes of %(day)s should have been sent by %(last)s.")
        else:
            text = _("The minutes of %(day)s must be sent by %(last)s.")
        yield Notice("bad" if due.is_late else "warn", text % days)


def lines(request) -> Iterator[CockpitLine]:
    """Yield the minutes to be sent and the decisions to be carried out."""
    if request.access.allows(Permission.PREPARE_ASSEMBLIES):
        slug, today = request.access.building.slug, timezone.localdate()
        yield _minutes(slug, today)
        yield _decisions(slug, today)


def _minutes(slug: str, today) -> CockpitLine:
    due = next(due_minutes(on=today), None)
    if due is None:
        state, proof = "done", _("The minutes of every assembly were sent.")
        url = reverse("governance:assemblies", args=[slug])
    else:
        state = "late" if due.is_late else "to_do"
        proof = _("The minutes of %(day)s are not sent yet.") % {
            "day": day(due.assembly.day)
        }
        url = reverse("governance:minutes", args=[slug, due.assembly.uuid])
    return CockpitLine(
        what="minutes",
        section=SECTION,
        label=gettext_lazy("Minutes sent"),
        state=state,
        proof=proof,
        rule=gettext_lazy("Within 30 days of the assembly (art. 3.87 §12)"),
        url=url,
        due_on=due and due.on,
    )


def _decisions(slug: str, today) -> CockpitLine:
    waiting, tasks = to_carry_out().count(), open_tasks().count()
    late = late_tasks(on=today).count() if tasks else 0
    state = "late" if late else "to_do" if waiting or tasks else "done"
    proof = _(
        "%(waiting)s to carry out, %(tasks)s tasks open, %(late)s of them overdue"
    ) % {"waiting": waiting, "tasks": tasks, "late": late}
    return CockpitLine(
        what="decisions",
        section=SECTION,
        label=gettext_lazy("Decisions to carry out"),
        state=state,
        proof=proof,
        rule=gettext_lazy("By the days that the tasks say"),
        url=reverse("governance:tasks", args=[slug]),
    )
