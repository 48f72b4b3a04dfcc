"""Taking part: as whom, with whom not, and which modules there are."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.errors import DecidedLater, NotOpenYet, SwitchedAlready
from buildings.models import Module
from buildings.services.modules import switch_module
from community.access import find_neighbour
from community.api import neighbour_shapes as shapes
from community.api.doors import neighbour, office, resident
from community.api.impact_shapes import ImpactMonthShape, ImpactShape
from community.api.post_shapes import CardShape
from community.errors.neighbours import TakesPart
from community.models import Block, Greeting
from community.queries.impact import of_building
from community.queries.modules import choices
from community.queries.people import listed, others
from community.queries.posts import cards, searched, shown_to
from community.queries.talks import unread
from community.services import neighbours as services
from community.services.greeting import write_greeting
from community.services.leaving import leave
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView


class NeighboursView(ApiView):
    tag = "neighbours"


class Home(NeighboursView):
    @resident
    @operation(answer=shapes.NeighboursShape)
    def get(self, request, building):
        """What neighbours do with each other here, and whether you take part."""
        me = find_neighbour(request.user)
        return {
            "modules": building.modules,
            "me": me,
            "unread": unread(me).count() if me else 0,
        }


class Modules(NeighboursView):
    @office
    @operation(list_of=shapes.ModuleShape)
    def get(self, request, building):
        """Each module: what it does, what it shares, and whether it is on."""
        return choices(building)


class ModuleView(NeighboursView):
    @office
    @operation(answer=shapes.ModuleShape)
    def get(self, request, building, module):
        """One module."""
        return _choice(building, module)

    @office
    @operation(
        body=shapes.ModuleSwitchBody,
        answer=shapes.ModuleShape,
        refuses=(SwitchedAlready, DecidedLater, NotOpenYet),
    )
    def put(self, request, building, module):
        """Switch a module on or off, by a decision that is named."""
        choice = _choice(building, module)
        switch_module(choice.module, **self.read(), by=request.user)
        building.refresh_from_db(fields=["modules"])
        return _choice(building, module)


def _choice(building, module: str):
    found = next((one for one in choices(building) if one.module == module), None)
    if found is None:
        raise Http404
    return found


class Me(NeighboursView):
    @neighbour()
    @operation(answer=shapes.OwnNeighbourShape)
    def get(self, request, me):
        """You, as the others see you."""
        return me

    @resident
    @operation(
        body=shapes.JoiningBody,
        answer=shapes.OwnNeighbourShape,
        status=201,
        refuses=(TakesPart,),
    )
    def post(self, request, building):
        """Take part, by a name that you choose; who left comes back."""
        return services.join(**self.read(), by=request.user)

    @neighbour()
    @operation(body=shapes.OwnNeighbourBody, answer=shapes.OwnNeighbourShape)
    def patch(self, request, me):
        """Let the others see you otherwise; choose about what you get mail."""
        said = self.read(initial=shapes.shown(me))
        return services.change_profile(me, **said, by=request.user)


class Leaving(NeighboursView):
    @neighbour()
    @operation(status=204)
    def post(self, request, me):
        """Take part no more: what you offered, lent and booked ends now."""
        leave(me, by=request.user)


class People(NeighboursView):
    @neighbour(Module.WELCOME)
    @operation(page_of=shapes.NeighbourShape)
    def get(self, request, me):
        """Who is who: those who asked to be listed."""
        return listed(me)


class Blocking(NeighboursView):
    @neighbour()
    @operation(answer=shapes.BlockShape, status=201)
    def post(self, request, me, neighbour_id):
        """Have nothing to do with somebody any more; he does not learn it."""
        other = get_object_or_404(others(me), uuid=neighbour_id)
        return services.block(other, me=me, by=request.user)


class Blocks(NeighboursView):
    @neighbour()
    @operation(page_of=shapes.BlockShape)
    def get(self, request, me):
        """Whom you have blocked."""
        return me.blocks.select_related("blocked")


class BlockView(NeighboursView):
    @neighbour()
    @operation(status=204)
    def delete(self, request, me, block_id):
        """See each other again."""
        row = get_object_or_404(Block, uuid=block_id, neighbour=me)
        services.unblock(row, by=request.user)


class Welcome(NeighboursView):
    @neighbour(Module.WELCOME)
    @operation(answer=shapes.GreetingShape)
    def get(self, request, me):
        """The words of welcome; 404 while nobody wrote any."""
        return get_object_or_404(Greeting)

    @office
    @operation(body=shapes.GreetingBody, answer=shapes.GreetingShape)
    def put(self, request, building):
        """Write what newcomers read first."""
        return write_greeting(**self.read(), by=request.user)


class WordsQuery(forms.Form):
    q = forms.CharField(label=_("Search"), max_length=100)


class Search(NeighboursView):
    @neighbour()
    @operation(page_of=CardShape, query=WordsQuery)
    def get(self, request, me):
        """Look through the posts of all modules that are on."""
        modules = [Module(code) for code in request.access.building.modules]
        rows = searched(shown_to(me, modules), self.asked()["q"])
        return Listing(rows, lambda page: cards(page, me=me))


class Impact(NeighboursView):
    @resident
    @operation(answer=ImpactShape)
    def get(self, request, building):
        """What neighbours achieve together; what few of them did is in no figure."""
        return of_building(timezone.localdate())


class ImpactMonths(NeighboursView):
    @resident
    @operation(list_of=ImpactMonthShape)
    def get(self, request, building):
        """Every month since the first that was told, one after the other."""
        return of_building(timezone.localdate(), every=True).rows
