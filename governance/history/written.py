"""Between assemblies: written decisions, requests for an assembly, consultations."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from governance.models import WrittenDecision
from koprogo.slots import AuditTarget, AuditWords

WRITTEN = _("Written decisions")
REQUESTS = _("Requests for an assembly")
CONSULTATIONS = _("Consultations")
PREPARING = Permission.PREPARE_ASSEMBLIES
OFFICE = Permission.HOLD_ASSEMBLIES


def _draft(sentence) -> AuditWords:
    return AuditWords(
        WRITTEN, sentence, PREPARING, _("A written decision was prepared.")
    )


def _letters(sentence, otherwise) -> AuditWords:
    return AuditWords(WRITTEN, sentence, Permission.SEND_LETTERS, otherwise)


WORDS = {
    "written.prepared": _draft(_("The written decision “%(object)s” was prepared.")),
    "written.changed": _draft(
        _("The draft of the written decision “%(object)s” was changed.")
    ),
    "written.discarded": _draft(
        _("The draft of the written decision “%(object)s” was deleted.")
    ),
    "written.sent": AuditWords(
        WRITTEN, _("The written decision “%(object)s” was sent to all co-owners.")
    ),
    "written.answered": AuditWords(
        WRITTEN,
        _("The written decision “%(object)s” was answered online: agreed %(agreed)s."),
        OFFICE,
        _("A written decision was answered."),
    ),
    "written.recorded": AuditWords(
        WRITTEN,
        _(
            "An answer on paper to the written decision “%(object)s” was recorded: "
            "agreed %(agreed)s."
        ),
        OFFICE,
        _("A written decision was answered."),
    ),
    "written.ended": AuditWords(
        WRITTEN, _("The written decision “%(object)s” has ended: %(outcome)s.")
    ),
    "written.minutes_drawn": AuditWords(
        WRITTEN, _("The minutes of the written decision “%(object)s” were drawn up.")
    ),
    "written_letters.ordered": _letters(
        _("The letters with the written decision “%(object)s” were ordered."),
        _("The letters with a written decision were ordered."),
    ),
    "written_letters.sent": _letters(
        _(
            "The letters with the written decision “%(object)s” went out: %(emails)s by "
            "e-mail, %(post)s by post."
        ),
        _("The letters with a written decision went out."),
    ),
    "written_letters.posted": _letters(
        _(
            "Letters with the written decision “%(object)s” were posted on %(on)s: "
            "%(letters)s."
        ),
        _("Letters with a written decision were posted."),
    ),
    "written_letters.retried": _letters(
        _(
            "E-mails with the written decision “%(object)s” were tried again: "
            "%(letters)s."
        ),
        _("E-mails with a written decision were tried again."),
    ),
    "written_letters.redirected": _letters(
        _(
            "Letters with the written decision “%(object)s” go by post instead: "
            "%(letters)s."
        ),
        _("Letters with a written decision go by post instead."),
    ),
    "request.opened": AuditWords(
        REQUESTS, _("The request for an assembly “%(object)s” was begun.")
    ),
    "request.signed": AuditWords(
        REQUESTS, _("The request for an assembly “%(object)s” was signed.")
    ),
    "request.reached": AuditWords(
        REQUESTS,
        _("A fifth of the shares stands behind the request “%(object)s”."),
    ),
    "request.signature_withdrawn": AuditWords(
        REQUESTS, _("A signature under the request “%(object)s” was taken back.")
    ),
    "request.withdrawn": AuditWords(
        REQUESTS, _("The request for an assembly “%(object)s” was given up.")
    ),
    "request.sent": AuditWords(
        REQUESTS, _("The request “%(object)s” was posted to the syndic on %(sent_on)s.")
    ),
    "request.received": AuditWords(
        REQUESTS,
        _("The syndic received the request “%(object)s” on %(received_on)s."),
    ),
    "request.drafted": AuditWords(
        REQUESTS, _("The assembly of the request “%(object)s” is being prepared.")
    ),
    "consultation.opened": AuditWords(
        CONSULTATIONS, _("Co-owners were asked: “%(object)s”.")
    ),
    "consultation.answered": AuditWords(
        CONSULTATIONS, _("The consultation “%(object)s” was answered.")
    ),
    "consultation.closed": AuditWords(
        CONSULTATIONS, _("The answers to “%(object)s” were counted.")
    ),
}


def _readers(access) -> Q:
    sees = access.allows(Permission.SEE_ASSEMBLIES)
    return Q(pk__isnull=False) if sees else Q(pk=None)


def _open_written(access) -> Q:
    if access.allows(PREPARING):
        return Q(pk__isnull=False)
    return _readers(access) & Q(sent_at__isnull=False)


TARGETS = {
    "governance.WrittenDecision": AuditTarget(
        "written", F("title"), "governance:written", _open_written, private=True
    ),
    "governance.AssemblyRequest": AuditTarget(
        "request", F("title"), "governance:request", _readers, private=True
    ),
    "governance.Consultation": AuditTarget(
        "consultation",
        F("title"),
        "governance:consultation",
        _readers,
        private=True,
    ),
}

VALUES = {
    "outcome": WrittenDecision._meta.get_field("outcome"),
    "agreed": _("Agreed"),
    "sent_on": _("Posted on"),
}
