"""A budget beside its costs: on a page, in a table, on paper."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from buildings.access import Permission, require
from buildings.models import Building
from finance.exports.budgets import account_chart, follow_up_pdf, month_chart
from finance.fiscal_year import year_name
from finance.lists.budgets import follow_up_table
from finance.queries.budgets import budget_list
from finance.queries.follow_up import FollowUp, follow_up
from koprogo.ui.exports import send_table


@require_safe
@require(Permission.SEE_BOOKS)
def budget_follow_up(request, building, budget_id):
    found = _found(request, budget_id)
    year = found.budget.year
    context = {
        "building": building,
        "budget": found.budget,
        "year": year_name(year.since, year.until),
        "found": found,
        "month_chart": month_chart(found),
        "account_chart": account_chart(found),
        "today": timezone.localdate(),
    }
    return render(request, "finance/budgets/follow_up.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def budget_follow_up_table(request, building, budget_id, ending):
    table = follow_up_table(_found(request, budget_id))
    return send_table(table, ending, place=building.slug)


@require_safe
@require(Permission.SEE_BOOKS)
def budget_follow_up_file(request, building, budget_id):
    return report_file(building, _found(request, budget_id))


def report_file(building: Building, found: FollowUp) -> HttpResponse:
    """Return the report as a file to save."""
    today = timezone.localdate()
    name = f"{building.slug}-budget-{found.budget.year}-{today}.pdf"
    return HttpResponse(
        follow_up_pdf(found, building, on=today),
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(True, name),
            "Cache-Control": "private, no-store",
        },
    )


def _found(request, budget_id) -> FollowUp:
    adopted = budget_list(request.access).adopted()
    return follow_up(get_object_or_404(adopted, uuid=budget_id))
