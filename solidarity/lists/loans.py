"""Plans, loans and repayments as tables."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from koprogo.ui.exports import Table
from solidarity.models import Aid, Plan, Repayment
from solidarity.queries.arrears import Running


def plan_table(aid: Aid, plans: Iterable[Plan]) -> Table:
    """Every version of a plan, the latest first."""
    header = [
        _("Version"),
        _("Reason"),
        _("Number"),
        _("Due"),
        _("Capital"),
        _("Interest charged"),
        _("Amount"),
    ]
    body = [
        (
            plan.number,
            plan.get_reason_display(),
            line.number,
            line.due,
            line.capital,
            line.interest,
            line.amount,
        )
        for plan in plans
        for line in plan.lines.all()
    ]
    return Table("payment-plan", aid.code, header, body)


def loans_table(rows: Iterable[Running]) -> Table:
    """What comes back, by code."""
    header = [
        _("Request"),
        _("Kind"),
        _("Left to pay"),
        _("Late"),
        _("Late since"),
        _("Days"),
        _("Talks"),
    ]
    body = [
        (
            row.aid.request.code,
            row.aid.get_kind_display(),
            row.standing.remaining,
            row.late,
            row.since,
            row.days,
            row.contacts,
        )
        for row in rows
    ]
    return Table("payment-plans", _("Payment plans"), header, body)


def repayments_table(rows: Iterable[Repayment]) -> Table:
    header = [
        _("Received on"),
        _("Code"),
        _("How"),
        _("Capital"),
        _("Interest charged"),
        _("Too much"),
        _("Amount"),
        _("Reversed"),
    ]
    body = [
        (
            row.received_on,
            row.aid.code,
            row.get_way_display(),
            row.capital,
            row.interest,
            row.surplus,
            row.amount,
            _("yes") if row.mirror_id else "",
        )
        for row in rows
    ]
    return Table("repayments", _("Repayments"), header, body)
