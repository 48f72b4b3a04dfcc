"""My buildings, and one of them."""

from django.utils import timezone
from rest_framework.exceptions import PermissionDenied

from buildings import services
from buildings.access import Permission, buildings_of, firms_managed_by
from buildings.api.bodies import BuildingBody, DataRequestBody, FoundingBody
from buildings.api.doors import require
from buildings.api.shapes import BuildingLine, BuildingShape, CompletenessShape
from buildings.errors import NoAddress
from buildings.forms.data_request import Wish
from buildings.queries import completeness
from buildings.services.data_requests import ask_syndic
from buildings.views.public import notice_pdf
from koprogo.api.doors import personal
from koprogo.api.downloads import PDF, send_made
from koprogo.api.operations import operation
from koprogo.api.views import ApiView


class Buildings(ApiView):
    tag = "buildings"

    @personal()
    @operation(page_of=BuildingLine)
    def get(self, request):
        """The buildings in which I have a role, by name."""
        only = request.auth.tenant_slug
        return [
            {"slug": slug, "name": name, "roles": roles}
            for slug, name, roles in buildings_of(request.user)
            if only in (None, slug)
        ]

    @personal()
    @operation(body=FoundingBody, answer=BuildingLine, status=201)
    def post(self, request):
        """Take on a building as syndic; its lots and owners come next.

        It needs a firm that I run (`firms/`), and a token for all buildings.
        """
        firms = firms_managed_by(request.user)
        if not firms.exists():
            raise PermissionDenied
        data = self.read(firms=firms)
        made = services.take_on_building(by=request.user, **data)
        mine = {slug: roles for slug, _name, roles in buildings_of(request.user)}
        # A mandate that begins later gives no role yet.
        slug = made.slug
        return {"slug": slug, "name": made.name, "roles": mine.get(slug, [])}


class BuildingView(ApiView):
    tag = "buildings"

    @require(Permission.SEE_BUILDING)
    @operation(answer=BuildingShape)
    def get(self, request, building):
        """The association, and what I am and may do there."""
        return building

    @require(Permission.EDIT_BUILDING)
    @operation(body=BuildingBody, answer=BuildingShape)
    def patch(self, request, building):
        """Change the association's own data."""
        changes = {"name": building.name} | self.read(building)
        changed = services.update_building(building, by=request.user, **changes)
        changed.tenant.refresh_from_db()
        return changed


class Notice(ApiView):
    tag = "buildings"

    @require(Permission.EDIT_BUILDING)
    @operation(downloads=(PDF,))
    def get(self, request, building):
        """Who the syndic is, to be posted at the entrance (art. 3.89 §2)."""
        name = f"{building.slug}-syndic.pdf"
        data = notice_pdf(request, building)
        return send_made(data, name=name, content_type=PDF)


class DataRequest(ApiView):
    tag = "buildings"

    @require(Permission.SEE_BUILDING)
    @operation(body=DataRequestBody, status=202, refuses=(NoAddress,))
    def post(self, request, building):
        """Ask the syndic to correct, restrict or remove what is known about me."""
        asked = self.read()
        wish = Wish(asked["wish"]).label
        ask_syndic(building, wish=wish, text=asked["text"], by=request.user)


class CompletenessView(ApiView):
    tag = "buildings"

    @require(Permission.SEE_REGISTER)
    @operation(answer=CompletenessShape)
    def get(self, request, building):
        """What is missing before funds can be called."""
        return completeness(building, on=timezone.localdate())
