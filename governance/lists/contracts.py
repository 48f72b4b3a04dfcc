"""The contracts for regular supplies and their evaluation, as tables."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from governance.queries.contract_reviews import YearOfContracts
from governance.queries.contracts import ContractOn
from koprogo.ui.exports import Table


def contracts_table(contracts: Iterable[ContractOn]) -> Table:
    header = [
        _("What it is for"),
        _("Kind"),
        _("Supplier"),
        _("Number of contract or policy"),
        _("State"),
        _("From"),
        _("Until"),
        _("Tacitly renewed for (months)"),
        _("Notice (months)"),
        _("Last day for notice"),
        _("Agreed cost a year"),
        _("Indexation"),
        _("Own interest of the syndic"),
        _("Decided on"),
        _("Decision"),
        _("Why it ended"),
    ]
    rows = [
        (
            one.contract.title,
            one.contract.get_kind_display(),
            str(one.contract.supplier),
            one.contract.reference,
            one.state.label,
            one.contract.since,
            one.ends,
            one.contract.renewal_months,
            one.contract.notice_months,
            one.notice and one.notice.last,
            one.contract.agreed_cost,
            one.contract.indexation,
            one.contract.interest,
            one.contract.decided_on,
            one.contract.decided,
            one.contract.end_reason,
        )
        for one in contracts
    ]
    return Table("contracts", _("Supply contracts"), header, rows)


def evaluation_table(found: YearOfContracts, *, with_reviews: bool) -> Table:
    """``with_reviews``: not before they are reported, for those who read the report."""
    header = [
        _("Contract"),
        _("Supplier"),
        _("Agreed cost a year"),
        _("Cost by the books"),
        _("Year before"),
        _("More than agreed"),
        _("More than the year before"),
        _("Several contracts"),
        _("Quality"),
        _("Proposal"),
        _("Remarks"),
    ]
    rows = [
        (
            row.contract.title,
            str(row.contract.supplier),
            row.contract.agreed_cost,
            row.cost,
            row.before,
            row.over_agreed,
            row.over_before,
            _("yes") if row.is_shared else _("no"),
            *_said(row.review if with_reviews else None),
        )
        for row in found.rows
    ]
    title = _("Evaluation of the supply contracts %(year)s") % {"year": found.name}
    return Table(f"contracts-{found.year}", title, header, rows)


def _said(review) -> tuple[str, str, str]:
    if review is None:
        return "", "", ""
    words = review.get_quality_display(), review.get_proposal_display()
    return *words, review.remarks
