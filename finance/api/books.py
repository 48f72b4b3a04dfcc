"""Keeping the books: the chart, entries of one's own, fiscal years, works."""

from uuid import uuid5

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework.exceptions import ValidationError

from buildings.access import Permission
from buildings.api.doors import require
from finance import chart
from finance.api.book_shapes import (
    AccountBody,
    AccountNameBody,
    ChartShape,
    EndOfWorksBody,
    NewWorksBody,
    OwnEntryBody,
    OwnEntryShape,
    ReasonBody,
    TransferBody,
    TransferShape,
    WorksShape,
    YearBody,
    YearDetail,
    YearShape,
)
from finance.api.problems.books import SHUT
from finance.checklist import told
from finance.errors import BeforeOpening, KeyNotInForce
from finance.errors import books as errors
from finance.forms.books import YearForm
from finance.models import OwnEntry, Works
from finance.queries.transfers import reserve_to_transfer
from finance.queries.works import works_accounts
from finance.queries.year_end import next_first_day, year_end, year_rows
from finance.services.own_entries import book_entry, record_transfer, take_back_entry
from finance.services.works import add_works, end_works
from finance.services.year_end import close_fiscal_year, reopen_fiscal_year
from koprogo.api.downloads import PDF, send
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView
from koprogo.ledger import errors as ledger
from koprogo.ledger.models import Account, FiscalYear
from koprogo.ledger.services import add_account, open_year, rename_account

OF_LINES = (
    errors.TooFewLines,
    errors.EntryUnbalanced,
    errors.HolderNeeded,
    errors.SupplierNeeded,
    errors.BasisNeeded,
    errors.NotByHand,
    KeyNotInForce,
)


class Chart(ApiView):
    tag = "books"

    @require(Permission.SEE_BOOKS)
    @operation(list_of=ChartShape)
    def get(self, request, building):
        """Every account to book on, by code."""
        return _chart(Account.objects.order_by("code"))

    @require(Permission.KEEP_BOOKS)
    @operation(
        body=AccountBody,
        answer=ChartShape,
        status=201,
        refuses=(ledger.NotACode, ledger.AccountExists, ledger.OutsideTheChart),
    )
    def post(self, request, building):
        """Add a sub-account: its code begins with that of an account that is there."""
        account = add_account(**self.read(), by=request.user)
        return _chart([account])[0]


class ChartAccount(ApiView):
    tag = "books"

    @require(Permission.KEEP_BOOKS)
    @operation(body=AccountNameBody, answer=ChartShape)
    def put(self, request, building, account_code):
        """Call an account otherwise in this building."""
        get_object_or_404(Account, code=account_code)
        account = rename_account(code=account_code, **self.read(), by=request.user)
        return _chart([account])[0]


def _chart(accounts) -> list[dict]:
    found = list(accounts)
    names = chart.labels(one.code for one in found)
    return [
        {
            "code": one.code,
            "name": names[one.code],
            "own_name": one.name,
            "is_cost": chart.is_cost(one.code),
            "occupant_percent": chart.occupant_percent(one.code),
        }
        for one in found
    ]


class OwnEntries(ApiView):
    tag = "books"

    @require(Permission.KEEP_BOOKS)
    @operation(
        body=OwnEntryBody,
        answer=OwnEntryShape,
        status=201,
        refuses=(
            errors.EntryInTheFuture,
            errors.EntryBooked,
            BeforeOpening,
            *OF_LINES,
            *SHUT,
        ),
        keyed=True,
    )
    def post(self, request, building):
        """Book an entry by hand, once for each `Idempotency-Key`."""
        uuid = uuid5(building.tenant.uuid, f"own:{self.idempotency_key()}")
        return book_entry(uuid=uuid, **self.read(), by=request.user)


class OwnEntryReversal(ApiView):
    tag = "books"

    @require(Permission.KEEP_BOOKS)
    @operation(
        body=ReasonBody, answer=OwnEntryShape, refuses=(errors.EntryTakenBack, *SHUT)
    )
    def post(self, request, building, own_id):
        """Take an entry back by a mirror."""
        return take_back_entry(_own(own_id), **self.read(), by=request.user)


class OwnEntryVoucher(ApiView):
    tag = "books"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(downloads=(PDF, "image/jpeg", "image/png"))
    def get(self, request, building, own_id):
        """What an entry was made from."""
        return send(request, _own(own_id, voucher__isnull=False).voucher)


def _own(own_id, **more) -> OwnEntry:
    rows = OwnEntry.objects.select_related("entry__journal", "voucher")
    return get_object_or_404(rows, uuid=own_id, **more)


class Transfer(ApiView):
    tag = "books"

    @require(Permission.KEEP_BOOKS)
    @operation(answer=TransferShape)
    def get(self, request, building):
        """What is to be moved from the working account to the reserve account."""
        return reserve_to_transfer(on=timezone.localdate())

    @require(Permission.KEEP_BOOKS)
    @operation(
        body=TransferBody,
        answer=OwnEntryShape,
        status=201,
        refuses=(
            errors.NothingToTransfer,
            errors.EntryInTheFuture,
            errors.EntryBooked,
            BeforeOpening,
            *SHUT,
        ),
        keyed=True,
    )
    def post(self, request, building):
        """Note a transfer, where no bank statements are imported that would."""
        uuid = uuid5(building.tenant.uuid, f"transfer:{self.idempotency_key()}")
        return record_transfer(uuid=uuid, **self.read(), by=request.user)


class Years(ApiView):
    tag = "books"

    @require(Permission.SEE_BOOKS)
    @operation(list_of=YearShape)
    def get(self, request, building):
        """The fiscal years, the latest first."""
        return [row.year for row in year_rows()]

    @require(Permission.KEEP_BOOKS)
    @operation(
        body=YearBody,
        answer=YearShape,
        status=201,
        refuses=(ledger.YearTooLong, ledger.YearExists, ledger.YearDoesNotFit),
    )
    def post(self, request, building):
        """Open a fiscal year, of 24 months at most."""
        form = _year_form(building, self.read())
        return open_year(**form.days(), by=request.user)


def _year_form(building, data: dict) -> YearForm:
    """Return the form of the page, filled in: its rules are those of the body."""
    since = data.get("since") or next_first_day(on=timezone.localdate())
    first = YearForm(since=since)
    proposed = {name: first[name].value() for name in first.fields}
    form = YearForm(proposed | data, since=since)
    if not form.is_valid():
        raise ValidationError(form.errors)
    return form


class YearView(ApiView):
    tag = "books"

    @require(Permission.SEE_BOOKS)
    @operation(answer=YearDetail)
    def get(self, request, building, year):
        """A fiscal year, and what is missing before it can be closed."""
        return _detail(_year(year))


class YearClosing(ApiView):
    tag = "books"

    @require(Permission.CLOSE_BOOKS)
    @operation(
        answer=YearDetail,
        refuses=(errors.YearNotReady, ledger.AlreadyClosed, ledger.EarlierYearOpen),
    )
    def post(self, request, building, year):
        """Carry the result and close the year: it takes no entry any more."""
        _year(year)
        return _detail(close_fiscal_year(year=year, by=request.user))


class YearReopening(ApiView):
    tag = "books"

    @require(Permission.CLOSE_BOOKS)
    @operation(
        body=ReasonBody,
        answer=YearDetail,
        refuses=(ledger.NotClosed, ledger.LaterYearClosed),
    )
    def post(self, request, building, year):
        """Take the closing of the last closed year back, for a reason that stays."""
        _year(year)
        reopened = reopen_fiscal_year(year=year, by=request.user, **self.read())
        return _detail(reopened)


def _year(year: int) -> FiscalYear:
    return get_object_or_404(FiscalYear, year=year)


def _detail(year: FiscalYear) -> dict:
    checks = []
    if not year.is_closed:
        checks = told(year_end(year, on=timezone.localdate()))
    return {
        "year": year.year,
        "since": year.since,
        "last_day": year.last_day,
        "closed_at": year.closed_at,
        "checks": checks,
    }


class WorksList(ApiView):
    tag = "books"

    @require(Permission.SEE_BOOKS)
    @operation(page_of=WorksShape)
    def get(self, request, building):
        """Works with calls of their own, the latest decision first."""
        return Listing(Works.objects.all(), works_accounts)

    @require(Permission.KEEP_BOOKS)
    @operation(
        body=NewWorksBody,
        answer=WorksShape,
        status=201,
        refuses=(errors.WorksExist, errors.EntryInTheFuture),
    )
    def post(self, request, building):
        """Note works that an assembly decided: calls and invoices can name them then."""
        return _shown(add_works(**self.read(), by=request.user))


class WorksView(ApiView):
    tag = "books"

    @require(Permission.SEE_BOOKS)
    @operation(answer=WorksShape)
    def get(self, request, building, works_id):
        """What was called and spent for works."""
        return _shown(get_object_or_404(Works, uuid=works_id))


class WorksEnding(ApiView):
    tag = "books"

    @require(Permission.CLOSE_BOOKS)
    @operation(
        body=EndOfWorksBody,
        answer=WorksShape,
        refuses=(
            errors.WorksEnded,
            errors.WorksPending,
            errors.WorksNotCalled,
            BeforeOpening,
            *SHUT,
        ),
    )
    def post(self, request, building, works_id):
        """Refund what was called too much, or call what is missing."""
        works = get_object_or_404(Works, uuid=works_id)
        return _shown(end_works(works, **self.read(), by=request.user))


def _shown(works: Works):
    return works_accounts([works])[0]
