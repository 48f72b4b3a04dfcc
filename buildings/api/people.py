"""Who lives in the building without owning a lot, who is invited to, who waits.

Codes are in no answer: the page with the code of the hall is fetched on the pages.
"""

from uuid import uuid5

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.errors import (
    ArrivalDecided,
    CodeClosed,
    EndsBeforeItBegins,
    InvitationClosed,
    LivesHere,
    NotYourLot,
    OccupancyEnded,
    TooManyInvited,
)
from buildings.forms.people import LastDayForm, OccupantForm
from buildings.models import Arrival, HallCode, Invitation, Lot, Says
from buildings.occupants import (
    arrivals_of,
    hall_code_of,
    invitations_to_lots,
    lots_let_by,
    occupants_of,
    occupants_of_lots,
)
from buildings.services import hall
from buildings.services.invitations import revoke_invitation
from buildings.services.occupants import end_occupancy, invite_occupant
from koprogo.api.bodies import FormBody
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView
from koprogo.ui.origin import origin

ENDING = (EndsBeforeItBegins, OccupancyEnded)


class LotNamed(serializers.Serializer):
    """``lot``: its code; null where there is none."""

    uuid = serializers.UUIDField(source="row.uuid")
    lot = serializers.CharField(source="lot.code", default=None, allow_null=True)


class OccupancyShape(LotNamed):
    """``until``: the first day without access; null while no end is known."""

    name = serializers.CharField(source="row.user.name")
    since = serializers.DateField(source="row.since")
    until = serializers.DateField(source="row.until", allow_null=True)


class OccupantInvitationShape(LotNamed):
    """``role_until``: the first day without the access to which it invites."""

    name = serializers.CharField(source="row.name")
    channel = serializers.ChoiceField(Invitation.Channel, source="row.channel")
    language = serializers.CharField(source="row.language")
    role_until = serializers.DateField(source="row.role_until", allow_null=True)
    expires_at = serializers.DateTimeField(source="row.expires_at")


class ArrivalShape(serializers.Serializer):
    """Somebody typed the code of the hall, and waits for an answer."""

    uuid = serializers.UUIDField()
    name = serializers.CharField(source="user.name")
    says = serializers.ChoiceField(Says.choices)
    where = serializers.CharField()
    arrived_at = serializers.DateTimeField()


class AnsweredArrivalShape(ArrivalShape):
    """He is let in, or refused."""

    outcome = serializers.ChoiceField(Arrival.Outcome.choices)
    decided_at = serializers.DateTimeField()


class HallCodeShape(serializers.ModelSerializer):
    """It lets in until ``expires_at``, unless it was closed; what it is, its page says."""

    class Meta:
        model = HallCode
        fields = ["uuid", "created_at", "expires_at", "closed_at"]


class OccupantBody(FormBody):
    """``lot``: one of one's own. On paper there is a letter, fetched on the pages.

    ``language``: that of who invites, where none is said.
    """

    form_class = OccupantForm
    needs = ("lots", "initial")

    language = serializers.ChoiceField(settings.LANGUAGES, required=False)


class LastDayBody(FormBody):
    form_class = LastDayForm


def _with_lots(rows) -> list[dict]:
    """Return rows that know the key of their lot, with it: one statement."""
    lots = Lot.objects.in_bulk({row.lot_id for row in rows if row.lot_id})
    return [{"row": row, "lot": lots.get(row.lot_id)} for row in rows]


class PeopleView(ApiView):
    tag = "people"

    @property
    def lots(self):
        """The lots of which this person says who lives there."""
        owners = self.request.access.own_owners
        return lots_let_by(owners, on=timezone.localdate())

    def living(self, building):
        return occupants_of_lots(building, list(self.lots), on=timezone.localdate())

    def invited(self, building):
        return invitations_to_lots(building, list(self.lots), moment=timezone.now())


# Of one's own lots


class MyOccupants(PeopleView):
    @require(Permission.INVITE_OCCUPANTS)
    @operation(page_of=OccupancyShape)
    def get(self, request, building):
        """Who lives in your lots, or will, by name."""
        return Listing(self.living(building), _with_lots)

    @require(Permission.INVITE_OCCUPANTS)
    @operation(
        body=OccupantBody,
        answer=OccupantInvitationShape,
        status=201,
        refuses=(NotYourLot, TooManyInvited),
        keyed=True,
    )
    def post(self, request, building):
        """Invite somebody who lives in a lot of yours, once for each `Idempotency-Key`.

        The code goes by e-mail, or is on a letter that you fetch on the pages.
        """
        if not self.lots.exists():
            raise Http404
        key = f"occupant:{request.user.uuid}:{self.idempotency_key()}"
        said = self.read(lots=self.lots, initial={"language": request.user.language})
        sent = invite_occupant(
            number=uuid5(building.tenant.uuid, key),
            **said,
            origin=origin(request),
            by=request.user,
        )
        return _with_lots([sent])[0]


class MyOccupantsInvited(PeopleView):
    @require(Permission.INVITE_OCCUPANTS)
    @operation(page_of=OccupantInvitationShape)
    def get(self, request, building):
        """The invitations to your lots that can be accepted, the latest first."""
        return Listing(self.invited(building), _with_lots)


class MyOccupantRevocation(PeopleView):
    @require(Permission.INVITE_OCCUPANTS)
    @operation(status=204, refuses=(InvitationClosed,))
    def post(self, request, building, occupant_invitation_id):
        """Withdraw an invitation to a lot of yours that nobody has accepted."""
        rows = self.invited(building)
        invitation = get_object_or_404(rows, uuid=occupant_invitation_id)
        revoke_invitation(invitation, by=request.user)


class MyOccupantEnd(PeopleView):
    @require(Permission.INVITE_OCCUPANTS)
    @operation(body=LastDayBody, answer=OccupancyShape, refuses=(*ENDING, NotYourLot))
    def post(self, request, building, occupancy_id):
        """End the access of somebody who lived in a lot of yours, after a last day."""
        grant = get_object_or_404(self.living(building), uuid=occupancy_id)
        ended = end_occupancy(grant, **self.read(), by=request.user, is_landlord=True)
        return _with_lots([ended])[0]


# Of the building


class Occupants(PeopleView):
    @require(Permission.END_OCCUPANCIES)
    @operation(page_of=OccupancyShape)
    def get(self, request, building):
        """Who lives in the building without owning a lot, or will, by name."""
        found = occupants_of(building, on=timezone.localdate())
        return Listing(found, _with_lots)


class OccupantEnd(PeopleView):
    @require(Permission.END_OCCUPANCIES)
    @operation(body=LastDayBody, answer=OccupancyShape, refuses=ENDING)
    def post(self, request, building, occupancy_id):
        """End the access of an occupant who leaves, after a last day."""
        living = occupants_of(building, on=timezone.localdate())
        grant = get_object_or_404(living, uuid=occupancy_id)
        return _with_lots([end_occupancy(grant, **self.read(), by=request.user)])[0]


class Arrivals(PeopleView):
    @require(Permission.LET_IN)
    @operation(page_of=ArrivalShape)
    def get(self, request, building):
        """Who typed the code of the hall and waits, the first first."""
        return arrivals_of(building).waiting()


class ArrivalApproval(PeopleView):
    @require(Permission.LET_IN)
    @operation(answer=AnsweredArrivalShape, refuses=(ArrivalDecided, LivesHere))
    def post(self, request, building, arrival_id):
        """Let in who typed the code: he is an occupant, and gets an e-mail."""
        return _answered(request, building, arrival_id, is_let_in=True)


class ArrivalRefusal(PeopleView):
    @require(Permission.LET_IN)
    @operation(answer=AnsweredArrivalShape, refuses=(ArrivalDecided,))
    def post(self, request, building, arrival_id):
        """Refuse who typed the code: this one lets him in no more."""
        return _answered(request, building, arrival_id, is_let_in=False)


def _answered(request, building, arrival_id, *, is_let_in: bool) -> Arrival:
    arrival = get_object_or_404(arrivals_of(building), uuid=arrival_id)
    return hall.answer(
        arrival, is_let_in=is_let_in, origin=origin(request), by=request.user
    )


class Hall(PeopleView):
    @require(Permission.LET_IN)
    @operation(answer=HallCodeShape)
    def get(self, request, building):
        """The code that hangs in the hall, good or expired; 404 while none does."""
        code = hall_code_of(building.pk)
        if code is None:
            raise Http404
        return code

    @require(Permission.LET_IN)
    @operation(answer=HallCodeShape, status=201, keyed=True)
    def post(self, request, building):
        """Make a code, or another one, once for each `Idempotency-Key`.

        The one before opens nothing from now on. The page to print is on the pages.
        """
        key = f"hall:{request.user.uuid}:{self.idempotency_key()}"
        uuid = uuid5(building.tenant.uuid, key)
        return hall.post_code(uuid=uuid, origin=origin(request), by=request.user)

    @require(Permission.LET_IN)
    @operation(status=204, refuses=(CodeClosed,))
    def delete(self, request, building):
        """Let the code in the hall open nothing any more."""
        hall.close_code(by=request.user)
