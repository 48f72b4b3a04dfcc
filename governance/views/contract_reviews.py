"""The yearly evaluation of the contracts: written by the office, reported to everybody."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from django_htmx.http import HttpResponseClientRefresh

from buildings.access import Permission, require
from governance.errors.base import GovernanceError
from governance.forms.contracts import ReviewForms
from governance.lists.contracts import evaluation_table as as_table
from governance.queries.contract_reviews import (
    YearOfContracts,
    coming_point,
    year_of_contracts,
)
from governance.queries.making import report_key
from governance.refusals.contracts import sentence
from governance.services import contract_reviews as services
from governance.views.making import Making, has_ended, making_of
from koprogo.ui.exports import send_table

PDF = "application/pdf"


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def evaluation(request, building, year):
    """What the contracts of a year cost, and what the syndic says of each."""
    found = _year(year, building)
    may_prepare = request.access.allows(Permission.PREPARE_ASSEMBLIES)
    making = _making(found) if may_prepare else None
    if has_ended(request, making):
        return HttpResponseClientRefresh()
    context = {
        "building": building,
        "found": found,
        "shows_reviews": may_prepare or found.is_reported,
        "may_prepare": may_prepare,
        "is_over": found.is_over(timezone.localdate()),
        "making": making,
        "point": coming_point(year) if may_prepare and found.is_reported else None,
    }
    return render(request, "governance/contracts/evaluation.html", context)


def _making(found: YearOfContracts) -> Making | None:
    """How far the report is; of one that is made nothing has to be said."""
    if found.evaluation is None or found.is_reported:
        return None
    return making_of(report_key(found.evaluation), sentence)


def _year(year: int, building) -> YearOfContracts:
    found = year_of_contracts(year, building)
    if found is None:
        raise Http404
    return found


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def evaluation_table(request, building, year, ending):
    found = _year(year, building)
    prepares = request.access.allows(Permission.PREPARE_ASSEMBLIES)
    table = as_table(found, with_reviews=prepares or found.is_reported)
    return send_table(table, ending, place=building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def evaluation_edit(request, building, year):
    """All contracts of the year in one form; what is left empty is said later."""
    found = _year(year, building)
    if found.is_reported:
        return redirect("governance:contracts-evaluation", building.slug, year)
    forms = ReviewForms(request.POST if request.method == "POST" else None, found.rows)
    if request.method == "POST" and forms.is_valid():
        said = forms.drafts()
        done = _("The evaluation is saved.")
        act = partial(services.review_contracts, read=found)
        return _done(request, building, year, act, done, said)
    context = {"building": building, "found": found, "forms": forms}
    return render(request, "governance/contracts/evaluation_edit.html", context)


def _done(request, building, year, act, text, *args, **values):
    """Act on a year and show it; say that it is done, or why not."""
    try:
        act(year, *args, **values, by=request.user)
    except GovernanceError as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, text)
    return redirect("governance:contracts-evaluation", building.slug, year)


@require_safe
@require(Permission.PREPARE_ASSEMBLIES)
def report_draft(request, building, year):
    """The report as it would be made now, to read it before."""
    from governance.exports.contracts import report_name, report_pdf

    found, language = _year(year, building), get_language()
    on = timezone.localdate()
    return HttpResponse(
        report_pdf(found, building, language=language, on=on),
        content_type=PDF,
        headers={
            "Content-Disposition": content_disposition_header(
                True, report_name(found, building, language)
            ),
            "Cache-Control": "private, no-store",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def report(request, building, year):
    """Have the report made: it asks first, because nothing changes afterwards."""
    if request.method == "POST":
        on, done = timezone.localdate(), _("The report is being made.")
        return _done(request, building, year, services.ask_report, done, on=on)
    context = {"building": building, "found": _year(year, building)}
    return render(request, "governance/contracts/report.html", context)


@require_POST
@require(Permission.PREPARE_ASSEMBLIES)
def attach(request, building, year):
    """Attach the report to the agenda that is prepared."""
    done = _("The report is attached to the agenda.")
    return _done(request, building, year, services.attach_report, done)
