"""Contested lines: opened from a line of one's own, answered by the syndic, closed."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django_filters.rest_framework import ChoiceFilter, FilterSet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.shapes import HoldingName
from finance.errors.contests import AlreadyContested, ContestClosed, NothingToContest
from finance.forms.contests import STATES, AnswerForm, ClosingForm, ContestForm
from finance.models import Contest
from finance.queries.charge_documents import charge_line
from finance.queries.contests import (
    Status,
    chosen,
    contest_list,
    own_call_line,
    own_charge_documents,
    own_contests,
    own_owner,
    visible_contests,
)
from finance.queries.holders import name_holders
from finance.services import contests as services
from koprogo.api.bodies import FormBody
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView
from koprogo.ui.origin import origin


class ContestShape(serializers.Serializer):
    """The file of a contested line, of a call (``document``) or of a statement of
    charges (``charge_document`` and ``cost``). ``status``: who writes next, or how it
    ended.
    """

    uuid = serializers.UUIDField()
    holding = HoldingName()
    title = serializers.CharField()
    label = serializers.CharField()
    document = serializers.SerializerMethodField()
    charge_document = serializers.SerializerMethodField()
    cost = serializers.SerializerMethodField()
    text = serializers.CharField()
    opened_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    status = serializers.ChoiceField(Status)

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_document(self, contest):
        return contest.call_line and str(contest.call_line.document.uuid)

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_charge_document(self, contest):
        return contest.document and str(contest.document.uuid)

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_cost(self, contest):
        return contest.cost and str(contest.cost.uuid)


class AnswerShape(serializers.Serializer):
    """What the syndic or the owner wrote."""

    text = serializers.CharField()
    written_at = serializers.DateTimeField()
    by_syndic = serializers.BooleanField()


class ContestDetail(ContestShape):
    answers = AnswerShape(many=True, source="answers.all")


class ContestBody(FormBody):
    form_class = ContestForm


class ContestAnswerBody(FormBody):
    form_class = AnswerForm


class ClosingBody(FormBody):
    form_class = ClosingForm


class ContestFilter(FilterSet):
    state = ChoiceFilter(choices=STATES, method="with_state")

    def with_state(self, contests, _name, state):
        return chosen(contests, state)


class Contests(ApiView):
    tag = "contests"

    @require(Permission.SEE_BOOKS)
    @operation(page_of=ContestShape, filters=ContestFilter)
    def get(self, request, building):
        """The files of contested lines, the latest first: mine, or all.

        All are for the office and the auditor.
        """
        return Listing(visible_contests(request.access), _named)


class ContestView(ApiView):
    tag = "contests"

    @require(Permission.SEE_BOOKS)
    @operation(answer=ContestDetail)
    def get(self, request, building, contest_id):
        """One file with all that was written in it."""
        return get_object_or_404(visible_contests(request.access), uuid=contest_id)


class ContestingCallLine(ApiView):
    tag = "contests"

    @require(Permission.CONTEST)
    @operation(
        body=ContestBody,
        answer=ContestDetail,
        status=201,
        refuses=(AlreadyContested, NothingToContest),
    )
    def post(self, request, building, document_id, position, called_lot_id):
        """Contest a line of a call to me: of an item, by its position, and a lot."""
        line = own_call_line(
            request.access, document=document_id, position=position, lot=called_lot_id
        )
        if line is None:
            raise Http404
        opened = services.contest_call_line(line, **self.read(), **_opening(request))
        return _shown(opened)


class ContestingChargeLine(ApiView):
    tag = "contests"

    @require(Permission.CONTEST)
    @operation(
        body=ContestBody,
        answer=ContestDetail,
        status=201,
        refuses=(AlreadyContested, NothingToContest),
    )
    def post(self, request, building, charge_document_id, cost_id):
        """Contest a cost in my statement of charges."""
        document = get_object_or_404(
            own_charge_documents(request.access), uuid=charge_document_id
        )
        line = charge_line(document, cost_id)
        if line is None:
            raise Http404
        opened = services.contest_charge_line(
            document, line, **self.read(), **_opening(request)
        )
        return _shown(opened)


class Replying(ApiView):
    tag = "contests"

    @require(Permission.CONTEST)
    @operation(body=ContestAnswerBody, answer=ContestDetail, refuses=(ContestClosed,))
    def post(self, request, building, contest_id):
        """Write in my file; the syndic is told."""
        found = get_object_or_404(own_contests(request.access), uuid=contest_id)
        services.reply_contest(found, **self.read(), **_writing(request))
        return _shown(found)


class Answering(ApiView):
    tag = "contests"

    @require(Permission.ANSWER_CONTESTS)
    @operation(body=ContestAnswerBody, answer=ContestDetail, refuses=(ContestClosed,))
    def post(self, request, building, contest_id):
        """Answer; the co-owner is told, and the file stays open."""
        found = get_object_or_404(visible_contests(request.access), uuid=contest_id)
        services.answer_contest(found, **self.read(), **_writing(request))
        return _shown(found)


class Closing(ApiView):
    tag = "contests"

    @require(Permission.ANSWER_CONTESTS)
    @operation(body=ClosingBody, answer=ContestDetail, refuses=(ContestClosed,))
    def post(self, request, building, contest_id):
        """Close a file with its outcome and the reason; the co-owner is told."""
        found = get_object_or_404(visible_contests(request.access), uuid=contest_id)
        services.close_contest(found, **self.read(), **_writing(request))
        return _shown(found)


class Withdrawing(ApiView):
    tag = "contests"

    @require(Permission.CONTEST)
    @operation(answer=ContestDetail, refuses=(ContestClosed,))
    def post(self, request, building, contest_id):
        """Contest the line no more: the file is closed, and the syndic told."""
        found = get_object_or_404(own_contests(request.access), uuid=contest_id)
        services.withdraw_contest(found, **_writing(request))
        return _shown(found)


def _opening(request) -> dict:
    return {"owner": own_owner(request.access), **_writing(request)}


def _writing(request) -> dict:
    return {"origin": origin(request), "by": request.user}


def _shown(contest: Contest) -> Contest:
    return contest_list().get(pk=contest.pk)


def _named(contests):
    found = list(contests)
    name_holders(found)
    return found
