"""The register of conflicts of interest."""

from django.shortcuts import get_object_or_404
from rest_framework.exceptions import PermissionDenied

from buildings.access import Permission
from buildings.api.doors import require
from finance.api.audit_shapes import InterestBody, InterestEndBody, InterestShape
from finance.errors import auditing as errors
from finance.models import ConflictOfInterest
from finance.queries.auditing import conflict_list, keeps_register
from finance.services import conflicts as services
from koprogo.api.operations import operation
from koprogo.api.views import ApiView


class Interests(ApiView):
    tag = "audit"

    @require(Permission.SEE_BOOKS)
    @operation(page_of=InterestShape)
    def get(self, request, building):
        """Who has an interest in which supplier, the latest declared first."""
        return conflict_list()

    @require(Permission.SEE_BOOKS)
    @operation(
        body=InterestBody,
        answer=InterestShape,
        status=201,
        refuses=(errors.DeclaredInTheFuture, errors.AlreadyDeclared),
    )
    def post(self, request, building):
        """Add an interest: the syndic and the auditor keep the register."""
        _check_keeper(request)
        data = self.read(ConflictOfInterest())
        return services.declare_conflict(by=request.user, **data)


class InterestEnd(ApiView):
    tag = "audit"

    @require(Permission.SEE_BOOKS)
    @operation(
        body=InterestEndBody,
        answer=InterestShape,
        refuses=(errors.AlreadyEnded, errors.WrongEnd),
    )
    def post(self, request, building, conflict_id):
        """Note the last day of an interest: it stays on the register."""
        _check_keeper(request)
        found = get_object_or_404(conflict_list(), uuid=conflict_id)
        return services.end_conflict(found, by=request.user, **self.read())


def _check_keeper(request) -> None:
    if not keeps_register(request.access):
        raise PermissionDenied
