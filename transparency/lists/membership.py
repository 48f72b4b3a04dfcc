"""Members and prices as tables."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from buildings.models import Participation, Reduction
from koprogo.ui.exports import Table
from transparency.models import PriceStep
from transparency.words import way_of


def members_table(rows: Iterable[Participation]) -> Table:
    """``rows``: as of ``queries.participations.with_state``."""
    header = [
        _("Name"),
        _("Kind"),
        _("KBO number"),
        _("How it takes part"),
        _("Since"),
        _("Leaves on"),
        _("Reduction"),
        _("Votes for it"),
        _("E-mail address"),
    ]
    kinds = dict(Reduction.Kind.choices)
    body = [
        (
            row.name,
            row.get_kind_display(),
            row.kbo,
            way_of(row),
            row.joined_on,
            row.leaves_on,
            str(kinds.get(row.reduction, "")),
            str(row.voter),
            row.voter.email,
        )
        for row in rows
    ]
    return Table("members", _("Members of the ASBL"), header, body)


def steps_table(rows: Iterable[PriceStep]) -> Table:
    """Every price there ever was, with its reason."""
    header = [
        _("From"),
        _("Whose price"),
        _("Price a month"),
        _("Participants"),
        _("Why"),
        _("Decision"),
    ]
    body = [
        (
            row.since,
            row.get_audience_display(),
            row.price,
            row.participants,
            row.get_cause_display(),
            row.schedule.decision_text,
        )
        for row in rows
    ]
    return Table("prices", _("Prices"), header, body)
