"""Meetings. What was done in one stands in its own log; here is that it was held."""

from django.utils.translation import gettext_lazy as _

from koprogo.slots import AuditWords

MEETINGS = _("Meetings")

WORDS = {
    "assembly.roll_taken": AuditWords(
        MEETINGS, _("The attendance list of %(object)s was opened.")
    ),
    "assembly.opened": AuditWords(MEETINGS, _("The meeting of %(object)s was opened.")),
    "assembly.adjourned": AuditWords(
        MEETINGS,
        _("The meeting of %(object)s was adjourned: there was no quorum."),
    ),
    "assembly.closed": AuditWords(MEETINGS, _("The meeting of %(object)s was closed.")),
}
