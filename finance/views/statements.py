"""The statement of an account: one's own, or a holder's; page, PDF and table."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from buildings.access import Permission, require
from buildings.models import Holding
from buildings.queries import named_holdings
from finance import lists
from finance.forms import PeriodForm
from finance.queries import holdings_of
from finance.queries.books import default_period
from finance.queries.statement import Statement, statements_of
from finance.statements import statement_pdf
from koprogo.ui.exports import send_table


@dataclass(frozen=True, slots=True)
class Asked:
    """The statements of the period that was asked for, and the form that asks."""

    form: PeriodForm
    statements: list[Statement]


@require_safe
@require(Permission.SEE_OWN_ACCOUNT)
def statement(request, building):
    """What was asked and received on one's own accounts, from one day to another."""
    asked = _asked(request, building, holdings_of(request.access))
    return _page(request, building, asked, "finance/my_statement.html")


@require_safe
@require(Permission.SEE_OWN_ACCOUNT)
def statement_file(request, building):
    asked = _asked(request, building, holdings_of(request.access))
    if not asked.statements:
        raise Http404
    return _pdf(building, asked)


@require_safe
@require(Permission.SEE_OWN_ACCOUNT)
def statement_table(request, building, ending):
    asked = _asked(request, building, holdings_of(request.access))
    return _table(building, asked, ending)


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def holder_statement(request, building, holding_id):
    asked = _of_holder(request, building, holding_id)
    return _page(request, building, asked, "finance/holder_statement.html")


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def holder_statement_file(request, building, holding_id):
    return _pdf(building, _of_holder(request, building, holding_id))


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def holder_statement_table(request, building, holding_id, ending):
    return _table(building, _of_holder(request, building, holding_id), ending)


def _of_holder(request, building, holding_id) -> Asked:
    asked = _asked(request, building, Holding.objects.filter(uuid=holding_id))
    if not asked.statements:
        raise Http404
    return asked


def _asked(request, building, holdings) -> Asked:
    """From the first day of the fiscal year until today, unless asked otherwise."""
    form = PeriodForm(request.GET, **default_period(building, on=timezone.localdate()))
    found = named_holdings(holdings).select_related("party").order_by("code", "pk")
    return Asked(form, statements_of(list(found), **form.period()))


def _page(request, building, asked, template):
    context = {
        "building": building,
        "form": asked.form,
        "statements": asked.statements,
        "today": timezone.localdate(),
    }
    return render(request, template, context)


def _pdf(building, asked):
    period = asked.form.period()
    name = f"{building.slug}-statement-{period['since']}-{period['until']}.pdf"
    return HttpResponse(
        statement_pdf(asked.statements, building, on=timezone.localdate()),
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(True, name),
            "Cache-Control": "private, no-store",
        },
    )


def _table(building, asked, ending):
    table = lists.statement_table(asked.statements)
    return send_table(table, ending, place=building.slug)
