"""The sentences for what the council decided about hours; exchanges are nobody else's."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from koprogo.slots import AuditTarget, AuditWords

HOURS = _("Exchange of hours")

WORDS: dict = {
    "hours.limits_changed": AuditWords(
        HOURS,
        _(
            "The limits of the exchange of hours were changed: %(lowest)s h to "
            "%(highest)s h (%(decision)s)."
        ),
    ),
    "mediator.named": AuditWords(
        HOURS, _("A mediator for hours was named: %(object)s (%(decision)s).")
    ),
    "mediator.ended": AuditWords(
        HOURS, _("Somebody mediates no more about hours: %(object)s.")
    ),
}
TARGETS: dict = {
    "community.HoursLimits": AuditTarget("hours-limits", F("decision")),
    "community.HoursMediator": AuditTarget("hours-mediator", F("neighbour__name")),
}
VALUES: dict = {
    "lowest": _("Hours that somebody may owe at most"),
    "highest": _("Hours that somebody may have given at most"),
}
