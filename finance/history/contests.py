"""Contested lines. Who contests is nobody's business but his own and the office's."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from finance.history.reminders import WHOSE
from finance.models import Contest
from koprogo.slots import AuditTarget, AuditWords

CONTESTS = _("Contested lines")
SEEN_BY = Permission.SEE_ALL_ACCOUNTS

WORDS = {
    "contest.opened": AuditWords(
        CONTESTS, _("%(object)s contested a line."), SEEN_BY, _("A line was contested.")
    ),
    "contest.replied": AuditWords(
        CONTESTS,
        _("%(object)s wrote in the file of a contested line."),
        SEEN_BY,
        _("A co-owner wrote in the file of a contested line."),
    ),
    "contest.answered": AuditWords(
        CONTESTS,
        _("%(object)s got an answer about a contested line."),
        SEEN_BY,
        _("A contested line was answered."),
    ),
    "contest.closed": AuditWords(
        CONTESTS,
        _("The file of the line contested by %(object)s was closed: %(outcome)s."),
        SEEN_BY,
        _("The file of a contested line was closed."),
    ),
    "contest.withdrawn": AuditWords(
        CONTESTS,
        _("%(object)s does not contest a line any more."),
        SEEN_BY,
        _("A line is not contested any more."),
    ),
}


def _open_contests(access) -> Q:
    return Q() if access.allows(SEEN_BY) else Q(pk=None)


TARGETS = {
    "finance.Contest": AuditTarget(
        "contest", WHOSE, "finance:contest", _open_contests, private=True
    ),
}

VALUES = {"outcome": Contest._meta.get_field("outcome")}
