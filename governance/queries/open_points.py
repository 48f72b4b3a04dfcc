"""What earlier decisions left to be done, as a point of the next agenda."""

from collections.abc import Sequence
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from governance.models import DecisionTask
from governance.queries.decisions import open_tasks
from governance.queries.drafts import ItemDraft
from governance.subjects import Subject
from governance.words import SUBJECTS
from koprogo.ui.formatting import day

#: an explanation holds 8,000 characters; the last line says how many are left out
LONGEST = 7800


def follow_up_point(languages: Sequence[str], *, on: date) -> ItemDraft | None:
    """Return a point without a vote that lists the open tasks as they are ``on`` a day.

    None: nothing is open. The frame is in each language, a task in that of its writer.
    One statement.
    """
    tasks = list(open_tasks())
    if not tasks:
        return None
    title, text = {}, {}
    for language in languages:
        with translation.override(language):
            title[language] = str(SUBJECTS[Subject.FOLLOW_UP])
            text[language] = _text(tasks, on, language)
    return ItemDraft(subject=Subject.FOLLOW_UP, title=title, text=text)


def _text(tasks: Sequence[DecisionTask], on: date, language: str) -> str:
    lines = [_("Open on %(day)s:") % {"day": day(on, language)}]
    for number, task in enumerate(tasks):
        line = _line(task, language)
        if len("\n".join([*lines, line])) > LONGEST:
            more = {"number": len(tasks) - number}
            return "\n".join([*lines, _("… and %(number)s more.") % more])
        lines.append(line)
    return "\n".join(lines)


def _line(task: DecisionTask, language: str) -> str:
    facts = [task.get_state_display()]
    if task.assignee:
        facts.append(task.assignee)
    if task.due_on:
        facts.append(_("until %(day)s") % {"day": day(task.due_on, language)})
    if task.note:
        facts.append(task.note)
    decided = _("decided on %(day)s") % {"day": day(task.decision.decided_on, language)}
    return f"– {task.title} ({decided}): {', '.join(facts)}"
