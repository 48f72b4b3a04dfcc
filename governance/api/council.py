"""The council of co-ownership: its members, what is delegated to it, its reports."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework.exceptions import PermissionDenied

from buildings.access import Permission
from buildings.api.doors import require
from governance.api.council_shapes import (
    CouncilMemberBody,
    CouncilMemberShape,
    CouncilShape,
    DelegationBody,
    DelegationShape,
    ReportShape,
    ReportUpload,
    TermEndBody,
)
from governance.errors import council as errors
from governance.exports.council import report_file, report_title
from governance.models import CouncilDelegation
from governance.queries.council import council_on, may_report, term_list
from governance.services import council as services
from koprogo.api.operations import operation
from koprogo.api.views import ApiView

ENDING = (errors.TermOver, errors.EndsTooEarly)


class CouncilView(ApiView):
    tag = "council"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(answer=CouncilShape)
    def get(self, request, building):
        """The council of today, and whether the law wants one."""
        return council_on(timezone.localdate(), access=request.access)


class Members(ApiView):
    tag = "council"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(page_of=CouncilMemberShape)
    def get(self, request, building):
        """The terms of all members, of today and of before, the latest first."""
        return term_list().order_by("-since", "-pk")

    @require(Permission.CARRY_OUT_DECISIONS)
    @operation(
        body=CouncilMemberBody,
        answer=CouncilMemberShape,
        status=201,
        refuses=(errors.HoldsNoLot, errors.SyndicExcluded, errors.TermOverlaps),
    )
    def post(self, request, building):
        """Record a member whom the assembly elected: he has the role on these days."""
        return services.elect_member(by=request.user, **self.read())


class MemberEnding(ApiView):
    tag = "council"

    @require(Permission.CARRY_OUT_DECISIONS)
    @operation(body=TermEndBody, status=204, refuses=ENDING)
    def post(self, request, building, term_id):
        """End a term before its time."""
        found = get_object_or_404(term_list(), uuid=term_id)
        services.end_member(found, by=request.user, **self.read())


class MemberChair(ApiView):
    tag = "council"

    @require(Permission.CARRY_OUT_DECISIONS)
    @operation(answer=CouncilMemberShape, refuses=(errors.NotRunning,))
    def post(self, request, building, term_id):
        """Make a member the chair of the council."""
        found = get_object_or_404(term_list(), uuid=term_id)
        return services.name_chair(found, on=timezone.localdate(), by=request.user)


class Delegations(ApiView):
    tag = "council"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(page_of=DelegationShape)
    def get(self, request, building):
        """What the assembly delegated to the council, the latest first."""
        return CouncilDelegation.objects.select_related("decision")

    @require(Permission.CARRY_OUT_DECISIONS)
    @operation(
        body=DelegationBody,
        answer=DelegationShape,
        status=201,
        refuses=(errors.DelegationTooLong,),
    )
    def post(self, request, building):
        """Record a delegation of one year at most."""
        return services.delegate(by=request.user, **self.read())


class DelegationEnding(ApiView):
    tag = "council"

    @require(Permission.CARRY_OUT_DECISIONS)
    @operation(body=TermEndBody, status=204, refuses=ENDING)
    def post(self, request, building, delegation_id):
        """End a delegation before its time."""
        found = get_object_or_404(CouncilDelegation, uuid=delegation_id)
        services.end_delegation(found, by=request.user, **self.read())


class Reports(ApiView):
    tag = "council"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(
        body=ReportUpload,
        answer=ReportShape,
        status=201,
        refuses=(errors.ReportThere,),
    )
    def post(self, request, building):
        """Add the council's report on a year: a member of the council, or the office."""
        if not may_report(request.access):
            raise PermissionDenied
        given, today = self.read(), timezone.localdate()
        file = report_file(building, **given, author=str(request.user), today=today)
        title = report_title(given["year"])
        return services.add_report(
            year=given["year"], title=title, file=file, by=request.user
        )
