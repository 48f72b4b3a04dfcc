"""Assemblies, what a decision would cost whom, and proposals, as tables."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from governance.models import Assembly, Proposal
from governance.queries.assemblies import state_of
from governance.queries.costs import HolderCost
from koprogo.ui.exports import Table


def assemblies_table(assemblies: Iterable[Assembly]) -> Table:
    """``assemblies``: as of ``queries.assemblies.assembly_list``."""
    header = [
        _("Day"),
        _("Time"),
        _("Kind"),
        _("Session"),
        _("Place"),
        _("From afar"),
        _("State"),
    ]
    rows = [
        (
            one.day,
            f"{timezone.localtime(one.starts_at):%H:%M}",
            one.get_kind_display(),
            one.session,
            one.place,
            _("yes") if one.is_remote else _("no"),
            str(state_of(one).label),
        )
        for one in assemblies
    ]
    return Table("assemblies", _("Assemblies"), header, rows)


def costs_table(costs: Iterable[HolderCost]) -> Table:
    """What a decision would cost each account holder."""
    header = [_("Account"), _("Account holder"), _("Parts"), _("Amount")]
    rows = [(c.holding.code, str(c.holding), c.parts, c.amount) for c in costs]
    return Table("costs", _("What it would cost each co-owner"), header, rows)


def proposals_table(proposals: Iterable[Proposal]) -> Table:
    """``proposals``: as of ``queries.proposals.proposal_list``."""
    header = [
        _("Received on"),
        _("Co-owner"),
        _("Title"),
        _("Proposal"),
        _("Status"),
        _("Assembly"),
        _("Answer"),
    ]
    rows = [
        (
            one.received_on,
            str(one.owner),
            one.title,
            one.text,
            one.get_state_display(),
            one.points[0].assembly.day if one.points else None,
            one.answer,
        )
        for one in proposals
    ]
    return Table("proposals", _("Proposals for the agenda"), header, rows)
