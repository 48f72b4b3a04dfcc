"""Minutes, the register of decisions and what is done after them: all owners read it."""

from django.db.models import F, Func, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from governance.models import Decision, DecisionTask, Signature
from koprogo.slots import AuditTarget, AuditWords

MINUTES = _("Minutes")
DECISIONS = _("Decisions")

WORDS = {
    "minutes.drafted": AuditWords(MINUTES, _("The minutes of %(object)s were begun.")),
    "minutes.notes_written": AuditWords(
        MINUTES, _("Remarks were written in the minutes of %(object)s.")
    ),
    "minutes.finished": AuditWords(
        MINUTES,
        _(
            "The minutes of %(object)s were finished; %(decisions)s decisions were "
            "entered in the register."
        ),
    ),
    "minutes.signed": AuditWords(
        MINUTES, _("The minutes of %(object)s were signed: %(role)s, %(way)s.")
    ),
    "minutes.letters_ordered": AuditWords(
        MINUTES, _("The letters with the minutes of an assembly were ordered.")
    ),
    "minutes.sent": AuditWords(
        MINUTES,
        _(
            "The minutes of an assembly were sent: %(emails)s by e-mail, %(post)s by "
            "post."
        ),
    ),
    "minutes.posted": AuditWords(
        MINUTES,
        _("%(letters)s letters with the minutes of an assembly were posted on %(on)s."),
    ),
    "minutes.retried": AuditWords(
        MINUTES,
        _("%(letters)s e-mails with the minutes of an assembly were sent again."),
    ),
    "minutes.redirected": AuditWords(
        MINUTES,
        _("%(letters)s letters with the minutes of an assembly go by post instead."),
    ),
    "task.added": AuditWords(
        DECISIONS, _("A task was added to the decision %(object)s: %(title)s.")
    ),
    "task.changed": AuditWords(
        DECISIONS, _("A task of the decision %(object)s was changed.")
    ),
    "decision.carried_out": AuditWords(
        DECISIONS, _("The decision %(object)s was carried out.")
    ),
}

TARGETS = {
    "governance.Decision": AuditTarget(
        "decision",
        Concat(
            Func(F("number"), template="%(expressions)s::text"), Value(". "), F("title")
        ),
        "governance:decision",
    ),
}

VALUES = {
    "assignee": DecisionTask._meta.get_field("assignee"),
    "budget": DecisionTask._meta.get_field("budget"),
    "ended_on": _("Ended on"),
    "effect": Decision._meta.get_field("effect"),
    "decisions": _("Decisions"),
    "way": Signature._meta.get_field("way"),
}
