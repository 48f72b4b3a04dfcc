"""Assemblies convened and called off, and the letters about it."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from buildings.wording import either_lazy
from koprogo.slots import AuditTarget, AuditWords

CONVOCATIONS = _("Convocations")


def _letters(sentence, otherwise) -> AuditWords:
    """Who got which letter is for who sends them."""
    return AuditWords(CONVOCATIONS, sentence, Permission.SEND_LETTERS, otherwise)


WORDS = {
    "assembly.convened": AuditWords(
        CONVOCATIONS,
        either_lazy(
            _("The owners were convened to the assembly of %(object)s."),
            _("The members were convened to the assembly of %(object)s."),
        ),
    ),
    "assembly.called_off": AuditWords(
        CONVOCATIONS, _("The assembly of %(object)s was called off.")
    ),
    "assembly.followed": AuditWords(
        CONVOCATIONS,
        _("The assembly of %(object)s was planned: it follows on another one."),
        Permission.PREPARE_ASSEMBLIES,
        _("An assembly was planned."),
    ),
    "convocations.ordered": _letters(
        _("The convocations to the assembly of %(object)s were ordered."),
        _("Convocations were ordered."),
    ),
    "convocations.sent": _letters(
        _(
            "The convocations to the assembly of %(object)s were put on their way: "
            "%(emails)s by e-mail, %(post)s by post."
        ),
        _("Convocations were put on their way."),
    ),
    "convocations.posted": _letters(
        _(
            "%(letters)s convocations to the assembly of %(object)s were noted as "
            "posted on %(on)s."
        ),
        _("Convocations were noted as posted."),
    ),
    "convocations.retried": _letters(
        _(
            "%(letters)s failed e-mails with convocations to the assembly of %(object)s "
            "were tried again."
        ),
        _("Failed e-mails with convocations were tried again."),
    ),
    "convocations.redirected": _letters(
        _(
            "%(letters)s convocations to the assembly of %(object)s go by post, because "
            "their e-mails failed."
        ),
        _("Convocations go by post, because their e-mails failed."),
    ),
    "called_off.ordered": _letters(
        _("Letters that an assembly is called off were ordered: %(object)s."),
        _("Letters that an assembly is called off were ordered."),
    ),
    "called_off.sent": _letters(
        _(
            "Letters that an assembly is called off were put on their way: %(emails)s "
            "by e-mail, %(post)s by post."
        ),
        _("Letters that an assembly is called off were put on their way."),
    ),
    "called_off.posted": _letters(
        _(
            "%(letters)s letters that an assembly is called off were noted as posted on "
            "%(on)s."
        ),
        _("Letters that an assembly is called off were noted as posted."),
    ),
    "called_off.retried": _letters(
        _(
            "%(letters)s failed e-mails that an assembly is called off were tried again."
        ),
        _("Failed e-mails that an assembly is called off were tried again."),
    ),
    "called_off.redirected": _letters(
        _(
            "%(letters)s letters that an assembly is called off go by post, because "
            "their e-mails failed."
        ),
        _("Letters that an assembly is called off go by post."),
    ),
}

TARGETS = {
    "governance.Cancellation": AuditTarget("called-off", F("reason")),
}

VALUES = {
    "session": _("Session"),
    "emails": _("By e-mail"),
    "post": _("By post"),
    "letters": _("Letters"),
    "on": _("Date"),
}
