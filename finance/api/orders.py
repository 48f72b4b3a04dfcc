"""Payment files of suppliers' invoices."""

from django.shortcuts import get_object_or_404
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from finance.api.order_shapes import OrderedLine, OrderLine, PayableLine
from finance.api.problems.books import SHUT
from finance.errors import orders as errors
from finance.models import Invoice, Payment, PaymentOrder
from finance.queries.orders import order_list, payables, shown_order, shown_orders
from finance.services.orders import give_up_order, make_order
from koprogo.api.downloads import send
from koprogo.api.fields import RowField
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView
from koprogo.documents.kinds import CONTENT_TYPES, Kind

MOST = 500


class OrderBody(serializers.Serializer):
    """``confirmed``: invoices to another account than before, which was checked."""

    invoices = serializers.ListField(
        child=RowField(Invoice.objects.posted), min_length=1, max_length=MOST
    )
    confirmed = serializers.ListField(
        child=RowField(Invoice.objects.posted), default=list, max_length=MOST
    )
    execution_date = serializers.DateField()
    bank_account = serializers.ChoiceField(
        Payment.BankAccount, default=Payment.BankAccount.WORKING
    )


class Payables(ApiView):
    tag = "orders"

    @require(Permission.PAY_SUPPLIERS)
    @operation(list_of=PayableLine)
    def get(self, request, building):
        """What may be ordered: due first; credit notes below zero."""
        return payables()


class Orders(ApiView):
    tag = "orders"

    @require(Permission.PAY_SUPPLIERS)
    @operation(page_of=OrderLine)
    def get(self, request, building):
        """The payment files, the latest first."""
        return Listing(order_list(), shown_orders)

    @require(Permission.PAY_SUPPLIERS)
    @operation(
        body=OrderBody,
        answer=OrderLine,
        status=201,
        refuses=(
            errors.ExecutedInThePast,
            errors.AssociationIncomplete,
            errors.NotPayable,
            errors.NoIban,
            errors.IbanUnconfirmed,
            errors.NothingToOrder,
            *SHUT,
        ),
    )
    def post(self, request, building):
        """Order what is left of invoices; credit notes among them are deducted."""
        return _shown(make_order(**self.read(), by=request.user).uuid)


class OrderView(ApiView):
    tag = "orders"

    @require(Permission.PAY_SUPPLIERS)
    @operation(answer=OrderLine)
    def get(self, request, building, order_id):
        """One payment file."""
        return _shown(order_id)


class OrderPayments(ApiView):
    tag = "orders"

    @require(Permission.PAY_SUPPLIERS)
    @operation(list_of=OrderedLine)
    def get(self, request, building, order_id):
        """The payments of a file."""
        return _shown(order_id).payments


class OrderFile(ApiView):
    tag = "orders"

    @require(Permission.PAY_SUPPLIERS)
    @operation(downloads=(CONTENT_TYPES[Kind.XML],))
    def get(self, request, building, order_id):
        """The file for the bank (pain.001)."""
        found = PaymentOrder.objects.select_related("file")
        return send(request, get_object_or_404(found, uuid=order_id).file)


class OrderGivingUp(ApiView):
    tag = "orders"

    @require(Permission.PAY_SUPPLIERS)
    @operation(answer=OrderLine, refuses=(errors.OrderGivenUp, errors.OrderPaid))
    def post(self, request, building, order_id):
        """Free what the bank did not pay: it refused the file."""
        give_up_order(get_object_or_404(PaymentOrder, uuid=order_id), by=request.user)
        return _shown(order_id)


def _shown(order_id):
    return shown_order(get_object_or_404(order_list(), uuid=order_id))
