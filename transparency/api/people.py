"""Who holds which office of the ASBL."""

from django.shortcuts import get_object_or_404

from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from transparency import errors
from transparency.access import Permission
from transparency.api.budget_shapes import OfficeEndBody, OfficeShape
from transparency.api.doors import require_api
from transparency.queries.elections import held, office_grants, office_of
from transparency.services.elections import end_office


class People(ApiView):
    tag = "asbl"

    @require_api(Permission.SEE_ASSEMBLIES)
    @operation(list_of=OfficeShape)
    def get(self, request, association):
        """All offices, of today and of before, by office, the latest first."""
        return held(office_grants())


class OfficeEnding(ApiView):
    tag = "asbl"

    @require_api(Permission.CARRY_OUT_DECISIONS)
    @operation(
        body=OfficeEndBody,
        status=204,
        refuses=(errors.OfficeOver, errors.OfficeBegun),
    )
    def post(self, request, association, person_id, office, since):
        """End an office before its time; ``since``: its first day, 2026-05-01."""
        found = get_object_or_404(office_of(person_id, office, since))
        end_office(found, by=request.user, **self.read())
