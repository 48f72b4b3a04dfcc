"""The reserve fund: what is in it, and what the law asks of each year."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from finance.fiscal_year import year_name
from finance.forms.budgets import DecisionForm
from finance.queries.budgets import year_of
from finance.queries.reserve import reserve_fund, reserve_year
from finance.refusals.budgets import REFUSED, sentence
from finance.services.budgets import opt_out_of_reserve
from koprogo.ledger.models import FiscalYear


@require_safe
@require(Permission.SEE_BOOKS)
def reserve(request, building):
    today = timezone.localdate()
    years = list(FiscalYear.objects.all())
    year = _asked(request.GET.get("year"), years, on=today)
    context = {
        "building": building,
        "fund": reserve_fund(on=today),
        "today": today,
        "year": year,
        "years": [(one, year_name(one.since, one.until)) for one in years],
        "found": year and reserve_year(year),
    }
    return render(request, "finance/budgets/reserve.html", context)


def _asked(text: str | None, years, *, on) -> FiscalYear | None:
    if text is None:
        return year_of(on, years)
    for year in years:
        if str(year) == text:
            return year
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.ADOPT_BUDGETS)
def reserve_opt_out(request, building, year):
    found = get_object_or_404(FiscalYear, year=year)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            opt_out_of_reserve(found, **form.cleaned_data, by=request.user)
        except REFUSED as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The decision is noted."))
            return redirect("finance:reserve", building.slug)
    name = year_name(found.since, found.until)
    context = {"building": building, "form": form, "year": name}
    return render(request, "finance/budgets/opt_out.html", context)
