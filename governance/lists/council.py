"""The members of the council and the mandates of the syndic, as tables."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from governance.models import CouncilTerm
from governance.queries.mandates import syndics
from koprogo.ui.exports import Table


def council_table(terms: Iterable[CouncilTerm]) -> Table:
    """``terms``: as of ``queries.council.term_list``."""
    header = [
        _("Member"),
        _("Chair"),
        _("From"),
        _("Until"),
        _("Decided on"),
        _("Decision"),
        _("Why it ended before its time"),
    ]
    rows = [
        (
            str(term.owner),
            _("yes") if term.is_chair else _("no"),
            term.since,
            term.until,
            term.decided_on,
            term.decided,
            term.end_reason,
        )
        for term in terms
    ]
    return Table("council", _("Council of co-ownership"), header, rows)


def syndics_table() -> Table:
    header = [
        _("Syndic"),
        _("KBO number"),
        _("From"),
        _("Until"),
        _("Decided on"),
        _("Decision"),
        _("Extract posted on"),
        _("Filed at the KBO on"),
    ]
    rows = [
        (
            one.name,
            one.kbo,
            one.since,
            one.until,
            one.term and one.term.decided_on,
            one.term.decided if one.term else "",
            one.term and one.term.posted_on,
            one.term and one.term.filed_on,
        )
        for one in syndics()
    ]
    return Table("mandates", _("Mandates of the syndic"), header, rows)
