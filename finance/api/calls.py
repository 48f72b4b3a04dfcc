"""Calls for funds: prepared, looked at, issued once, perhaps cancelled."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from buildings.access import Permission
from buildings.api.doors import require
from buildings.models import AllocationKey
from finance import services
from finance.api.bodies import CallBody
from finance.api.filters import CallFilter, DocumentFilter
from finance.api.problems.books import SHUT
from finance.api.shapes import CallDetail, CallShape, DividedShape, DocumentShape
from finance.errors import (
    AlreadyCancelled,
    AlreadyIssued,
    BeforeOpening,
    BuildingIncomplete,
    DueInThePast,
    KeyNotInForce,
    LotWithoutHolder,
    NotIssued,
)
from finance.errors.books import WorksEnded
from finance.models import Call, CallDocument, Works
from finance.queries import call_list, division_of, visible_documents
from finance.queries.documents import preview, shown
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView

INDIVISIBLE = (KeyNotInForce, LotWithoutHolder)


class Calls(ApiView):
    tag = "calls"

    @require(Permission.SEE_CALLS)
    @operation(page_of=CallShape, filters=CallFilter)
    def get(self, request, building):
        """The calls for funds, the latest first; drafts for who prepares them."""
        return _visible(request)

    @require(Permission.PREPARE_CALLS)
    @operation(body=CallBody, answer=CallDetail, status=201)
    def post(self, request, building):
        """Prepare a call: nothing is owed before it is issued."""
        data = self.read(**_known())
        return _shown(services.draft_call(by=request.user, **data))


class CallView(ApiView):
    tag = "calls"

    @require(Permission.SEE_CALLS)
    @operation(answer=CallDetail)
    def get(self, request, building, call_id):
        """One call with its items."""
        return get_object_or_404(_with_items(_visible(request)), uuid=call_id)

    @require(Permission.PREPARE_CALLS)
    @operation(body=CallBody, answer=CallDetail, refuses=(AlreadyIssued,))
    def put(self, request, building, call_id):
        """Write a draft anew."""
        call = get_object_or_404(Call, uuid=call_id)
        data = self.read(**_known())
        return _shown(services.redraft_call(call, by=request.user, **data))

    @require(Permission.PREPARE_CALLS)
    @operation(status=204, refuses=(AlreadyIssued,))
    def delete(self, request, building, call_id):
        """Discard a draft."""
        services.discard_draft(get_object_or_404(Call, uuid=call_id), by=request.user)


class Preview(ApiView):
    tag = "calls"

    @require(Permission.PREPARE_CALLS)
    @operation(page_of=DividedShape, refuses=INDIVISIBLE, lines="lines")
    def get(self, request, building, call_id):
        """What each holding would owe if the draft were issued today."""
        call = get_object_or_404(Call.objects.drafts(), uuid=call_id)
        items = list(call.items.select_related("key"))
        parts = division_of(items, on=timezone.localdate())
        return Listing(parts, lambda page: preview(items, page))


class Issue(ApiView):
    tag = "calls"

    @require(Permission.ISSUE_CALLS)
    @operation(
        answer=CallDetail,
        refuses=(
            AlreadyIssued,
            BuildingIncomplete,
            DueInThePast,
            BeforeOpening,
            WorksEnded,
            *SHUT,
            *INDIVISIBLE,
        ),
    )
    def post(self, request, building, call_id):
        """Issue a call: divide it over the holders of today, post it, freeze it.

        It happens once: a request that is sent again gets `already-issued`.
        """
        call = get_object_or_404(Call, uuid=call_id)
        return _shown(services.issue_call(call, by=request.user))


class Cancel(ApiView):
    tag = "calls"

    @require(Permission.ISSUE_CALLS)
    @operation(answer=CallDetail, refuses=(NotIssued, AlreadyCancelled, *SHUT))
    def post(self, request, building, call_id):
        """Cancel an issued call by a mirror entry; payments become credits."""
        call = get_object_or_404(Call, uuid=call_id)
        return _shown(services.cancel_call(call, by=request.user))


def _known() -> dict:
    """Return what the items of a call may name."""
    works = Works.objects.filter(ended_on=None)
    return {"keys": AllocationKey.objects.all(), "works": works}


def _visible(request):
    found = call_list()
    may_prepare = request.access.allows(Permission.PREPARE_CALLS)
    return found if may_prepare else found.issued()


def _with_items(calls):
    return calls.prefetch_related("items__key")


def _shown(call: Call) -> Call:
    return _with_items(call_list()).get(pk=call.pk)


class Documents(ApiView):
    tag = "calls"

    @require(Permission.SEE_CALLS)
    @operation(page_of=DocumentShape, filters=DocumentFilter, lines="lines")
    def get(self, request, building):
        """What each holding owes by call, with the arithmetic: mine, or all.

        All are for those who see every account. A file has a line for each lot and item.
        """
        return Listing(_documents(request), shown)


class DocumentView(ApiView):
    tag = "calls"

    @require(Permission.SEE_CALLS)
    @operation(answer=DocumentShape)
    def get(self, request, building, document_id):
        """What one holding owes for one call, with the arithmetic."""
        found: CallDocument | None = (
            _documents(request).filter(uuid=document_id).first()
        )
        if found is None:
            raise Http404
        return shown([found])[0]


def _documents(request):
    return visible_documents(request.access).select_related("call").order_by("-pk")
