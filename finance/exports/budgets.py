"""A budget beside its costs: the charts, and the report on paper."""

from datetime import date

from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from buildings.models import Building
from buildings.queries import syndic_of
from finance.queries.follow_up import FollowUp
from koprogo.charts import Bars, Group
from koprogo.pdf import picture, render_pdf

MOST_ACCOUNTS = 12


def month_chart(found: FollowUp) -> Bars:
    """Draw each month: an equal part of the budget, and what it cost."""
    return Bars(
        name="months",
        title=_("Budget and costs by month"),
        description=_(
            "For each month a pale bar for a part of the budget and a dark one for the "
            "costs. The table below has the same figures."
        ),
        series=_series(),
        groups=[
            Group(
                f"{MONTHS[month.first.month]} {month.first.year}",
                (month.budget, month.actual),
            )
            for month in found.months
        ],
    )


def account_chart(found: FollowUp) -> Bars:
    """Draw the largest accounts: the budget of the year, and what was spent so far."""
    largest = sorted(found.accounts, key=lambda row: -max(row.budget, row.actual))
    shown = {row.code for row in largest[:MOST_ACCOUNTS]}
    return Bars(
        name="accounts",
        title=_("Budget and costs by account"),
        description=_(
            "For each of the largest accounts a pale bar for the budget of the year and "
            "a dark one for what was spent. The table below has the same figures, and "
            "those of all other accounts."
        ),
        series=_series(),
        groups=[
            Group(row.name, (row.budget, row.actual))
            for row in found.accounts
            if row.code in shown
        ],
    )


def _series() -> tuple[str, str]:
    return _("Budget"), _("Spent")


def follow_up_pdf(found: FollowUp, building: Building, *, on: date) -> bytes:
    """Return the report in the active language: charts and tables, no person in it."""
    firm = syndic_of(building.pk, on=on)
    context = {
        "title": f"{found.budget.title} – {building.name}",
        "author": str(firm or building.name),
        "found": found,
        "month_chart": month_chart(found),
        "account_chart": account_chart(found),
        "building": building,
        "firm": firm,
        "logo": picture(bytes(firm.logo.png)) if hasattr(firm, "logo") else "",
        "on": on,
    }
    return render_pdf("pdf/budget.html", context, language=get_language())
