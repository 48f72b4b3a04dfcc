"""Statements of charges, their letters, and meters."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from koprogo.slots import AuditTarget, AuditWords

CHARGES = _("Statements of charges")
METERS = _("Meters")

WORDS = {
    "charges.drafted": AuditWords(
        CHARGES,
        _(
            "The statement of charges “%(object)s” was prepared: %(since)s – %(last_day)s."
        ),
        Permission.PREPARE_STATEMENTS,
        _("A statement of charges was prepared."),
    ),
    "charges.redrafted": AuditWords(
        CHARGES,
        _(
            "The draft of the statement of charges “%(object)s” was changed: %(since)s – "
            "%(last_day)s."
        ),
        Permission.PREPARE_STATEMENTS,
        _("The draft of a statement of charges was changed."),
    ),
    "charges.discarded": AuditWords(
        CHARGES,
        _(
            "The draft of the statement of charges “%(object)s” was deleted: %(since)s – "
            "%(last_day)s."
        ),
        Permission.PREPARE_STATEMENTS,
        _("The draft of a statement of charges was deleted."),
    ),
    "charges.computed": AuditWords(
        CHARGES,
        _("The statement of charges “%(object)s” was computed: %(costs)s costs."),
        Permission.PREPARE_STATEMENTS,
        _("A statement of charges was computed."),
    ),
    "charges.posted": AuditWords(
        CHARGES, _("The statement of charges “%(object)s” was posted: entry %(entry)s.")
    ),
    "charges.cancelled": AuditWords(
        CHARGES, _("The statement of charges “%(object)s” was cancelled.")
    ),
    "charge_letters.ordered": AuditWords(
        CHARGES,
        _("The letters of the statement of charges “%(object)s” were ordered."),
        Permission.SEND_LETTERS,
        _("The letters of a statement of charges were ordered."),
    ),
    "charge_letters.sent": AuditWords(
        CHARGES,
        _(
            "The letters of the statement of charges “%(object)s” were put on their "
            "way: %(emails)s by e-mail, %(post)s by post."
        ),
        Permission.SEND_LETTERS,
        _("The letters of a statement of charges were put on their way."),
    ),
    "charge_letters.posted": AuditWords(
        CHARGES,
        _(
            "%(letters)s letters of the statement of charges “%(object)s” were noted as "
            "posted on %(on)s."
        ),
        Permission.SEND_LETTERS,
        _("Letters of a statement of charges were noted as posted."),
    ),
    "charge_letters.retried": AuditWords(
        CHARGES,
        _(
            "%(letters)s failed e-mails of the statement of charges “%(object)s” were "
            "tried again."
        ),
        Permission.SEND_LETTERS,
        _("Failed e-mails of a statement of charges were tried again."),
    ),
    "charge_letters.redirected": AuditWords(
        CHARGES,
        _(
            "%(letters)s letters of the statement of charges “%(object)s” go by post, "
            "because their e-mails failed."
        ),
        Permission.SEND_LETTERS,
        _(
            "Letters of a statement of charges go by post, because their e-mails failed."
        ),
    ),
    "meters.created": AuditWords(METERS, _("The meters “%(name)s” were begun.")),
    "meters.renamed": AuditWords(METERS, _("The meters “%(object)s” were renamed.")),
    "meters.read": AuditWords(
        METERS, _("%(readings)s readings of %(on)s were noted for “%(object)s”.")
    ),
    "meter.added": AuditWords(
        METERS, _("The meter %(serial)s was added to lot %(lot)s.")
    ),
    "meter.ended": AuditWords(
        METERS, _("The meter %(serial)s went out of use on %(on)s.")
    ),
    "meter.reading_voided": AuditWords(
        METERS,
        _(
            "The reading of the meter %(serial)s of %(on)s was declared void: %(reason)s."
        ),
        Permission.SEE_ALL_ACCOUNTS,
        _("A reading was declared void."),
    ),
}


def _open_statements(access) -> Q:
    """Drafts are for those who prepare them."""
    if access.allows(Permission.PREPARE_STATEMENTS):
        return Q(pk__isnull=False)
    return Q(posted_at__isnull=False)


TARGETS = {
    "finance.ChargeStatement": AuditTarget(
        "statement", F("title"), "finance:charge-statement", _open_statements
    ),
    "finance.MeterGroup": AuditTarget("meters", F("name")),
    "finance.Meter": AuditTarget("meter", F("serial")),
}

VALUES = {
    "last_day": _("Last day"),
    "costs": _("Costs"),
    "readings": _("Readings"),
    "serial": _("Number of the meter"),
    "lot": _("Lot"),
}
