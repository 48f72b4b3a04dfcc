"""The register of co-owners (art. 3.89 §5), and who holds together."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from buildings import services
from buildings.access import Permission
from buildings.api.bodies import HoldingBody, OwnerBody, RepresentativeBody
from buildings.api.doors import require
from buildings.api.filters import HoldingFilter, OwnerFilter
from buildings.api.shapes import HoldingShape, RegisterLine
from buildings.errors import HoldingIncomplete
from buildings.models import Holding, Owner
from buildings.queries import (
    Registered,
    holdings_with_lots,
    register,
    visible_holdings,
    visible_owners,
)
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView


class Owners(ApiView):
    tag = "owners"

    @require(Permission.SEE_REGISTER)
    @operation(page_of=RegisterLine, filters=OwnerFilter)
    def get(self, request, building):
        """The register: names, addresses, lots and shares, by name.

        Contacts, and those who own nothing today, are for who keeps the register.
        """
        today = timezone.localdate()
        return Listing(_visible_owners(request), lambda page: _lines(page, today))

    @require(Permission.EDIT_BUILDING)
    @operation(body=OwnerBody, answer=RegisterLine, status=201)
    def post(self, request, building):
        """Add a person or a company to the register."""
        return _line(services.create_owner(by=request.user, **self.read()))


class OwnerView(ApiView):
    tag = "owners"

    @require(Permission.SEE_REGISTER)
    @operation(answer=RegisterLine)
    def get(self, request, building, owner_id):
        """One owner with his lots today."""
        return _line(get_object_or_404(_visible_owners(request), uuid=owner_id))

    @require(Permission.EDIT_BUILDING)
    @operation(body=OwnerBody, answer=RegisterLine)
    def patch(self, request, building, owner_id):
        """Change an owner."""
        owner = get_object_or_404(Owner, uuid=owner_id)
        return _line(services.update_owner(owner, by=request.user, **self.read(owner)))


def _visible_owners(request):
    keeper = request.access.allows(Permission.SEE_CONTACTS)
    return visible_owners(keeper=keeper, on=timezone.localdate())


def _lines(page: list[Owner], today) -> list[Registered]:
    return register(Owner.objects.filter(pk__in=[o.pk for o in page]), on=today)


def _line(owner: Owner) -> Registered:
    return _lines([owner], timezone.localdate())[0]


class Holdings(ApiView):
    tag = "holdings"

    @require(Permission.SEE_REGISTER)
    @operation(page_of=HoldingShape, filters=HoldingFilter)
    def get(self, request, building):
        """Who is liable together, with their lots today, by code."""
        return _visible_holdings(request)

    @require(Permission.EDIT_BUILDING)
    @operation(
        body=HoldingBody,
        answer=HoldingShape,
        status=201,
        refuses=(HoldingIncomplete,),
    )
    def post(self, request, building):
        """Make an account holder: one owner, or co-holders who are jointly liable."""
        return _holding(services.create_holding(by=request.user, **self.read()))


class HoldingView(ApiView):
    tag = "holdings"

    @require(Permission.SEE_REGISTER)
    @operation(answer=HoldingShape)
    def get(self, request, building, holding_id):
        """One account holder: members, rights, representative, lots today."""
        return get_object_or_404(_visible_holdings(request), uuid=holding_id)


class RepresentativeView(ApiView):
    tag = "holdings"

    @require(Permission.EDIT_BUILDING)
    @operation(body=RepresentativeBody, answer=HoldingShape)
    def put(self, request, building, holding_id):
        """Record whom several holders named as their one representative."""
        holding = get_object_or_404(Holding, uuid=holding_id)
        data = self.read(holding=holding)
        return _holding(services.set_representative(holding, by=request.user, **data))


def _visible_holdings(request):
    keeper = request.access.allows(Permission.SEE_CONTACTS)
    today = timezone.localdate()
    found = visible_holdings(keeper=keeper, on=today).select_related("representative")
    return holdings_with_lots(found, on=today)


def _holding(holding: Holding) -> Holding:
    found = Holding.objects.filter(pk=holding.pk).select_related("representative")
    return holdings_with_lots(found, on=timezone.localdate()).get()
