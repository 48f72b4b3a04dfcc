"""The bank: balances and movements for every co-owner, the import for the office."""

from django.shortcuts import get_object_or_404
from django_filters.rest_framework import ChoiceFilter, DateFilter, FilterSet
from rest_framework.exceptions import PermissionDenied, ValidationError

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.jobs import FOLLOWERS
from finance.api.bank_shapes import (
    BankAccountShape,
    BankFiles,
    BankImportShape,
    BankMovementDetail,
    BankMovementShape,
    BankStatementShape,
    MatchBody,
    SuspendedShape,
)
from finance.api.problems.books import SHUT
from finance.bank import messages
from finance.bank.statement import StatementError
from finance.errors import (
    BeforeOpening,
    KeyNotInForce,
    MoreThanOpen,
    NotOwed,
)
from finance.errors import bank as errors
from finance.models import BankStatement, Payment
from finance.queries.bank import (
    IMPORTING,
    in_suspense,
    matches_of,
    movements,
    shown,
    standing_matches,
)
from finance.queries.bank_proposals import suspended
from finance.queries.reconciliation import bank_states
from finance.services.bank_import import import_file, places_here, places_of
from finance.services.bank_matching import match_movement, undo_match
from koprogo.api.doors import personal
from koprogo.api.downloads import send
from koprogo.api.operations import Listing, operation
from koprogo.api.scopes import Scope
from koprogo.api.views import ApiView

FOLLOWERS |= {IMPORTING: Permission.IMPORT_BANK}


class BankMovementFilter(FilterSet):
    account = ChoiceFilter(
        field_name="statement__bank_account", choices=Payment.BankAccount.choices
    )
    since = DateFilter(field_name="booked_on", lookup_expr="gte")
    until = DateFilter(field_name="booked_on", lookup_expr="lte")


class BankAccounts(ApiView):
    tag = "bank"

    @require(Permission.SEE_BOOKS)
    @operation(list_of=BankAccountShape)
    def get(self, request, building):
        """The accounts of the association, by their last statements and by the books."""
        return list(bank_states().values())


class BankStatements(ApiView):
    tag = "bank"

    @require(Permission.SEE_BOOKS)
    @operation(page_of=BankStatementShape)
    def get(self, request, building, bank_account):
        """The statements of an account beside the books, the latest first."""
        return bank_states()[bank_account].statements


class BankStatementFile(ApiView):
    tag = "bank"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(downloads=("text/plain",))
    def get(self, request, building, bank_statement_id):
        """A statement as the bank sent it."""
        found = BankStatement.objects.select_related("file")
        return send(request, get_object_or_404(found, uuid=bank_statement_id).file)


class BankMovements(ApiView):
    tag = "bank"

    @require(Permission.SEE_BOOKS)
    @operation(page_of=BankMovementShape, filters=BankMovementFilter)
    def get(self, request, building):
        """What moved, the latest first; another owner's payment without his name."""
        return Listing(movements(), lambda rows: shown(rows, request.access))


class BankMovementView(ApiView):
    tag = "bank"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(answer=BankMovementDetail)
    def get(self, request, building, movement_id):
        """One movement, and what it was said to be."""
        return _detail(request, get_object_or_404(movements(), uuid=movement_id))


class BankSuspense(ApiView):
    tag = "bank"

    @require(Permission.IMPORT_BANK)
    @operation(page_of=SuspendedShape)
    def get(self, request, building):
        """What nobody has recognised yet, with what it may be."""
        return Listing(in_suspense(), lambda rows: suspended(rows, building))


class BankImport(ApiView):
    tag = "bank"

    @require(Permission.IMPORT_BANK)
    @operation(body=BankFiles, answer=BankImportShape)
    def post(self, request, building):
        """Import files of this building; a file imported before changes nothing.

        Each statement is booked as a whole or not at all. A file that cannot be read
        is refused with all that came with it.
        """
        return _imported(self, request, places_here())


class FirmBankImport(ApiView):
    tag = "bank"

    @personal(Scope.BOOKS)
    @operation(body=BankFiles, answer=BankImportShape)
    def post(self, request):
        """Import files with accounts of all buildings where I may."""
        places = places_of(request.user)
        if not places:
            raise PermissionDenied
        return _imported(self, request, places)


class BankMatch(ApiView):
    tag = "bank"

    @require(Permission.IMPORT_BANK)
    @operation(
        body=MatchBody,
        answer=BankMovementDetail,
        refuses=(
            *SHUT,
            BeforeOpening,
            KeyNotInForce,
            MoreThanOpen,
            NotOwed,
            errors.NothingToMatch,
            errors.AlreadyUndone,
            errors.NotOfItsOwn,
            errors.OtherAmount,
            errors.PartsDiffer,
            errors.WrongWay,
        ),
    )
    def post(self, request, building, movement_id):
        """Say what all that is in suspense of a movement is."""
        movement = get_object_or_404(movements(), uuid=movement_id)
        parts = [one["part"] for one in self.read()["parts"]]
        match_movement(movement, parts, by=request.user)
        return _detail(request, movements().get(pk=movement.pk))


class BankUndo(ApiView):
    tag = "bank"

    @require(Permission.IMPORT_BANK)
    @operation(answer=BankMovementDetail, refuses=(errors.AlreadyUndone, *SHUT))
    def post(self, request, building, match_id):
        """Take back what a part of a movement was said to be."""
        matches = standing_matches().select_related("movement")
        match = get_object_or_404(matches, uuid=match_id)
        undo_match(match, by=request.user)
        return _detail(request, movements().get(pk=match.movement_id))


def _imported(view, request, places):
    """Return what became of every statement, once all files can be read."""
    results = []
    for name, data in view.read()["files"]:
        try:
            results += import_file(data, places=places, by=request.user)
        except StatementError as error:
            problem = f"{name}: {messages.sentence(error)}"
            raise ValidationError({"files": [problem]}) from None
    return {"statements": results}


def _detail(request, movement) -> dict:
    [row] = shown([movement], request.access)
    names = ("movement", "what", "whose", "counterparty", "iban", "communication")
    found = {name: getattr(row, name) for name in (*names, "message")}
    return found | {"matches": matches_of(movement)}
