"""What participations owe and paid, for programs."""

from uuid import UUID, uuid5

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from buildings.models import Participation
from finance.errors.bank import StatementInTheFuture, UnbookableStatement
from koprogo.api.downloads import PDF, send
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from transparency import errors
from transparency.access import Permission
from transparency.api.book_shapes import BillingShape, MissingMonthShape
from transparency.api.books import given
from transparency.api.contribution_shapes import (
    AccountLineShape,
    BankFileBody,
    BankFileShape,
    BookingBody,
    ContributionReceiptShape,
    ParticipationBalanceShape,
    ReceiptBody,
)
from transparency.api.doors import require_api
from transparency.forms.contributions import BalanceFilter, ReceiptFilter
from transparency.models import Contribution, Receipt
from transparency.queries import contributions as queries
from transparency.queries.contributions import Account, account_of, own_participations
from transparency.queries.quarters import first_open_day, unbilled_months
from transparency.services.bank_files import book_bank_file, keep_bank_file
from transparency.services.contribution_papers import keep_statement, keep_year
from transparency.services.contributions import bill_later
from transparency.services.receipts import record_receipt, reverse_receipt

SHUT = (errors.NotYet, errors.QuarterClosed)


class ContributionView(ApiView):
    tag = "contributions"


class Contributions(ContributionView):
    @require_api(Permission.SEE_ASBL_BOOKS)
    @operation(page_of=ParticipationBalanceShape, query=BalanceFilter)
    def get(self, request, association):
        """The balance of every participation, by name."""
        return queries.balances(on=timezone.localdate(), **given(self.asked()))


class ContributionsMissing(ContributionView):
    @require_api(Permission.KEEP_ASBL_BOOKS)
    @operation(list_of=MissingMonthShape)
    def get(self, request, association):
        """Which months lack contributions, and how many."""
        return _missing()

    @require_api(Permission.KEEP_ASBL_BOOKS)
    @operation(answer=BillingShape, status=202)
    def post(self, request, association):
        """Have them written; where none is missing, `job` is null."""
        missing = _missing()
        job = bill_later(on=timezone.localdate(), by=request.user)
        return {"missing": missing, "job": job}


def _missing() -> list[dict]:
    found = unbilled_months(since=first_open_day(), on=timezone.localdate())
    return [{"month": month, "many": many} for month, many in found.items()]


# One participation: for the office, or for whoever votes for it


def _of_office(request, participation_id: UUID) -> Participation:
    rows = Participation.objects.select_related("party", "voter")
    return get_object_or_404(rows, uuid=participation_id)


def _of_one_s_own(request, participation_id: UUID) -> Participation:
    own = own_participations(request.access.own_owners)
    return get_object_or_404(own, uuid=participation_id)


def _lines(account: Account) -> list[dict]:
    asked = [
        _line(
            one.uuid, one.month, asked=one.due, has_statement=hasattr(one, "document")
        )
        for one in account.contributions
    ]
    paid = [
        _line(
            one.uuid,
            one.received_on,
            received=one.amount,
            is_reversed=one.mirror_id is not None,
        )
        for one in account.receipts
    ]
    return sorted([*asked, *paid], key=lambda line: line["date"], reverse=True)


def _line(uuid: UUID, date, **said) -> dict:
    known = {
        "uuid": uuid,
        "date": date,
        "asked": None,
        "received": None,
        "is_reversed": False,
        "has_statement": False,
    }
    return known | said


def _balance(found: Participation):
    return get_object_or_404(queries.balances(on=timezone.localdate()), pk=found.pk)


class ContributionAccount(ContributionView):
    @require_api(Permission.SEE_ASBL_BOOKS)
    @operation(answer=ParticipationBalanceShape)
    def get(self, request, association, participation_id):
        """What one participation owes."""
        return _balance(_of_office(request, participation_id))


class ContributionLines(ContributionView):
    @require_api(Permission.SEE_ASBL_BOOKS)
    @operation(list_of=AccountLineShape)
    def get(self, request, association, participation_id):
        """What one participation was asked and paid, the latest first."""
        found = _of_office(request, participation_id)
        return _lines(account_of(found, on=timezone.localdate()))


class MyContributions(ContributionView):
    @require_api(Permission.SEE_MEMBERSHIP)
    @operation(list_of=ParticipationBalanceShape)
    def get(self, request, association):
        """What I vote for, and what it owes."""
        own = own_participations(request.access.own_owners)
        return queries.balances(on=timezone.localdate()).filter(pk__in=own.values("pk"))


class MyContributionAccount(ContributionView):
    @require_api(Permission.SEE_MEMBERSHIP)
    @operation(answer=ParticipationBalanceShape)
    def get(self, request, association, participation_id):
        """What one that I vote for owes."""
        return _balance(_of_one_s_own(request, participation_id))


class MyContributionLines(ContributionView):
    @require_api(Permission.SEE_MEMBERSHIP)
    @operation(list_of=AccountLineShape)
    def get(self, request, association, participation_id):
        """What one that I vote for was asked and paid."""
        found = _of_one_s_own(request, participation_id)
        return _lines(account_of(found, on=timezone.localdate()))


# Statements


def _statement(request, contribution_id: UUID, own: bool) -> Contribution:
    rows = Contribution.objects.select_related("document__file")
    if own:
        mine = own_participations(request.access.own_owners)
        rows = rows.filter(participation__in=mine)
    return get_object_or_404(rows, uuid=contribution_id)


def _sent(request, found: Contribution):
    if not hasattr(found, "document"):
        raise Http404
    return send(request, found.document.file)


class ContributionStatement(ContributionView):
    @require_api(Permission.SEE_ASBL_BOOKS)
    @operation(downloads=(PDF,))
    def get(self, request, association, contribution_id):
        """The statement of a month as PDF; 404 until it is made."""
        return _sent(request, _statement(request, contribution_id, own=False))

    @require_api(Permission.SEE_ASBL_BOOKS)
    @operation(status=204)
    def post(self, request, association, contribution_id):
        """Make the statement of a month; it is kept as it is."""
        found = _statement(request, contribution_id, own=False)
        keep_statement(found, by=request.user)


class MyContributionStatement(ContributionView):
    @require_api(Permission.SEE_MEMBERSHIP)
    @operation(downloads=(PDF,))
    def get(self, request, association, contribution_id):
        """The statement of a month as PDF; 404 until it is made."""
        return _sent(request, _statement(request, contribution_id, own=True))

    @require_api(Permission.SEE_MEMBERSHIP)
    @operation(status=204)
    def post(self, request, association, contribution_id):
        """Make the statement of a month; it is kept as it is."""
        found = _statement(request, contribution_id, own=True)
        keep_statement(found, by=request.user)


def _year_sent(request, found: Participation, year: int):
    document = queries.document_of(found, year)
    if document is None:
        raise Http404
    return send(request, document.file)


def _year_made(request, found: Participation, year: int) -> None:
    if year not in account_of(found, on=timezone.localdate()).years:
        raise Http404
    keep_year(found, year, by=request.user)


class ContributionYear(ContributionView):
    @require_api(Permission.SEE_ASBL_BOOKS)
    @operation(downloads=(PDF,))
    def get(self, request, association, participation_id, calendar_year):
        """The summary of a year as PDF; 404 until it is made."""
        return _year_sent(request, _of_office(request, participation_id), calendar_year)

    @require_api(Permission.SEE_ASBL_BOOKS)
    @operation(status=204, refuses=(errors.YearNotOver,))
    def post(self, request, association, participation_id, calendar_year):
        """Make the summary of a year that is over."""
        _year_made(request, _of_office(request, participation_id), calendar_year)


class MyContributionYear(ContributionView):
    @require_api(Permission.SEE_MEMBERSHIP)
    @operation(downloads=(PDF,))
    def get(self, request, association, participation_id, calendar_year):
        """The summary of a year as PDF; 404 until it is made."""
        return _year_sent(
            request, _of_one_s_own(request, participation_id), calendar_year
        )

    @require_api(Permission.SEE_MEMBERSHIP)
    @operation(status=204, refuses=(errors.YearNotOver,))
    def post(self, request, association, participation_id, calendar_year):
        """Make the summary of a year that is over."""
        _year_made(request, _of_one_s_own(request, participation_id), calendar_year)


# Payments


class Receipts(ContributionView):
    @require_api(Permission.SEE_ASBL_BOOKS)
    @operation(page_of=ContributionReceiptShape, query=ReceiptFilter)
    def get(self, request, association):
        """Payments received, the latest first."""
        return queries.receipts(**given(self.asked()))

    @require_api(Permission.KEEP_ASBL_BOOKS)
    @operation(
        body=ReceiptBody,
        answer=ContributionReceiptShape,
        status=201,
        refuses=(errors.ReceiptRecorded, *SHUT),
        keyed=True,
    )
    def post(self, request, association):
        """Record a payment, once for each `Idempotency-Key`."""
        key = f"receipt:{self.idempotency_key()}"
        uuid = uuid5(association.tenant.uuid, key)
        return record_receipt(uuid=uuid, **self.read(), by=request.user)


class ReceiptReversal(ContributionView):
    @require_api(Permission.KEEP_ASBL_BOOKS)
    @operation(answer=ContributionReceiptShape, refuses=(errors.ReceiptReversed,))
    def post(self, request, association, receipt_id):
        """Take a payment back by a mirror."""
        rows = Receipt.objects.select_related("participation")
        receipt = get_object_or_404(rows, uuid=receipt_id)
        reversed_one = reverse_receipt(receipt, by=request.user)
        return rows.get(pk=reversed_one.pk)


class BankFile(ContributionView):
    @require_api(Permission.KEEP_ASBL_BOOKS)
    @operation(
        body=BankFileBody,
        answer=BankFileShape,
        refuses=(errors.NotOurAccount, UnbookableStatement, StatementInTheFuture),
    )
    def post(self, request, association):
        """Read a CODA or camt.053: says what would be booked, and books nothing."""
        name, data = self.read()["file"]
        return keep_bank_file(data, name=name, association=association, by=request.user)


class BankFileBooking(ContributionView):
    @require_api(Permission.KEEP_ASBL_BOOKS)
    @operation(
        body=BookingBody,
        list_of=ContributionReceiptShape,
        refuses=(errors.BankFileGone,),
    )
    def post(self, request, association):
        """Book what is new of a file that was read; answers the payments."""
        return book_bank_file(
            self.read()["key"], association=association, by=request.user
        )
