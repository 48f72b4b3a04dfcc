"""Costs and income with their papers, for programs."""

from decimal import Decimal
from uuid import UUID, uuid5

from django.shortcuts import get_object_or_404
from django.utils import timezone

from koprogo.api.downloads import PDF, send
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from transparency import errors
from transparency.access import Permission
from transparency.api.book_shapes import (
    ExpectedShape,
    PaidBody,
    VoucherApprovalBody,
    VoucherBody,
    VoucherCorrectionBody,
    VoucherDetail,
    VoucherReasonBody,
    VoucherShape,
)
from transparency.api.books import given
from transparency.api.doors import require_api
from transparency.forms.books import VoucherFilter
from transparency.models import Voucher
from transparency.queries.quarters import first_open_day
from transparency.queries.vouchers import (
    expected_again,
    fingerprint,
    plan_of,
    voucher_list,
)
from transparency.services import vouchers as services

OF_THE_FORM = (errors.NotYet, errors.TooManyMonths)
DECIDING = (errors.SamePerson, errors.VoucherDecided)


class VoucherApiView(ApiView):
    tag = "asbl-books"

    def voucher(self, voucher_id: UUID) -> Voucher:
        rows = Voucher.objects.select_related("paper", "entered_by", "decided_by")
        return get_object_or_404(rows, uuid=voucher_id)

    def detail(self, voucher_id: UUID) -> dict:
        """Return a voucher as it is now, with what it books or would book."""
        found = self.voucher(voucher_id)
        noted = found.entries.select_related("entry")
        shown = {"voucher": found, "planned": [], "seen": "", "booked": noted}
        if found.state != Voucher.State.ENTERED:
            return shown | {"moved": Decimal("0.00")}
        plan = plan_of(found, first_open=first_open_day())
        return shown | {
            "planned": plan.entries,
            "moved": plan.moved,
            "seen": fingerprint(found, plan),
        }


class Vouchers(VoucherApiView):
    @require_api(Permission.SEE_ASBL_BOOKS)
    @operation(page_of=VoucherShape, query=VoucherFilter)
    def get(self, request, association):
        """Costs and income, the latest first."""
        return voucher_list(**given(self.asked()))

    @require_api(Permission.KEEP_ASBL_BOOKS)
    @operation(
        body=VoucherBody,
        answer=VoucherDetail,
        status=201,
        refuses=(errors.VoucherEntered, *OF_THE_FORM),
        keyed=True,
    )
    def post(self, request, association):
        """Enter a cost or an income with its paper, once for each `Idempotency-Key`."""
        key = f"voucher:{self.idempotency_key()}"
        uuid = uuid5(association.tenant.uuid, key)
        services.enter_voucher(uuid=uuid, **self.read(), by=request.user)
        return self.detail(uuid)


class VouchersExpected(VoucherApiView):
    @require_api(Permission.SEE_ASBL_BOOKS)
    @operation(list_of=ExpectedShape)
    def get(self, request, association):
        """Recurring ones that should have come again."""
        return expected_again(on=timezone.localdate())


class VoucherView(VoucherApiView):
    @require_api(Permission.SEE_ASBL_BOOKS)
    @operation(answer=VoucherDetail)
    def get(self, request, association, voucher_id):
        """One of them, with what it books or would book."""
        return self.detail(voucher_id)

    @require_api(Permission.KEEP_ASBL_BOOKS)
    @operation(
        body=VoucherCorrectionBody,
        answer=VoucherDetail,
        refuses=(errors.VoucherDecided, *OF_THE_FORM),
    )
    def put(self, request, association, voucher_id):
        """Correct what nobody has decided yet."""
        found = self.voucher(voucher_id)
        services.correct_voucher(found, **self.read(), by=request.user)
        return self.detail(voucher_id)

    @require_api(Permission.KEEP_ASBL_BOOKS)
    @operation(status=204, refuses=(errors.VoucherDecided,))
    def delete(self, request, association, voucher_id):
        """Withdraw what nobody has decided yet."""
        services.withdraw_voucher(self.voucher(voucher_id), by=request.user)


class VoucherPaper(VoucherApiView):
    @require_api(Permission.SEE_ASBL_BOOKS)
    @operation(downloads=(PDF, "image/jpeg", "image/png", "text/plain"))
    def get(self, request, association, voucher_id):
        """Its paper."""
        return send(request, self.voucher(voucher_id).paper)


class VoucherApproval(VoucherApiView):
    @require_api(Permission.APPROVE_COSTS)
    @operation(
        body=VoucherApprovalBody,
        answer=VoucherDetail,
        refuses=(*DECIDING, errors.VoucherChanged),
    )
    def post(self, request, association, voucher_id):
        """Approve and book what somebody else entered, as `seen` says that it is."""
        found = self.voucher(voucher_id)
        services.approve_voucher(found, **self.read(), by=request.user)
        return self.detail(voucher_id)


class VoucherRejection(VoucherApiView):
    @require_api(Permission.APPROVE_COSTS)
    @operation(
        body=VoucherReasonBody,
        answer=VoucherDetail,
        refuses=(*DECIDING, errors.ReasonMissing),
    )
    def post(self, request, association, voucher_id):
        """Reject what somebody else entered."""
        found = self.voucher(voucher_id)
        services.reject_voucher(found, **self.read(), by=request.user)
        return self.detail(voucher_id)


class VoucherPaid(VoucherApiView):
    @require_api(Permission.KEEP_ASBL_BOOKS)
    @operation(
        body=PaidBody,
        answer=VoucherDetail,
        refuses=(
            errors.NotApproved,
            errors.VoucherPaid,
            errors.NotYet,
            errors.QuarterClosed,
        ),
    )
    def post(self, request, association, voucher_id):
        """Note that the bank paid or received it."""
        found = self.voucher(voucher_id)
        services.pay_voucher(found, **self.read(), by=request.user)
        return self.detail(voucher_id)


class VoucherUnpaid(VoucherApiView):
    @require_api(Permission.KEEP_ASBL_BOOKS)
    @operation(
        answer=VoucherDetail, refuses=(errors.NotApproved, errors.VoucherNotPaid)
    )
    def post(self, request, association, voucher_id):
        """Take the payment back by a mirror."""
        services.unpay_voucher(self.voucher(voucher_id), by=request.user)
        return self.detail(voucher_id)


class VoucherReversal(VoucherApiView):
    @require_api(Permission.APPROVE_COSTS)
    @operation(
        body=VoucherReasonBody,
        answer=VoucherDetail,
        refuses=(errors.NotApproved, errors.VoucherPaid, errors.ReasonMissing),
    )
    def post(self, request, association, voucher_id):
        """Take it out of the books by mirrors of all its entries."""
        found = self.voucher(voucher_id)
        services.reverse_voucher(found, **self.read(), by=request.user)
        return self.detail(voucher_id)
