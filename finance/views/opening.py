from decimal import Decimal

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from buildings.importing.writing import Written, to_csv, to_workbook
from buildings.models import Supplier
from buildings.queries import named_holdings
from finance import chart, services
from finance.errors import (
    AlreadyCancelled,
    AlreadyOpened,
    FinanceError,
    OpeningInTheFuture,
    OpeningTooLate,
)
from finance.models import Opening
from finance.opening import explain
from finance.opening_forms import (
    OpeningFileForm,
    OpeningForms,
    filled_in,
    more_rows,
)
from finance.opening_messages import hint_sentence, refusal, sentence, where
from finance.opening_table import Known, opening_table, read_opening
from finance.queries import standing_opening
from finance.queries.opening import entry_lines
from finance.queries.years import year_span
from finance.refusals import sentence as why
from finance.refusals.books import REFUSED
from finance.refusals.books import sentence as not_booked
from koprogo.ledger.errors import LedgerError
from koprogo.ui.pagination import paginate

ZERO = Decimal("0.00")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def opening(request, building):
    """The balances with which the books began, or the way to bring them in."""
    found = standing_opening()
    context = {
        "building": building,
        "opening": found,
        "may_open": request.access.allows(Permission.OPEN_BOOKS),
    }
    if found is not None:
        balances = found.balances.order_by("holding__code", "pk").prefetch_related(
            Prefetch("holding", named_holdings())
        )
        totals, suppliers = entry_lines(found.entry)
        context |= _trial_balance(totals)
        context["page"] = paginate(request, balances)
        context["owners"] = [(row.holding, row) for row in context["page"]]
        context["suppliers"] = [(name, owed, False) for name, owed in suppliers]
    return render(request, "finance/opening.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.OPEN_BOOKS)
def opening_new(request, building):
    """Type the balances, look at the trial balance, correct them or book them."""
    if standing_opening() is not None:
        messages.info(request, refusal(AlreadyOpened()))
        return redirect("finance:opening", building.slug)
    if request.method != "POST":
        return _form(request, building, OpeningForms(first_day=_first_day()))
    wish = request.POST.get("wish")
    if wish == "more":
        return _form(request, building, OpeningForms(more_rows(request.POST)))
    forms = OpeningForms(request.POST)
    if wish == "correct" or not forms.is_valid():
        return _form(request, building, forms)
    if wish == "book":
        return _book(request, building, forms)
    return _look(request, building, forms)


def _look(request, building, forms):
    """Show the trial balance of valid forms, or what keeps them from being booked."""
    balances = forms.balances()
    try:
        services.check_opening(balances, date=forms.date)
    except (FinanceError, LedgerError) as error:
        return _refused(request, building, forms, error)
    context = {
        "building": building,
        "date": forms.date,
        "owners": [(one.holder, one) for one in balances.owners if not one.is_zero],
        "suppliers": [
            (one.name, one.owed, forms.is_new(one.name)) for one in balances.suppliers
        ],
        "sent": forms.sent(),
    } | _trial_balance(balances.totals)
    return render(request, "finance/opening_preview.html", context)


def _book(request, building, forms):
    try:
        services.open_balances(forms.balances(), date=forms.date, by=request.user)
    except AlreadyOpened as error:
        messages.info(request, refusal(error))
    except (FinanceError, LedgerError) as error:
        return _refused(request, building, forms, error)
    else:
        messages.success(request, _("The opening balances are booked."))
    return redirect("finance:opening", building.slug)


def _refused(request, building, forms, error):
    """Show the form again: the reason at the day, or above with what explains it."""
    of_the_day = isinstance(error, (OpeningInTheFuture, OpeningTooLate, *REFUSED))
    said = not_booked(error) if isinstance(error, REFUSED) else refusal(error)
    forms.balances_form.add_error("date" if of_the_day else None, said)
    hints = [hint_sentence(hint) for hint in explain(forms.balances())]
    return _form(request, building, forms, hints=hints)


def _form(request, building, forms, *, hints=()):
    context = {
        "building": building,
        "form": forms.balances_form,
        "suppliers": forms.suppliers,
        "hints": hints,
    }
    return render(request, "finance/opening_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.OPEN_BOOKS)
def opening_file(request, building):
    """Read the balances from a table; what it says is looked at like what is typed."""
    form = OpeningFileForm(
        request if request.method == "POST" else None, first_day=_first_day()
    )
    context = {"building": building, "form": form, "problems": []}
    if request.method == "POST" and form.is_valid():
        holdings = list(named_holdings())
        name, data = form.cleaned_data["tables"]
        reading = read_opening(
            data, name, holders=_known(holdings), others=chart.others()
        )
        if not reading.problems:
            sent = filled_in(reading, on=form.cleaned_data["date"], holdings=holdings)
            return _checked(request, building, OpeningForms(sent))
        context["problems"] = [(where(one), sentence(one)) for one in reading.problems]
    return render(request, "finance/opening_file.html", context)


def _checked(request, building, forms):
    if forms.is_valid():
        return _look(request, building, forms)
    return _form(request, building, forms)


@require_safe
@require(Permission.OPEN_BOOKS)
def opening_csv(request, building):
    """The table to fill in, with everything that the building has."""
    return _attachment(to_csv(_table(request)), "text/csv", "csv")


@require_safe
@require(Permission.OPEN_BOOKS)
def opening_workbook(request, building):
    return _attachment(to_workbook([_table(request)]), WORKBOOK, "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.OPEN_BOOKS)
def opening_reverse(request, building, opening_id):
    found = get_object_or_404(Opening, uuid=opening_id)
    if request.method == "POST":
        try:
            services.reverse_opening(found, by=request.user)
        except (AlreadyCancelled, *REFUSED) as error:
            messages.error(request, why(error))
        else:
            messages.success(request, _("The opening is reversed by a mirror entry."))
        return redirect("finance:opening", building.slug)
    context = {"building": building, "opening": found}
    return render(request, "finance/opening_reverse.html", context)


def _first_day():
    """Return the first day of this fiscal year: what most buildings begin with."""
    return year_span(timezone.localdate())[0]


def _trial_balance(totals):
    """Return the totals with the names of their accounts, and the sum of one side."""
    names = chart.labels(total.account for total in totals)
    return {
        "totals": [(names[total.account], total) for total in totals],
        "sum": sum((total.debit for total in totals), ZERO),
    }


def _known(holdings) -> list[Known]:
    return [Known(holding.code, str(holding)) for holding in holdings]


def _table(request) -> Written:
    codes = (*chart.BANKS, *chart.FUNDS, *chart.OTHERS)
    return opening_table(
        request.LANGUAGE_CODE,
        holders=_known(named_holdings().order_by("code", "pk")),
        suppliers=Supplier.objects.values_list("name", flat=True),
        accounts=chart.labels(codes),
    )


def _attachment(data: bytes, content_type: str, suffix: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    name = f"opening-balances.{suffix}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
