"""Ideas, allocations, what was spent, endowments and offices as tables."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from koprogo.ui.exports import Table
from transparency.models import Allocation, Endowment, Idea, Spending
from transparency.queries.allocations import NOTHING, Commitment, commitments
from transparency.queries.elections import Held


def ideas_table(ideas: Iterable[Idea], *, with_names: bool) -> Table:
    """``ideas``: as of ``queries.ideas.idea_list``; ``with_names``: of their authors."""
    header = [
        _("Idea"),
        _("Description"),
        _("Language"),
        _("Supported by"),
        _("Status"),
        _("Answer of the board"),
        _("Proposed on"),
        *([_("Proposed by")] if with_names else []),
    ]
    rows = [
        (
            one.title,
            one.text,
            one.get_language_display(),
            one.supporters,
            one.get_state_display(),
            one.answer,
            one.created_at,
            *([str(one.author)] if with_names else []),
        )
        for one in ideas
    ]
    return Table("ideas", _("Ideas"), header, rows)


def allocations_table(allocations: Iterable[Allocation]) -> Table:
    """``allocations``: as of ``queries.allocations.allocation_list``."""
    header = [
        _("Division"),
        _("Surplus"),
        _("Adopted on"),
        _("Decision"),
        _("Spent"),
        _("Left"),
    ]
    rows = []
    for one in allocations:
        lines = commitments(one)
        spent = sum((line.spent for line in lines), NOTHING)
        left = one.amount - spent if one.adopted_at else None
        rows.append(
            (one.title, one.amount, one.adopted_on, one.decision_text, spent, left)
        )
    return Table("allocations", _("Participatory budget"), header, rows)


def allocation_table(allocation: Allocation, lines: Iterable[Commitment]) -> Table:
    header = [
        _("Purpose"),
        _("Title"),
        _("Idea"),
        _("Per cent"),
        _("Amount"),
        _("Spent"),
        _("Left"),
    ]
    rows = [
        (
            one.line.get_purpose_display(),
            one.line.title,
            one.line.idea.title if one.line.idea else "",
            one.line.percent,
            one.amount,
            one.spent,
            one.left,
        )
        for one in lines
    ]
    return Table("allocation", allocation.title, header, rows)


def spendings_table(spendings: Iterable[Spending]) -> Table:
    """``spendings``: as of ``queries.allocations.spending_list``."""
    header = [_("Day"), _("Division"), _("Purpose"), _("Description"), _("Amount")]
    rows = [
        (
            one.spent_on,
            one.line.allocation.title,
            one.line.title or one.line.get_purpose_display(),
            one.description,
            one.amount,
        )
        for one in spendings
    ]
    return Table("spendings", _("What was spent"), header, rows)


def endowments_table(acts: Iterable[Endowment]) -> Table:
    header = [_("Day"), _("Decision"), _("Amount"), _("Paid on")]
    rows = [(one.given_on, one.decision_text, one.amount, one.paid_on) for one in acts]
    return Table("endowments", _("Given to the solidarity fund"), header, rows)


def people_table(rows: Iterable[Held]) -> Table:
    header = [
        _("Office"),
        _("Name"),
        _("From"),
        _("Until"),
        _("Decided on"),
        _("Decision"),
        _("Why it ended before its time"),
    ]
    body = [
        (
            one.role.label,
            one.name,
            one.since,
            one.until,
            one.decided_on,
            one.decision,
            one.end_reason,
        )
        for one in rows
    ]
    return Table("offices", _("Offices"), header, body)
