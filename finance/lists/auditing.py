"""The sample of a check, its questions, and the register of interests, as tables."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from finance.audit_words import told
from finance.models import AuditorQuestion, CheckedVoucher, ConflictOfInterest
from finance.queries.auditing import voucher_number
from koprogo.ui.exports import Table


def sample_table(vouchers: Iterable[CheckedVoucher]) -> Table:
    """``vouchers``: as of ``queries.auditing.vouchers_of``."""
    header = [
        _("Voucher"),
        _("Date"),
        _("Supplier"),
        _("Number of the invoice"),
        _("Amount"),
        _("Why it was drawn"),
        _("Looked at on"),
        _("Result"),
    ]
    rows = [
        (
            one.number,
            one.voucher.invoice.date,
            str(one.voucher.invoice.supplier),
            one.voucher.invoice.number,
            one.voucher.invoice.total * one.voucher.invoice.sign,
            ", ".join(one.reasons),
            one.voucher.ticked_at,
            one.result,
        )
        for one in told(vouchers)
    ]
    return Table("sample", _("Sample of vouchers"), header, rows)


def questions_table(questions: Iterable[AuditorQuestion]) -> Table:
    """``questions``: as of ``queries.auditing.questions``."""
    header = [
        _("Fiscal year"),
        _("Voucher"),
        _("Question"),
        _("Asked on"),
        _("Answer"),
        _("Answered on"),
    ]
    rows = [
        (
            str(one.check_of.year),
            voucher_number(one.voucher.invoice.entry) if one.voucher else None,
            one.text,
            one.asked_at,
            one.answer,
            one.answered_at,
        )
        for one in questions
    ]
    return Table("questions", _("Questions of the auditor"), header, rows)


def conflicts_table(conflicts: Iterable[ConflictOfInterest]) -> Table:
    """``conflicts``: as of ``queries.auditing.conflict_list``."""
    header = [
        _("Who"),
        _("As"),
        _("Supplier"),
        _("Interest"),
        _("Decision"),
        _("Declared on"),
        _("Ended on"),
    ]
    rows = [
        (
            one.name,
            one.get_role_display(),
            str(one.supplier),
            one.text,
            one.decision,
            one.declared_on,
            one.ended_on,
        )
        for one in conflicts
    ]
    return Table("interests", _("Conflicts of interest"), header, rows)
