"""Tenders with their quotes: prepared by the office, compared by everybody."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.jobs import FOLLOWERS, JobShape
from buildings.models import LibraryVersion
from governance.api.requests import FILE_TYPES
from governance.api.tender_shapes import (
    QuoteShape,
    QuoteUpload,
    TenderBody,
    TenderChoiceBody,
    TenderChoiceShape,
    TenderDetail,
    TenderDocumentBody,
    TenderShape,
)
from governance.errors import tenders as errors
from governance.errors.assemblies import AlreadyConvened, DocumentAttached
from governance.models import Quote, Tender
from governance.queries.tenders import (
    Comparison,
    QuoteDraft,
    TenderDraft,
    comparison_of,
    tender_list,
    visible_tenders,
)
from governance.services import comparisons, quotes
from governance.services import tenders as services
from koprogo.api.downloads import PDF, send, send_made
from koprogo.api.operations import operation
from koprogo.api.views import ApiView

CLOSED = (AlreadyConvened, errors.TenderSettled)
FOLLOWERS[comparisons.MAKING] = Permission.PREPARE_ASSEMBLIES


class Tenders(ApiView):
    tag = "tenders"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(page_of=TenderShape)
    def get(self, request, building):
        """The tenders, the latest first; to owners once they are convened with them."""
        return visible_tenders(request.access)

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(
        body=TenderBody,
        answer=TenderDetail,
        status=201,
        refuses=(errors.ItemTaken,),
    )
    def post(self, request, building):
        """Say what suppliers quote for."""
        draft = TenderDraft(**self.read(tender=None))
        made = services.prepare_tender(draft, by=request.user)
        return _detail(request, made)


class TenderView(ApiView):
    tag = "tenders"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(answer=TenderDetail)
    def get(self, request, building, tender_id):
        """One tender, its quotes side by side, and what each would cost me."""
        return _detail(request, _visible(request, tender_id))

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(
        body=TenderBody, answer=TenderDetail, refuses=(*CLOSED, errors.ItemTaken)
    )
    def put(self, request, building, tender_id):
        """Change what is asked."""
        found = _any(tender_id)
        draft = TenderDraft(**self.read(tender=found))
        return _detail(request, services.change_tender(found, draft, by=request.user))

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(status=204, refuses=CLOSED)
    def delete(self, request, building, tender_id):
        """Delete a tender with its quotes."""
        services.discard_tender(_any(tender_id), by=request.user)


class TenderDocuments(ApiView):
    tag = "tenders"

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(
        body=TenderDocumentBody,
        answer=TenderDetail,
        status=201,
        refuses=(*CLOSED, DocumentAttached),
    )
    def post(self, request, building, tender_id):
        """Attach a document of the library to the specification."""
        found = _any(tender_id)
        services.attach_paper(found, **self.read(), by=request.user)
        return _detail(request, found)


class TenderDocumentView(ApiView):
    tag = "tenders"

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(status=204, refuses=CLOSED)
    def delete(self, request, building, tender_id, version_id):
        """Take a document off the specification; it stays in the library."""
        version = get_object_or_404(LibraryVersion, uuid=version_id)
        services.detach_paper(_any(tender_id), version, by=request.user)


class TenderQuotes(ApiView):
    tag = "tenders"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(list_of=QuoteShape)
    def get(self, request, building, tender_id):
        """The quotes side by side, the cheapest first."""
        found = _visible(request, tender_id)
        return comparison_of(found, access=request.access).quotes

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(
        body=QuoteUpload,
        answer=TenderDetail,
        status=201,
        refuses=(*CLOSED, errors.SupplierQuoted),
    )
    def post(self, request, building, tender_id):
        """Enter a quote."""
        found = _any(tender_id)
        quotes.add_quote(found, QuoteDraft(**self.read()), by=request.user)
        return _detail(request, found)


class TenderQuoteView(ApiView):
    tag = "tenders"

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(
        body=QuoteUpload,
        answer=TenderDetail,
        refuses=(*CLOSED, errors.SupplierQuoted),
    )
    def put(self, request, building, tender_id, quote_id):
        """Write a quote anew."""
        found = _quote(_any(tender_id), quote_id)
        quotes.change_quote(found, QuoteDraft(**self.read()), by=request.user)
        return _detail(request, found.tender)

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(status=204, refuses=CLOSED)
    def delete(self, request, building, tender_id, quote_id):
        """Remove a quote."""
        quotes.remove_quote(_quote(_any(tender_id), quote_id), by=request.user)


class TenderQuoteFile(ApiView):
    tag = "tenders"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(downloads=FILE_TYPES)
    def get(self, request, building, tender_id, quote_id):
        """The quote as the supplier sent it."""
        found = _quote(_visible(request, tender_id), quote_id)
        if found.file is None:
            raise Http404
        return send(request, found.file)


class TenderComparisonView(ApiView):
    tag = "tenders"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(downloads=(PDF,))
    def get(self, request, building, tender_id):
        """The comparison on paper, in the language that is asked for."""
        from governance.exports.tenders import comparison_name, comparison_pdf

        found, language = comparison_of(_visible(request, tender_id)), get_language()
        pdf = comparison_pdf(found, building, language=language)
        name = comparison_name(found, building, language=language)
        return send_made(pdf, name=name, content_type=PDF)

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(
        answer=JobShape,
        status=202,
        refuses=(AlreadyConvened, errors.NothingToCompare),
    )
    def post(self, request, building, tender_id):
        """Have the comparison filed in each language, and attached to the point.

        Asked again while it is made, it is made once: `jobs/<uuid>/` says how far it is.
        """
        return comparisons.ask_comparison(_any(tender_id), by=request.user)


class TenderChoice(ApiView):
    tag = "tenders"

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(
        body=TenderChoiceBody,
        answer=TenderChoiceShape,
        refuses=(errors.ReasonMissing, errors.NothingToCompare),
    )
    def put(self, request, building, tender_id):
        """Note which quote is chosen, or that none is taken."""
        found, said = _any(tender_id), self.read()
        quote, reason = said["quote"], said["reason"]
        if quote is None:
            return services.take_none(found, reason=reason, by=request.user)
        mine = _quote(found, quote.uuid)
        return services.choose_quote(mine, reason=reason, by=request.user)

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(status=204, refuses=(errors.NotSettled,))
    def delete(self, request, building, tender_id):
        """Take the choice back."""
        services.reopen_tender(_any(tender_id), by=request.user)


class TenderTakingUp(ApiView):
    tag = "tenders"

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(answer=TenderDetail, refuses=(errors.StillOpen, errors.NotCalledOff))
    def post(self, request, building, tender_id):
        """Take it off the agenda of an assembly that was called off: it can change."""
        found = services.take_up_again(_any(tender_id), by=request.user)
        return _detail(request, found)


def _visible(request, tender_id) -> Tender:
    return get_object_or_404(visible_tenders(request.access), uuid=tender_id)


def _any(tender_id) -> Tender:
    return get_object_or_404(tender_list(), uuid=tender_id)


def _quote(tender: Tender, quote_id) -> Quote:
    found = tender.quotes.select_related("file", "tender__item__assembly")
    return get_object_or_404(found, uuid=quote_id)


def _detail(request, tender: Tender) -> Comparison:
    found = tender_list().get(pk=tender.pk)
    return comparison_of(found, access=request.access)
