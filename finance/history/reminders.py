"""Reminders, what keeps them back, and their levels.

Who is late is nobody's business but his own and the office's: others read that it
happened, never to whom.
"""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Value
from django.db.models.functions import Concat, Trim
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from koprogo.slots import AuditTarget, AuditWords

REMINDERS = _("Reminders")
PLANS = _("Instalment plans")
SEEN_BY = Permission.SEE_ALL_ACCOUNTS

WORDS = {
    "reminders.proposed": AuditWords(
        REMINDERS, _("%(number)s reminders are due."), SEEN_BY, _("Reminders are due.")
    ),
    "reminders.ordered": AuditWords(
        REMINDERS,
        _("%(number)s reminders were ordered."),
        SEEN_BY,
        _("Reminders were ordered."),
    ),
    "reminder.sent": AuditWords(
        REMINDERS,
        _("Reminder %(level)s over %(amount)s was sent to %(object)s."),
        SEEN_BY,
        _("A reminder was sent."),
    ),
    "reminder.cancelled": AuditWords(
        REMINDERS,
        _("The reminder to %(object)s was cancelled."),
        SEEN_BY,
        _("A reminder was cancelled."),
    ),
    "reminder.retried": AuditWords(
        REMINDERS,
        _("The failed e-mail of the reminder to %(object)s was tried again."),
        SEEN_BY,
        _("A failed e-mail was tried again."),
    ),
    "reminder.redirected": AuditWords(
        REMINDERS,
        _("The reminder to %(object)s goes by post, because its e-mail failed."),
        SEEN_BY,
        _("A reminder goes by post, because its e-mail failed."),
    ),
    "reminders.posted": AuditWords(
        REMINDERS,
        _("%(number)s reminders were noted as posted on %(on)s."),
        SEEN_BY,
        _("Reminders were noted as posted."),
    ),
    "reminders.paused": AuditWords(
        REMINDERS,
        _("No reminder goes to %(object)s before %(until)s."),
        SEEN_BY,
        _("Reminders were paused for a co-owner."),
    ),
    "reminders.pause_ended": AuditWords(
        REMINDERS,
        _("The pause of the reminders to %(object)s was ended."),
        SEEN_BY,
        _("A pause of reminders was ended."),
    ),
    "reminder_levels.changed": AuditWords(
        REMINDERS, _("The levels of reminders were changed: %(number)s of them.")
    ),
    "reminder_wording.changed": AuditWords(
        REMINDERS, _("The words of reminder %(level)s were changed.")
    ),
    "plan.agreed": AuditWords(
        PLANS,
        _("%(object)s pays %(amount)s in %(number)s instalments."),
        SEEN_BY,
        _("An instalment plan was agreed."),
    ),
    "plan.withdrawn": AuditWords(
        PLANS,
        _("The instalment plan of %(object)s was withdrawn."),
        SEEN_BY,
        _("An instalment plan was withdrawn."),
    ),
    "plan.kept": AuditWords(
        PLANS,
        _("%(object)s has paid the instalment plan as agreed."),
        SEEN_BY,
        _("An instalment plan was paid as agreed."),
    ),
    "plan.broken": AuditWords(
        PLANS,
        _("The instalment plan of %(object)s was not kept."),
        SEEN_BY,
        _("An instalment plan was not kept."),
    ),
}

WHOSE = StringAgg(
    Trim(
        Concat(
            "holding__members__owner__first_name",
            Value(" "),
            "holding__members__owner__last_name",
        )
    ),
    " & ",
    order_by="holding__members__pk",
)

TARGETS = {
    "finance.Reminder": AuditTarget("reminder", WHOSE),
    "finance.ReminderPause": AuditTarget("pause", WHOSE),
    "finance.InstalmentPlan": AuditTarget("plan", WHOSE),
}

VALUES = {
    "number": _("Number"),
    "level": _("Level"),
    "until": _("Until"),
}
