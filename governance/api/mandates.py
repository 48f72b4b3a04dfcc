"""The mandates of the syndic and of the auditor, and the hand-over of the file."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from buildings.access import Permission
from buildings.api.doors import require
from governance.api.council import ENDING
from governance.api.council_shapes import (
    AuditorBody,
    AuditorShape,
    FileHandOverBody,
    MandatePapersBody,
    SyndicBody,
    SyndicShape,
    TermEndBody,
    TodayShape,
)
from governance.errors import council as errors
from governance.queries.mandates import auditors, mandates_on, syndics
from governance.services import council as council_services
from governance.services import mandates as services
from koprogo.api.operations import operation
from koprogo.api.views import ApiView


class Mandates(ApiView):
    tag = "mandates"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(list_of=SyndicShape)
    def get(self, request, building):
        """All mandates of syndics in the order of time."""
        return syndics()

    @require(Permission.CARRY_OUT_DECISIONS)
    @operation(
        body=SyndicBody,
        status=204,
        refuses=(
            errors.FirmUnknown,
            errors.MandateImpossible,
            errors.NoSyndicToday,
            errors.PeopleElected,
        ),
    )
    def post(self, request, building):
        """Renew the mandate, or give it to another.

        From its first day the people of the firm enter, and those of the former no more.
        """
        services.change_syndic(by=request.user, **self.read())


class Today(ApiView):
    tag = "mandates"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(answer=TodayShape)
    def get(self, request, building):
        """Who is syndic today, who will be, what is handed over, and who convenes."""
        return mandates_on(timezone.localdate(), access=request.access)


class Papers(ApiView):
    tag = "mandates"

    @require(Permission.CARRY_OUT_DECISIONS)
    @operation(
        body=MandatePapersBody,
        status=204,
        refuses=(errors.NoSyndicToday, errors.DayToCome),
    )
    def put(self, request, building):
        """Note the decision, the contract and the publication of today's mandate."""
        given = self.read(roles=request.access.roles)
        services.note_papers(by=request.user, **{"contract": None} | given)


class TakingBack(ApiView):
    tag = "mandates"

    @require(Permission.CARRY_OUT_DECISIONS)
    @operation(status=204, refuses=(errors.MandateBegun,))
    def post(self, request, building):
        """Take back the last mandate that has not begun."""
        services.take_back(by=request.user)


class HandOvers(ApiView):
    tag = "mandates"

    @require(Permission.CARRY_OUT_DECISIONS)
    @operation(
        body=FileHandOverBody,
        status=204,
        refuses=(errors.AlreadyHandedOver, errors.DayToCome, errors.NobodyHandsOver),
    )
    def post(self, request, building):
        """Note who handed over a part of the file, to whom and when."""
        services.hand_over(by=request.user, **self.read())


class Auditors(ApiView):
    tag = "mandates"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(page_of=AuditorShape)
    def get(self, request, building):
        """The terms of the auditors of the accounts, the latest first."""
        return auditors()

    @require(Permission.CARRY_OUT_DECISIONS)
    @operation(
        body=AuditorBody,
        answer=AuditorShape,
        status=201,
        refuses=(errors.SyndicExcluded, errors.TermOverlaps),
    )
    def post(self, request, building):
        """Record whom the assembly made auditor: a co-owner has the role then."""
        return council_services.appoint_auditor(by=request.user, **self.read())


class AuditorEnding(ApiView):
    tag = "mandates"

    @require(Permission.CARRY_OUT_DECISIONS)
    @operation(body=TermEndBody, status=204, refuses=ENDING)
    def post(self, request, building, auditor_id):
        """End a term before its time."""
        found = get_object_or_404(auditors(), uuid=auditor_id)
        council_services.end_auditor(found, by=request.user, **self.read())
