"""The council of co-ownership, the auditor and the syndics."""

from django.db.models import F, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.utils.translation import gettext_lazy as _

from governance.models import CouncilReport, HandedOver
from koprogo.slots import AuditTarget, AuditWords

COUNCIL = _("Council of co-ownership")
SYNDICS = _("Syndic and auditor")

WORDS = {
    "council.elected": AuditWords(
        COUNCIL,
        _("%(object)s was recorded as a member of the council from %(since)s on."),
    ),
    "council.ended": AuditWords(
        COUNCIL, _("The term of %(object)s in the council was ended on %(on)s.")
    ),
    "council.chair_named": AuditWords(
        COUNCIL, _("%(object)s was recorded as chair of the council.")
    ),
    "council.delegated": AuditWords(
        COUNCIL,
        _("The assembly delegated to the council from %(since)s on: %(object)s."),
    ),
    "council.delegation_ended": AuditWords(
        COUNCIL, _("The delegation to the council ended on %(on)s: %(object)s.")
    ),
    "council.reported": AuditWords(
        COUNCIL, _("The council's report on %(year)s was added to the documents.")
    ),
    "term.over": AuditWords(
        COUNCIL, _("The term of %(object)s ended with the ordinary assembly of %(on)s.")
    ),
    "auditor.appointed": AuditWords(
        SYNDICS,
        _("%(object)s was recorded as auditor of the accounts from %(since)s on."),
    ),
    "auditor.ended": AuditWords(
        SYNDICS,
        _("The term of %(object)s as auditor of the accounts was ended on %(on)s."),
    ),
    "syndic.appointed": AuditWords(
        SYNDICS, _("%(name)s was recorded as syndic from %(since)s on.")
    ),
    "syndic.taken_back": AuditWords(
        SYNDICS,
        _("The mandate of %(name)s from %(since)s on was taken back before it began."),
    ),
    "syndic.papers_noted": AuditWords(
        SYNDICS,
        _("The contract and the publication of the mandate of %(name)s: noted."),
    ),
    "syndic.handed_over": AuditWords(
        SYNDICS, _("A part of the file was noted as handed over: %(what)s.")
    ),
}


def _owner():
    return Trim(Concat("owner__first_name", Value(" "), "owner__last_name"))


TARGETS = {
    "governance.CouncilTerm": AuditTarget("council-term", _owner()),
    "governance.CouncilDelegation": AuditTarget("delegation", F("text")),
    "governance.AuditorTerm": AuditTarget(
        "auditor-term", Coalesce(NullIf("name", Value("")), _owner())
    ),
}

VALUES = {
    "what": HandedOver._meta.get_field("what"),
    "year": CouncilReport._meta.get_field("year"),
}
