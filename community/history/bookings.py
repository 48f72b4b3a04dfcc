"""The sentences for what the council did with the common rooms."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from koprogo.slots import AuditTarget, AuditWords

ROOMS = _("Common rooms")

WORDS: dict = {
    "room.added": AuditWords(ROOMS, _("Neighbours can book %(object)s.")),
    "room.changed": AuditWords(ROOMS, _("The rules of %(object)s were changed.")),
    "room.closed": AuditWords(ROOMS, _("Nobody can book %(object)s any more.")),
}
TARGETS: dict = {"community.Bookable": AuditTarget("room", F("post__title"))}
VALUES: dict = {}
