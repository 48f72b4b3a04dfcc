"""Taking part, the register of members, and the tariffs, for programs."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from buildings.models import AddOnUse, Participation, Reduction
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from transparency import errors
from transparency.access import Permission
from transparency.api.doors import require_api, signed_in_api
from transparency.api.membership_shapes import (
    AddOnBody,
    AddOnOfferShape,
    AsblMemberShape,
    JoinBody,
    JoinedShape,
    MemberEndBody,
    MemberPageShape,
    MyParticipationShape,
    PriceStepShape,
    ReductionBody,
    ReductionEndBody,
    ReductionShape,
    ScheduleShape,
    TariffTodayShape,
    WayBody,
)
from transparency.models import PriceStep
from transparency.queries.memberships import (
    add_on_offers,
    membership_cards,
    own_participation,
)
from transparency.queries.participations import with_state
from transparency.queries.representing import buildings_of_syndic, outside
from transparency.queries.tariffs import schedules, tariff_today
from transparency.services import joining, taking_part, terms

NOT_RUNNING = (errors.TakesNoPart,)


def _own(request, participation_id) -> Participation:
    found = own_participation(request.user, participation_id)
    if found is None:
        raise Http404
    return found


class MyParticipations(ApiView):
    tag = "membership"

    @signed_in_api()
    @operation(list_of=MyParticipationShape)
    def get(self, request, association):
        """For what you vote, or did, and what it costs."""
        return membership_cards(request.user, timezone.localdate())

    @signed_in_api()
    @operation(
        body=JoinBody,
        answer=JoinedShape,
        status=201,
        refuses=(errors.TakesPart, errors.NotARepresentative),
    )
    def post(self, request, association):
        """Take part: yourself, a building that you run, or another co-ownership."""
        names = outside(buildings_of_syndic(request.user))
        return joining.join(**self.read(buildings=names), by=request.user)


class Leaving(ApiView):
    tag = "membership"

    @signed_in_api()
    @operation(status=204, refuses=NOT_RUNNING)
    def post(self, request, association, participation_id):
        """Leave with this month."""
        taking_part.leave(_own(request, participation_id), by=request.user)


class Staying(ApiView):
    tag = "membership"

    @signed_in_api()
    @operation(status=204, refuses=NOT_RUNNING)
    def post(self, request, association, participation_id):
        """Take back an end that has not come yet."""
        taking_part.stay(_own(request, participation_id), by=request.user)


class ComingBack(ApiView):
    tag = "membership"

    @signed_in_api()
    @operation(body=WayBody, status=204, refuses=(errors.TakesPart,))
    def post(self, request, association, participation_id):
        """Begin again, from today."""
        found = _own(request, participation_id)
        said = self.read(participation=found)
        taking_part.come_back(found, **said, by=request.user)


class ChangingWay(ApiView):
    tag = "membership"

    @signed_in_api()
    @operation(body=WayBody, status=204, refuses=NOT_RUNNING)
    def post(self, request, association, participation_id):
        """Take part in another way from the next month on."""
        found = _own(request, participation_id)
        said = self.read(participation=found)
        taking_part.change_way(found, **said, by=request.user)


class AddOns(ApiView):
    tag = "membership"

    @signed_in_api()
    @operation(list_of=AddOnOfferShape)
    def get(self, request, association, participation_id):
        """Every add-on with its price, and whether it is used."""
        found = _own(request, participation_id)
        return add_on_offers(found, timezone.localdate())

    @signed_in_api()
    @operation(
        body=AddOnBody, status=204, refuses=(errors.TakesNoPart, errors.PeriodTaken)
    )
    def post(self, request, association, participation_id):
        """Use an add-on from the next month on."""
        found = _own(request, participation_id)
        terms.use_add_on(found, **self.read(), by=request.user)


class AddOnStop(ApiView):
    tag = "membership"

    @signed_in_api()
    @operation(status=204)
    def post(self, request, association, participation_id, add_on):
        """Stop using an add-on with this month."""
        found = _own(request, participation_id)
        uses = AddOnUse.objects.filter(participation=found, add_on=add_on)
        terms.stop_add_on(get_object_or_404(uses, until=None), by=request.user)


class VoteOfBuilding(ApiView):
    tag = "membership"

    @signed_in_api()
    @operation(status=204, refuses=(errors.NotARepresentative,))
    def post(self, request, association, building):
        """Vote yourself for a building that you run."""
        joining.take_over_vote(slug=building, by=request.user)


class Members(ApiView):
    tag = "membership"

    @require_api(Permission.SEE_MEMBERS)
    @operation(page_of=AsblMemberShape)
    def get(self, request, association):
        """Everybody that takes part or did, by name."""
        return with_state(timezone.localdate())


def _member(participation_id) -> Participation:
    return get_object_or_404(with_state(timezone.localdate()), uuid=participation_id)


class MemberView(ApiView):
    tag = "membership"

    @require_api(Permission.SEE_MEMBERS)
    @operation(answer=MemberPageShape)
    def get(self, request, association, participation_id):
        """One member with its periods and reductions."""
        return _member(participation_id)


class MemberEnding(ApiView):
    tag = "membership"

    @require_api(Permission.KEEP_MEMBERS)
    @operation(body=MemberEndBody, status=204, refuses=NOT_RUNNING)
    def post(self, request, association, participation_id):
        """End a participation with this month, for a reason."""
        found = _member(participation_id)
        taking_part.leave(found, **self.read(), by=request.user)


class Reductions(ApiView):
    tag = "membership"

    @require_api(Permission.KEEP_MEMBERS)
    @operation(
        body=ReductionBody,
        answer=ReductionShape,
        status=201,
        refuses=(errors.TooEarly, errors.PeriodTaken),
    )
    def post(self, request, association, participation_id):
        """Grant a reduction, for whole months."""
        found = _member(participation_id)
        return terms.grant_reduction(found, **self.read(), by=request.user)


class ReductionEnding(ApiView):
    tag = "membership"

    @require_api(Permission.KEEP_MEMBERS)
    @operation(body=ReductionEndBody, status=204, refuses=(errors.TooEarly,))
    def post(self, request, association, reduction_id):
        """End a reduction on the first of a month."""
        rows = Reduction.objects.select_related("participation")
        found = get_object_or_404(rows, uuid=reduction_id)
        terms.end_reduction(found, **self.read(), by=request.user)


class Tariffs(ApiView):
    tag = "membership"

    @require_api(Permission.SEE_ASSEMBLIES)
    @operation(page_of=ScheduleShape)
    def get(self, request, association):
        """Every schedule that was adopted, the latest first."""
        return schedules().order_by("-since", "-pk")


class TariffToday(ApiView):
    tag = "membership"

    @require_api(Permission.SEE_ASSEMBLIES)
    @operation(answer=TariffTodayShape)
    def get(self, request, association):
        """What is in force today, and what comes next."""
        return tariff_today(timezone.localdate())


class Prices(ApiView):
    tag = "membership"

    @require_api(Permission.SEE_ASSEMBLIES)
    @operation(page_of=PriceStepShape)
    def get(self, request, association):
        """Every price with its reason, the latest first."""
        return PriceStep.objects.order_by("-since", "-pk")
