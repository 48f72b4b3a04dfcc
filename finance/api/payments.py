"""Payments of owners: recorded once, reversed by a mirror."""

from uuid import UUID, uuid5

from django.shortcuts import get_object_or_404

from buildings.access import Permission
from buildings.api.doors import require
from buildings.queries import named_holdings
from finance import services
from finance.api.bodies import PaymentBody
from finance.api.filters import PaymentFilter
from finance.api.problems.books import SHUT
from finance.api.shapes import PaymentShape
from finance.errors import AlreadyCancelled, AlreadyRecorded, BeforeOpening
from finance.errors.bank import PaymentOfTheBank
from finance.models import Payment
from koprogo.api.operations import operation
from koprogo.api.views import ApiView


class Payments(ApiView):
    tag = "payments"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(page_of=PaymentShape, filters=PaymentFilter)
    def get(self, request, building):
        """Payments received, the latest first."""
        return _payments()

    @require(Permission.RECORD_PAYMENTS)
    @operation(
        body=PaymentBody,
        answer=PaymentShape,
        status=201,
        refuses=(AlreadyRecorded, BeforeOpening, *SHUT),
        keyed=True,
    )
    def post(self, request, building):
        """Record money that arrived: it pays the oldest dues first.

        The same `Idempotency-Key` with the same body answers the payment that was
        recorded the first time; with another body it is refused.
        """
        uuid = _payment_uuid(building, self.idempotency_key())
        data = self.read(holdings=named_holdings().select_related("party"))
        try:
            payment = services.record_payment(uuid=uuid, by=request.user, **data)
        except AlreadyRecorded:
            payment = Payment.objects.get(uuid=uuid)
            if not _says_the_same(payment, data):
                raise
        return _payments().get(pk=payment.pk)


def _payment_uuid(building, key: str) -> UUID:
    """Return the id of the payment of this key: the same key, the same payment.

    Other associations may use the same words: the id grows from this one's.
    """
    return uuid5(building.tenant.uuid, key)


def _says_the_same(payment: Payment, data: dict) -> bool:
    return all(getattr(payment, name) == value for name, value in data.items())


class PaymentView(ApiView):
    tag = "payments"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(answer=PaymentShape)
    def get(self, request, building, payment_id):
        """One payment."""
        return get_object_or_404(_payments(), uuid=payment_id)


class Reversal(ApiView):
    tag = "payments"

    @require(Permission.RECORD_PAYMENTS)
    @operation(answer=PaymentShape, refuses=(AlreadyCancelled, PaymentOfTheBank, *SHUT))
    def post(self, request, building, payment_id):
        """Take a payment back by a mirror entry."""
        payment = get_object_or_404(_payments(), uuid=payment_id)
        services.reverse_payment(payment, by=request.user)
        return _payments().get(pk=payment.pk)


def _payments():
    return Payment.objects.select_related("entry__mirror").prefetch_related(
        "holding__members__owner"
    )
