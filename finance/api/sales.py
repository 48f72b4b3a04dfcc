"""Sales of lots: begun, asked about by the notary, given up."""

from django.shortcuts import get_object_or_404
from django_filters.rest_framework import ChoiceFilter, FilterSet
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.models import Lot
from finance.api.sale_shapes import LinkShape, SaleLine, sale_named
from finance.errors import LotWithoutHolder
from finance.errors import sales as errors
from finance.exports.sales import Known
from finance.forms.sales import NotaryForm, RequestForm
from finance.models import Sale, SaleDocument
from finance.queries.sales import (
    SaleState,
    links_of,
    name_parties,
    sale_list,
)
from finance.services import sale_documents, sale_links
from finance.services import sales as services
from koprogo.api.bodies import FormBody
from koprogo.api.downloads import PDF, send
from koprogo.api.fields import RowField
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView
from koprogo.ui.origin import origin


class SaleBody(FormBody):
    """The lots of one seller, and what is known of the notary."""

    form_class = NotaryForm

    lots = serializers.ListField(
        child=RowField(Lot.objects.all), min_length=1, max_length=100
    )
    contract_on = serializers.DateField(required=False, allow_null=True)


class NotaryBody(FormBody):
    form_class = NotaryForm

    contract_on = serializers.DateField(required=False, allow_null=True)


class RequestBody(FormBody):
    form_class = RequestForm


class StatedBody(serializers.Serializer):
    """What the person states that there is none of; it carries the person's name."""

    none_known = serializers.ListField(
        child=serializers.ChoiceField(list(Known)), default=list, max_length=len(Known)
    )


class InformationHandOver(serializers.Serializer):
    """By e-mail with a link, or by other means that are only noted."""

    by_email = serializers.BooleanField(default=True)


class SaleFilter(FilterSet):
    state = ChoiceFilter(
        choices=[(state.value, state.value) for state in SaleState], method="in_state"
    )

    def in_state(self, sales, _name, state):
        return {
            SaleState.UNDER_WAY: sales.under_way,
            SaleState.CARRIED_OUT: lambda: sales.filter(
                carried_out_at__isnull=False, undone_at=None
            ),
            SaleState.UNDONE: lambda: sales.filter(undone_at__isnull=False),
            SaleState.GIVEN_UP: lambda: sales.filter(given_up_at__isnull=False),
        }[state]()


class Sales(ApiView):
    tag = "sales"

    @require(Permission.PREPARE_SALES)
    @operation(page_of=SaleLine, filters=SaleFilter)
    def get(self, request, building):
        """The sales of lots, the latest first."""
        return Listing(sale_list(), name_parties)

    @require(Permission.PREPARE_SALES)
    @operation(
        body=SaleBody,
        answer=SaleLine,
        status=201,
        refuses=(errors.SeveralSellers, errors.LotInSale, LotWithoutHolder),
    )
    def post(self, request, building):
        """Begin the sale of lots that one holding has today."""
        sale = services.start_sale(**self.read(Sale()), by=request.user)
        return sale_named(sale.uuid)


class SaleView(ApiView):
    tag = "sales"

    @require(Permission.PREPARE_SALES)
    @operation(answer=SaleLine)
    def get(self, request, building, sale_id):
        """One sale."""
        return sale_named(sale_id)

    @require(Permission.PREPARE_SALES)
    @operation(
        body=NotaryBody,
        answer=SaleLine,
        refuses=(errors.SaleClosed, errors.DeedBeforeContract),
    )
    def patch(self, request, building, sale_id):
        """Change what is known of the notary and of the contract."""
        sale = sale_named(sale_id)
        services.change_sale(sale, by=request.user, **self.read(sale))
        return sale_named(sale_id)


class Requests(ApiView):
    tag = "sales"

    @require(Permission.PREPARE_SALES)
    @operation(
        body=RequestBody,
        answer=SaleLine,
        status=201,
        refuses=(
            errors.SaleClosed,
            errors.RequestedInTheFuture,
            errors.AlreadyRequested,
        ),
    )
    def post(self, request, building, sale_id):
        """Note that the notary asked for the information of §1 or §2."""
        services.request_document(sale_named(sale_id), by=request.user, **self.read())
        return sale_named(sale_id)


class Making(ApiView):
    tag = "sales"

    @require(Permission.PREPARE_SALES)
    @operation(body=StatedBody, answer=SaleLine, refuses=(errors.SaleClosed,))
    def post(self, request, building, sale_id, information_id):
        """Make the document from the books of today; made before, it is made anew."""
        document = _document(sale_id, information_id)
        sale_documents.make_document(document, by=request.user, **self.read())
        return sale_named(sale_id)


class HandingOver(ApiView):
    tag = "sales"

    @require(Permission.PREPARE_SALES)
    @operation(
        body=InformationHandOver,
        answer=SaleLine,
        refuses=(
            errors.SaleClosed,
            errors.DocumentNotMade,
            errors.AlreadySent,
            errors.NoNotaryAddress,
        ),
    )
    def post(self, request, building, sale_id, information_id):
        """Send the notary a link, or note that he has the document."""
        document = _document(sale_id, information_id)
        sale_documents.hand_over(
            document, origin=origin(request), by=request.user, **self.read()
        )
        return sale_named(sale_id)


class DocumentFile(ApiView):
    tag = "sales"

    @require(Permission.PREPARE_SALES)
    @operation(downloads=(PDF,))
    def get(self, request, building, sale_id, information_id):
        """The document as PDF; 404 while it is not made."""
        made = SaleDocument.objects.filter(file__isnull=False).select_related("file")
        found = get_object_or_404(made, sale__uuid=sale_id, uuid=information_id)
        return send(request, found.file)


class Links(ApiView):
    tag = "sales"

    @require(Permission.PREPARE_SALES)
    @operation(list_of=LinkShape)
    def get(self, request, building, sale_id):
        """The notary's links to a sale, the latest first."""
        return links_of(sale_named(sale_id))

    @require(Permission.PREPARE_SALES)
    @operation(
        answer=LinkShape,
        status=201,
        refuses=(errors.NoNotaryAddress, errors.SaleClosed),
    )
    def post(self, request, building, sale_id):
        """Send the notary a new link, good for 30 days."""
        return sale_links.share_sale(
            sale_named(sale_id), origin=origin(request), by=request.user
        )


class LinkRevocation(ApiView):
    tag = "sales"

    @require(Permission.PREPARE_SALES)
    @operation(list_of=LinkShape, refuses=(errors.LinkClosed,))
    def post(self, request, building, sale_id, link_id):
        """Withdraw a link: it opens nothing any more."""
        sale = sale_named(sale_id)
        link = get_object_or_404(links_of(sale), uuid=link_id)
        sale_links.revoke_link(link, sale=sale, by=request.user)
        return links_of(sale)


class GivingUp(ApiView):
    tag = "sales"

    @require(Permission.PREPARE_SALES)
    @operation(answer=SaleLine, refuses=(errors.SaleClosed,))
    def post(self, request, building, sale_id):
        """Close a sale that does not take place."""
        services.give_up_sale(sale_named(sale_id), by=request.user)
        return sale_named(sale_id)


def _document(sale_id, information_id) -> SaleDocument:
    documents = SaleDocument.objects.select_related("sale")
    return get_object_or_404(documents, sale__uuid=sale_id, uuid=information_id)
