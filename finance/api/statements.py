"""The statement of an account: what was asked and received, and what it came to."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from buildings.access import Permission
from buildings.api.doors import require
from buildings.models import Holding
from buildings.queries import named_holdings
from finance.api.shapes import StatementShape
from finance.forms import PeriodForm
from finance.queries import holdings_of
from finance.queries.books import default_period
from finance.queries.statement import Statement, statements_of
from finance.statements import statement_pdf
from koprogo.api.downloads import PDF, send_made
from koprogo.api.operations import operation
from koprogo.api.views import ApiView


class StatementView(ApiView):
    tag = "accounts"

    def statements(self, building, holdings) -> list[Statement]:
        """Return the statements of these holdings for the period that is asked for."""
        period = self.asked(**default_period(building, on=timezone.localdate()))
        found = named_holdings(holdings).select_related("party").order_by("code", "pk")
        return statements_of(list(found), **period)

    def as_pdf(self, building, holdings):
        statements = self.statements(building, holdings)
        if not statements:
            raise Http404
        data = statement_pdf(statements, building, on=timezone.localdate())
        return send_made(data, name=f"{building.slug}-statement.pdf", content_type=PDF)


class MyStatement(StatementView):
    @require(Permission.SEE_OWN_ACCOUNT)
    @operation(list_of=StatementShape, query=PeriodForm, lines="movements")
    def get(self, request, building):
        """My accounts in a period; a line for each movement in a file."""
        return self.statements(building, holdings_of(request.access))


class MyStatementFile(StatementView):
    @require(Permission.SEE_OWN_ACCOUNT)
    @operation(downloads=(PDF,), query=PeriodForm)
    def get(self, request, building):
        """The same as PDF."""
        return self.as_pdf(building, holdings_of(request.access))


class AccountStatement(StatementView):
    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(list_of=StatementShape, query=PeriodForm, lines="movements")
    def get(self, request, building, holding_id):
        """The account of one holder in a period, as a list of one."""
        return self.statements(building, _one(holding_id))


class AccountStatementFile(StatementView):
    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(downloads=(PDF,), query=PeriodForm)
    def get(self, request, building, holding_id):
        """The same as PDF."""
        return self.as_pdf(building, _one(holding_id))


def _one(holding_id):
    return Holding.objects.filter(pk=get_object_or_404(Holding, uuid=holding_id).pk)
