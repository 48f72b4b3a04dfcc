"""The sentences for who takes part, and at which price."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from buildings.models import AddOnUse, ParticipationPeriod
from koprogo.slots import AuditTarget, AuditWords
from transparency.models import Schedule

MEMBERS = _("Members")
TARIFFS = _("Tariffs")
ROLES = _("Roles")

WORDS = {
    "participation.joined": AuditWords(MEMBERS, _("%(object)s takes part.")),
    "participation.left": AuditWords(MEMBERS, _("%(object)s leaves.")),
    "participation.ended": AuditWords(
        MEMBERS, _("The board ended the participation of %(object)s: %(reason)s")
    ),
    "participation.stayed": AuditWords(MEMBERS, _("%(object)s stays after all.")),
    "participation.way_changed": AuditWords(
        MEMBERS, _("%(object)s takes part in another way from the next month on.")
    ),
    "participation.vote_moved": AuditWords(
        MEMBERS, _("Somebody else votes for %(object)s.")
    ),
    "reduction.granted": AuditWords(
        MEMBERS, _("A reduction was granted from %(since)s on.")
    ),
    "reduction.ended": AuditWords(MEMBERS, _("A reduction ends on %(until)s.")),
    "add_on.used": AuditWords(
        MEMBERS, _("%(object)s uses an add-on from %(since)s on.")
    ),
    "add_on.stopped": AuditWords(MEMBERS, _("%(object)s stops using an add-on.")),
    "role.extended": AuditWords(ROLES, _("A role goes on.")),
    "role.ended": AuditWords(ROLES, _("A role ends.")),
    "tariff.adopted": AuditWords(
        TARIFFS, _("A tariff was adopted; it begins on %(since)s.")
    ),
    "tariff.crossed": AuditWords(
        TARIFFS,
        _(
            "%(participants)s co-ownerships take part: the price is %(price)s from "
            "%(since)s on."
        ),
    ),
}

TARGETS = {
    "buildings.Participation": AuditTarget("participation", F("name")),
    "buildings.Reduction": AuditTarget("reduction", F("participation__name")),
}

VALUES = {
    "way": ParticipationPeriod._meta.get_field("way"),
    "add_on": AddOnUse._meta.get_field("add_on"),
    "whose_price": Schedule._meta.get_field("audience"),
    "participants": _("Participants"),
    "price": _("Price"),
}
