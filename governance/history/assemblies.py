"""Assemblies in preparation, their agendas, and what owners proposed."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from buildings.wording import either_lazy
from finance.history.days import in_figures
from governance.models import Assembly
from koprogo.slots import AuditTarget, AuditWords

ASSEMBLIES = _("Assemblies")
PROPOSALS = _("Proposals for the agenda")
SEEN_BY = Permission.PREPARE_ASSEMBLIES
PREPARED = _("An assembly was prepared.")
AGENDA = _("The agenda of an assembly was prepared.")


def _agenda(sentence) -> AuditWords:
    return AuditWords(ASSEMBLIES, sentence, SEEN_BY, AGENDA)


WORDS = {
    "assembly.settings_changed": AuditWords(
        ASSEMBLIES, _("The settings of the assemblies were changed.")
    ),
    "assembly.prepared": AuditWords(
        ASSEMBLIES,
        _("The assembly of %(object)s was prepared: %(kind)s."),
        SEEN_BY,
        PREPARED,
    ),
    "assembly.changed": AuditWords(
        ASSEMBLIES,
        _("The draft of the assembly of %(object)s was changed."),
        SEEN_BY,
        PREPARED,
    ),
    "assembly.discarded": AuditWords(
        ASSEMBLIES,
        _("The draft of the assembly of %(object)s was deleted."),
        SEEN_BY,
        _("The draft of an assembly was deleted."),
    ),
    "agenda.added": _agenda(
        _("Point %(position)s was added to the agenda of %(object)s.")
    ),
    "agenda.changed": _agenda(
        _("Point %(position)s of the agenda of %(object)s was changed.")
    ),
    "agenda.moved": _agenda(
        _("A point of the agenda of %(object)s was moved to place %(position)s.")
    ),
    "agenda.removed": _agenda(
        _("Point %(position)s of the agenda of %(object)s was removed.")
    ),
    "agenda.document_attached": _agenda(
        _("A document was attached to point %(position)s of the agenda of %(object)s.")
    ),
    "agenda.document_detached": _agenda(
        _("A document was taken off point %(position)s of the agenda of %(object)s.")
    ),
    "agenda.conflict_noted": _agenda(
        _("A conflict of interest of %(object)s was noted, for point %(position)s.")
    ),
    "agenda.conflict_removed": _agenda(
        _("%(object)s has no conflict of interest any more, for point %(position)s.")
    ),
    "proposal.received": AuditWords(
        PROPOSALS,
        _("“%(object)s” was proposed for the agenda, received on %(received_on)s."),
        SEEN_BY,
        either_lazy(
            _("An owner proposed something for the agenda."),
            _("A member proposed something for the agenda."),
        ),
    ),
    "proposal.withdrawn": AuditWords(
        PROPOSALS,
        _("The proposal “%(object)s” was withdrawn."),
        SEEN_BY,
        _("A proposal for the agenda was withdrawn."),
    ),
    "proposal.answered": AuditWords(
        PROPOSALS,
        _("The proposal “%(object)s” was answered without a vote."),
        SEEN_BY,
        _("A proposal for the agenda was answered."),
    ),
    "proposal.placed": AuditWords(
        PROPOSALS,
        _("The proposal “%(object)s” was put on the agenda."),
        SEEN_BY,
        _("A proposal was put on the agenda."),
    ),
}


def _open_assemblies(access) -> Q:
    if access.allows(SEEN_BY):
        return Q(pk__isnull=False)
    if access.allows(Permission.SEE_ASSEMBLIES):
        return Q(convened_at__isnull=False)
    return Q(pk=None)


def _open_proposals(access) -> Q:
    if access.allows(SEEN_BY):
        return Q(pk__isnull=False)
    return Q(owner__in=access.own_owners)


TARGETS = {
    "governance.Assembly": AuditTarget(
        "assembly", in_figures("starts_at"), "governance:assembly", _open_assemblies
    ),
    "governance.Proposal": AuditTarget(
        "proposal", F("title"), "governance:proposal", _open_proposals, private=True
    ),
}

VALUES = {
    "kind": Assembly._meta.get_field("kind"),
    "position": _("Point"),
    "received_on": _("Received on"),
}
