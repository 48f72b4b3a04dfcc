"""Statements of charges: drafted, computed, posted once, perhaps cancelled."""

from django.shortcuts import get_object_or_404
from django_filters.rest_framework import ChoiceFilter, FilterSet, UUIDFilter

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.jobs import FOLLOWERS
from finance.api.charge_shapes import (
    CANCELLED,
    DRAFT,
    POSTED,
    STATUSES,
    ChargeDocumentDetail,
    ChargeDocumentShape,
    ChargesShape,
    ChargeTotalShape,
    ComputedShape,
    MatrixShape,
)
from finance.api.problems.books import SHUT
from finance.errors import BeforeOpening, KeyNotInForce
from finance.errors import charge_statements as errors
from finance.forms.charge_statements import StatementForm, half_open
from finance.models import ChargeStatement
from finance.queries import holdings_of
from finance.queries.charge_documents import shown_charges
from finance.queries.charge_overview import matrix, totals_of
from finance.queries.charge_statements import (
    statement_list,
    visible_charge_documents,
    visible_statements,
)
from finance.queries.holders import name_holders
from finance.services import charge_statements as services
from finance.services.charge_computing import COMPUTING, start_computing
from koprogo.api.bodies import FormBody
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView

FOLLOWERS |= {COMPUTING: Permission.PREPARE_STATEMENTS}
INDIVISIBLE = (
    errors.CannotDivide,
    errors.MeterUnread,
    errors.CostsUnexplained,
    errors.ProvisionsUnexplained,
    KeyNotInForce,
)


class ChargesBody(FormBody):
    form_class = StatementForm


class ChargesFilter(FilterSet):
    status = ChoiceFilter(
        choices=[(status, status) for status in STATUSES], method="with_status"
    )

    def with_status(self, statements, _name, status):
        posted = statements.filter(posted_at__isnull=False)
        return {
            DRAFT: lambda: statements.filter(posted_at=None),
            POSTED: lambda: posted.filter(cancelled_at=None),
            CANCELLED: lambda: posted.filter(cancelled_at__isnull=False),
        }[status]()


class ChargeDocumentFilter(FilterSet):
    statement = UUIDFilter(field_name="statement__uuid")
    holding = UUIDFilter(field_name="holding__uuid")


class ChargeStatements(ApiView):
    tag = "charges"

    @require(Permission.SEE_BOOKS)
    @operation(page_of=ChargesShape, filters=ChargesFilter)
    def get(self, request, building):
        """The statements of charges, the latest first; drafts for who prepares them."""
        return visible_statements(request.access)

    @require(Permission.PREPARE_STATEMENTS)
    @operation(
        body=ChargesBody,
        answer=ChargesShape,
        status=201,
        refuses=(errors.PeriodSettled,),
    )
    def post(self, request, building):
        """Prepare a statement: nothing is owed before it is posted."""
        drafted = services.draft_statement(**half_open(self.read()), by=request.user)
        return _shown(drafted)


class ChargeStatementView(ApiView):
    tag = "charges"

    @require(Permission.SEE_BOOKS)
    @operation(answer=ChargesShape)
    def get(self, request, building, statement_id):
        """One statement with its sums."""
        return get_object_or_404(visible_statements(request.access), uuid=statement_id)

    @require(Permission.PREPARE_STATEMENTS)
    @operation(
        body=ChargesBody,
        answer=ChargesShape,
        refuses=(errors.StatementPosted, errors.PeriodSettled),
    )
    def put(self, request, building, statement_id):
        """Write a draft anew; what was computed for other days is deleted."""
        found = _statement(statement_id)
        data = half_open(self.read())
        return _shown(services.redraft_statement(found, by=request.user, **data))

    @require(Permission.PREPARE_STATEMENTS)
    @operation(status=204, refuses=(errors.StatementPosted,))
    def delete(self, request, building, statement_id):
        """Discard a draft."""
        services.discard_statement(_statement(statement_id), by=request.user)


class ChargeTotals(ApiView):
    tag = "charges"

    @require(Permission.SEE_BOOKS)
    @operation(list_of=ChargeTotalShape)
    def get(self, request, building, statement_id):
        """What was divided, by account and by what divides it."""
        return totals_of(_visible(request, statement_id))


class ChargeComputation(ApiView):
    tag = "charges"

    @require(Permission.PREPARE_STATEMENTS)
    @operation(
        answer=ComputedShape,
        refuses=(errors.StatementPosted, errors.PeriodSettled, *INDIVISIBLE, *SHUT),
    )
    def post(self, request, building, statement_id):
        """Compute a draft as the books are now.

        A building of more than 200 lots is left to the worker: follow the `job`.
        """
        found = _statement(statement_id)
        start_computing(found, by=request.user)
        return _shown(found)


class ChargePosting(ApiView):
    tag = "charges"

    @require(Permission.POST_STATEMENTS)
    @operation(
        answer=ChargesShape,
        refuses=(
            errors.StatementPosted,
            errors.NotComputed,
            errors.PeriodNotOver,
            errors.StatementDueInThePast,
            errors.PeriodSettled,
            errors.StatementOutdated,
            errors.NothingToSettle,
            errors.StatementOfYearClosed,
            BeforeOpening,
            *INDIVISIBLE,
            *SHUT,
        ),
    )
    def post(self, request, building, statement_id):
        """Post a statement: charge everybody, give back the provisions, freeze it.

        It happens once: a request that is sent again gets `statement-posted`.
        """
        found = _statement(statement_id)
        return _shown(services.post_statement(found, by=request.user))


class ChargeCancellation(ApiView):
    tag = "charges"

    @require(Permission.POST_STATEMENTS)
    @operation(
        answer=ChargesShape,
        refuses=(
            errors.StatementNotPosted,
            errors.StatementCancelled,
            errors.StatementOfYearClosed,
            *SHUT,
        ),
    )
    def post(self, request, building, statement_id):
        """Cancel a posted statement by a mirror entry; its period is open again."""
        found = _statement(statement_id)
        return _shown(services.cancel_statement(found, by=request.user))


class ChargeMatrix(ApiView):
    tag = "charges"

    @require(Permission.SEE_BOOKS)
    @operation(page_of=MatrixShape, lines="amounts")
    def get(self, request, building, statement_id):
        """What each lot bears on each account: of my lots, or of all."""
        everybody = request.access.allows(Permission.SEE_ALL_ACCOUNTS)
        codes, rows = matrix(
            _visible(request, statement_id),
            None if everybody else holdings_of(request.access),
        )
        return Listing(rows, lambda page: [_with_accounts(codes, row) for row in page])


def _with_accounts(codes, row):
    amounts = zip(codes, row.amounts, strict=True)
    return {
        "piece": row.piece,
        "amounts": [{"account": code, "amount": amount} for code, amount in amounts],
    }


class ChargeDocuments(ApiView):
    tag = "charges"

    @require(Permission.SEE_BOOKS)
    @operation(page_of=ChargeDocumentShape, filters=ChargeDocumentFilter)
    def get(self, request, building):
        """What each holding owes by statement: mine, or all."""
        found = visible_charge_documents(request.access).select_related("holding")
        return Listing(found.order_by("-statement", "pk"), _named)


def _named(documents):
    found = list(documents)
    name_holders(found)
    return found


class ChargeDocumentView(ApiView):
    tag = "charges"

    @require(Permission.SEE_BOOKS)
    @operation(answer=ChargeDocumentDetail)
    def get(self, request, building, charge_document_id):
        """The statement of one holding, every line with its arithmetic."""
        found = visible_charge_documents(request.access).select_related("charge")
        return shown_charges(get_object_or_404(found, uuid=charge_document_id))


def _visible(request, statement_id) -> ChargeStatement:
    return get_object_or_404(visible_statements(request.access), uuid=statement_id)


def _statement(statement_id) -> ChargeStatement:
    return get_object_or_404(ChargeStatement, uuid=statement_id)


def _shown(statement: ChargeStatement) -> ChargeStatement:
    return statement_list().get(pk=statement.pk)
