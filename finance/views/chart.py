"""The chart of accounts: what there is to book on, and what it is called here."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from finance import chart
from finance.forms.books import AccountForm, NameForm
from finance.lists.books import chart_table
from finance.refusals.books import sentence
from koprogo.ledger.errors import LedgerError, NoName
from koprogo.ledger.models import Account
from koprogo.ledger.services import add_account, rename_account
from koprogo.ui.exports import send_table


@require_safe
@require(Permission.SEE_BOOKS)
def accounts(request, building):
    found, names = _accounts()
    rows = [
        (
            one,
            names[one.code],
            chart.occupant_percent(one.code),
            chart.is_cost(one.code),
        )
        for one in found
    ]
    context = {"building": building, "rows": rows}
    return render(request, "finance/books/chart.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def accounts_table(request, building, ending):
    return send_table(chart_table(*_accounts()), ending, place=building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.KEEP_BOOKS)
def account_new(request, building):
    form = AccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            account = add_account(**form.cleaned_data, by=request.user)
        except LedgerError as error:
            form.add_error(
                "name" if isinstance(error, NoName) else "code", sentence(error)
            )
        else:
            text = _("Account %(code)s is added.") % {"code": account.code}
            messages.success(request, text)
            return redirect("finance:books-chart", building.slug)
    context = {"building": building, "form": form}
    return render(request, "finance/books/account_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.KEEP_BOOKS)
def account_name(request, building, account_code):
    account = get_object_or_404(Account, code=account_code)
    data = request.POST if request.method == "POST" else None
    form = NameForm(data, initial={"name": account.name})
    if request.method == "POST" and form.is_valid():
        rename_account(code=account_code, **form.cleaned_data, by=request.user)
        messages.success(request, _("The account has its new name."))
        return redirect("finance:books-chart", building.slug)
    context = {
        "building": building,
        "form": form,
        "account": account,
        "usual": chart.standard_label(account_code),
    }
    return render(request, "finance/books/account_name.html", context)


def _accounts():
    found = list(Account.objects.order_by("code"))
    return found, chart.labels(one.code for one in found)
