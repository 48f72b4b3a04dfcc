"""Calls, their letters, payments and the opening of the books."""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Trim
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from koprogo.slots import AuditTarget, AuditWords

CALLS = _("Calls for funds")
PAYMENTS = _("Payments")
LETTERS = _("Letters")
OPENING = _("Opening balances")

WORDS = {
    "call.drafted": AuditWords(
        CALLS,
        _("The call for funds “%(object)s” was prepared."),
        Permission.PREPARE_CALLS,
        _("A call for funds was prepared."),
    ),
    "call.redrafted": AuditWords(
        CALLS,
        _("The draft of the call for funds “%(object)s” was changed."),
        Permission.PREPARE_CALLS,
        _("The draft of a call for funds was changed."),
    ),
    "call.discarded": AuditWords(
        CALLS,
        _("The draft of the call for funds “%(object)s” was deleted."),
        Permission.PREPARE_CALLS,
        _("The draft of a call for funds was deleted."),
    ),
    "call.issued": AuditWords(
        CALLS, _("The call for funds “%(object)s” was issued: entry %(entry)s.")
    ),
    "call.cancelled": AuditWords(
        CALLS, _("The call for funds “%(object)s” was cancelled.")
    ),
    "letters.ordered": AuditWords(
        LETTERS,
        _("The letters of the call for funds “%(object)s” were ordered."),
        Permission.SEND_LETTERS,
        _("The letters of a call for funds were ordered."),
    ),
    "letters.sent": AuditWords(
        LETTERS,
        _(
            "The letters of the call for funds “%(object)s” were put on their way: "
            "%(emails)s by e-mail, %(post)s by post."
        ),
        Permission.SEND_LETTERS,
        _("The letters of a call for funds were put on their way."),
    ),
    "letters.posted": AuditWords(
        LETTERS,
        _(
            "%(letters)s letters of the call for funds “%(object)s” were noted as "
            "posted on %(on)s."
        ),
        Permission.SEND_LETTERS,
        _("Letters of a call for funds were noted as posted."),
    ),
    "letters.retried": AuditWords(
        LETTERS,
        _(
            "%(letters)s failed e-mails of the call for funds “%(object)s” were tried "
            "again."
        ),
        Permission.SEND_LETTERS,
        _("Failed e-mails of a call for funds were tried again."),
    ),
    "letters.redirected": AuditWords(
        LETTERS,
        _(
            "%(letters)s letters of the call for funds “%(object)s” go by post, because "
            "their e-mails failed."
        ),
        Permission.SEND_LETTERS,
        _("Letters of a call for funds go by post, because their e-mails failed."),
    ),
    "opening.posted": AuditWords(
        OPENING, _("The opening balances of %(date)s were taken over.")
    ),
    "opening.reversed": AuditWords(
        OPENING, _("The opening balances of %(date)s were taken back.")
    ),
    "payment.recorded": AuditWords(
        PAYMENTS,
        _("A payment of %(amount)s from %(object)s was recorded."),
        Permission.SEE_ALL_ACCOUNTS,
        _("A payment was recorded."),
    ),
    "payment.reversed": AuditWords(
        PAYMENTS,
        _("The payment of %(amount)s from %(object)s was reversed."),
        Permission.SEE_ALL_ACCOUNTS,
        _("A payment was reversed."),
    ),
}


def _open_calls(access) -> Q:
    """Drafts are for those who prepare them."""
    if access.allows(Permission.PREPARE_CALLS):
        return Q(pk__isnull=False)
    return Q(issued_at__isnull=False)


TARGETS = {
    "finance.Call": AuditTarget("call", F("title"), "finance:call", _open_calls),
    "finance.Payment": AuditTarget(
        "payment",
        StringAgg(
            Trim(
                Concat(
                    "holding__members__owner__first_name",
                    Value(" "),
                    "holding__members__owner__last_name",
                )
            ),
            " & ",
            order_by="holding__members__pk",
        ),
    ),
}

VALUES = {
    "entry": _("Entry in the books"),
    "amount": _("Amount"),
    "post": _("By post"),
    "on": _("Date"),
    "date": _("Day"),
    "title": _("Title"),
}
