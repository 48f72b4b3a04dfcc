"""Balances and movements of the bank, statement by statement: every co-owner reads them."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from buildings.access import Permission, require
from finance.forms.bank import MovementFilterForm
from finance.lists.bank import movements_table, statements_table
from finance.models import BankStatement
from finance.queries.bank import (
    chosen,
    in_suspense,
    movements,
    sees_all,
    shown,
)
from finance.queries.reconciliation import bank_states, in_transit
from koprogo.documents.http import attachment
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate

SHOWN_IN_TRANSIT = 50


@require_safe
@require(Permission.SEE_BOOKS)
def bank(request, building):
    """What is at the bank, and what moved: a payment of another owner without his name."""
    form = MovementFilterForm(request.GET, with_words=sees_all(request.access))
    asked = form.asked()
    page = paginate(request, chosen(movements(), request.access, **asked))
    may_import = request.access.allows(Permission.IMPORT_BANK)
    context = {
        "building": building,
        "form": form,
        "asked": asked,
        "states": bank_states().values(),
        "page": page,
        "rows": shown(page, request.access),
        "sees_all": sees_all(request.access),
        "may_import": may_import,
        "waiting": in_suspense().count() if may_import else 0,
    }
    return render(request, "finance/bank/bank.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def bank_table(request, building, ending):
    form = MovementFilterForm(request.GET, with_words=sees_all(request.access))
    found = chosen(movements(), request.access, **form.asked())[: LIMIT + 1]
    table = movements_table(shown(found, request.access))
    return send_table(table, ending, place=building.slug)


@require_safe
@require(Permission.SEE_BOOKS)
def account(request, building, bank_account):
    """The statements of one account beside the books."""
    state = bank_states()[bank_account]
    transit = in_transit(bank_account)[:SHOWN_IN_TRANSIT]
    context = {
        "building": building,
        "state": state,
        "page": paginate(request, state.statements),
        "transit": transit,
        "sees_all": sees_all(request.access),
    }
    return render(request, "finance/bank/account.html", context)


@require_safe
@require(Permission.SEE_BOOKS)
def account_table(request, building, bank_account, ending):
    table = statements_table(bank_states()[bank_account])
    return send_table(table, ending, place=building.slug)


@require_safe
@require(Permission.SEE_ALL_ACCOUNTS)
def statement_file(request, building, bank_statement_id):
    """The statement as the bank sent it: who paid what stands in it."""
    found = get_object_or_404(
        BankStatement.objects.select_related("file"), uuid=bank_statement_id
    )
    return attachment(found.file)
