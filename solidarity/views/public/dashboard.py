"""``/fonds-solidarite``: what the fund did, from published reports and nothing else."""

import csv
import io
from decimal import Decimal

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from koprogo.documents.http import attachment
from solidarity.exports import tables
from solidarity.exports.quarterly import report_title
from solidarity.models import FundReport
from solidarity.publishing import ACCEPTED, OUTCOMES, added
from solidarity.queries.publication import published_reports
from solidarity.views.public.introduction import meta
from solidarity.views.public.open import open_page
from solidarity.words_public import quarters_label

COLUMNS = ("quarters", "kind", "requests", "accepted", "refused", "granted_eur")
TOTAL = "all"


@open_page
def dashboard(request):
    """Figures of all published periods together, of each year, and of each period."""
    reports = list(published_reports())
    periods = _periods(reports)
    told = added(one.cells for one in periods)
    rows = tables.kind_rows(told)
    context = {
        "facts": tables.request_facts(told) if periods else [],
        "money": _money(periods),
        "rows": rows,
        "granted": tables.amount_bars("granted", rows),
        "years": _years(periods),
        "periods": [_row(quarters_label(one.quarters), one.cells) for one in periods],
        "requests": _bars(periods),
        "reports": [(report_title(one), one) for one in reports],
        "meta": meta(request),
    }
    return render(request, "solidarity/public/dashboard.html", context)


@open_page
def report_document(request, fund_report_id, open_language):
    """A published report in one language, as PDF."""
    for report in published_reports().filter(uuid=fund_report_id):
        for document in report.documents.all():
            if document.language == open_language:
                return attachment(document.file)
    raise Http404


@open_page
def data_csv(request):
    """What is published, a row for each period and kind; hidden is empty."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for report in reversed(_periods(published_reports())):
        name = "+".join(report.quarters)
        writer.writerow(_line(name, TOTAL, report.cells))
        for kind, row in report.cells["kinds"].items():
            writer.writerow(_line(name, kind, row))
    answer = HttpResponse(target.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="solidarity-fund.csv"'
    return answer


@open_page
def data_json(request):
    """The cells of every published report, as they were published."""
    reports = [
        {
            "kind": report.kind,
            "year": report.year,
            "quarters": report.quarters,
            "cells": report.cells,
            "errata": [note.text for note in report.errata.all()],
        }
        for report in published_reports()
    ]
    return JsonResponse({"reports": reports[::-1]})


def _periods(reports) -> list[FundReport]:
    return [one for one in reports if one.kind == FundReport.Kind.PERIOD]


def _line(quarters: str, kind: str, row) -> list[object]:
    outcomes = [row.get(one, "") for one in OUTCOMES]
    # What a kind has in all is told by its outcomes, or not at all.
    requests = row.get("requests", sum(outcomes) if ACCEPTED in row else "")
    return [quarters, kind, requests, *outcomes, row.get("amount", "")]


def _money(periods: list[FundReport]) -> dict[str, object]:
    """Return the money as it was told last, and at the end of which quarter."""
    for report in periods:
        if facts := tables.money_facts(report.cells):
            return {"facts": facts, "quarter": report.period}
    return {}


def _row(label: str, cells) -> dict[str, object]:
    granted = Decimal(cells["amount"]) if cells.get(ACCEPTED) else None
    return {"label": label, "cells": cells, "granted": granted}


def _years(periods: list[FundReport]) -> list[dict[str, object]]:
    """Return the sums of the periods that end in each year, the latest first."""
    years = sorted({one.year for one in periods}, reverse=True)
    return [
        _row(str(year), added(one.cells for one in periods if one.year == year))
        for year in years
    ]


def _bars(periods: list[FundReport]):
    if not periods:
        return ""
    rows = [
        (quarters_label(one.quarters), one.cells["requests"]) for one in periods[::-1]
    ]
    return tables.number_bars(
        "requests", _("Requests decided, by period"), rows, series=_("Requests")
    )
