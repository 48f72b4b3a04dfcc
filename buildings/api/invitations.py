"""Who is invited to sign in. A code is never in an answer: only mails and letters carry it."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_filters.rest_framework import ChoiceFilter, FilterSet
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.errors import AlreadyLinked, InvitationClosed, NoAddress
from buildings.forms import OwnerInvitationForm, OwnersForm, RoleInvitationForm
from buildings.models import Invitation, Owner, Role
from buildings.queries import invitations_of, owners_to_invite
from buildings.services import invitations as services
from koprogo.api.bodies import FormBody
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from koprogo.ui.origin import origin

State = Invitation.State


class InvitationShape(serializers.ModelSerializer):
    """An invitation and what became of it."""

    email = serializers.CharField()
    role = serializers.ChoiceField(Role)
    state = serializers.SerializerMethodField()
    created_by = serializers.CharField(
        source="created_by.name", allow_null=True, default=None
    )

    class Meta:
        model = Invitation
        fields = [
            "uuid",
            "role",
            "role_until",
            "channel",
            "name",
            "email",
            "language",
            "state",
            "created_at",
            "created_by",
            "expires_at",
        ]

    def get_state(self, invitation) -> str:
        return invitation.state(timezone.now()).value


class AskedShape(serializers.Serializer):
    """What was put on its way: e-mails, and letters that the worker prints.

    Letters are fetched on the pages only: they show the codes.
    """

    emails = serializers.IntegerField()
    letters = serializers.IntegerField()


class RoleInvitationBody(FormBody):
    """``until``: the first day without the role; an auditor's always ends."""

    form_class = RoleInvitationForm


class OwnerInvitationBody(FormBody):
    form_class = OwnerInvitationForm
    needs = ("owner",)


class OwnersBody(FormBody):
    """Owners who hold a lot today and have no account."""

    form_class = OwnersForm
    needs = ("owners",)


class InvitationFilter(FilterSet):
    state = ChoiceFilter(choices=State, method="with_state")
    role = ChoiceFilter(choices=Role)

    def with_state(self, invitations, _name, state):
        now = timezone.now()
        return {
            State.OPEN: invitations.open(now),
            State.EXPIRED: invitations.unanswered().filter(expires_at__lte=now),
            State.ACCEPTED: invitations.exclude(accepted_at=None),
            State.REVOKED: invitations.exclude(revoked_at=None),
        }[State(state)]


class Invitations(ApiView):
    tag = "invitations"

    @require(Permission.INVITE)
    @operation(page_of=InvitationShape, filters=InvitationFilter)
    def get(self, request, building):
        """The invitations to this building, the latest first."""
        return invitations_of(building).select_related("created_by")

    @require(Permission.INVITE)
    @operation(body=RoleInvitationBody, answer=InvitationShape, status=201)
    def post(self, request, building):
        """Invite somebody by e-mail to a role: council, auditor, occupant."""
        return services.invite_to_role(
            **self.read(), origin=origin(request), by=request.user
        )


class OwnersInvitation(ApiView):
    tag = "invitations"

    @require(Permission.INVITE)
    @operation(body=OwnersBody, answer=AskedShape, status=202)
    def post(self, request, building):
        """Invite owners to their account: by e-mail, or on paper without an address.

        An invitation that somebody has not answered is replaced.
        """
        found = owners_to_invite(on=timezone.localdate(), moment=timezone.now())
        owners = list(self.read(owners=found)["owners"])
        return services.invite_owners(owners, origin=origin(request), by=request.user)


class OwnerInvitation(ApiView):
    tag = "invitations"

    @require(Permission.INVITE)
    @operation(
        body=OwnerInvitationBody,
        answer=AskedShape,
        status=202,
        refuses=(AlreadyLinked, NoAddress),
    )
    def post(self, request, building, owner_id):
        """Invite one owner who has no account, by e-mail or on paper."""
        owner = get_object_or_404(Owner, uuid=owner_id, user=None)
        channel = self.read(owner=owner)["channel"]
        return services.invite_owner(
            owner, channel=channel, origin=origin(request), by=request.user
        )


class InvitationView(ApiView):
    tag = "invitations"

    @require(Permission.INVITE)
    @operation(answer=InvitationShape)
    def get(self, request, building, invitation_id):
        """One invitation."""
        return get_object_or_404(invitations_of(building), uuid=invitation_id)


class Revocation(ApiView):
    tag = "invitations"

    @require(Permission.INVITE)
    @operation(answer=InvitationShape, refuses=(InvitationClosed,))
    def post(self, request, building, invitation_id):
        """Withdraw an invitation: its code opens nothing any more."""
        found = get_object_or_404(invitations_of(building), uuid=invitation_id)
        services.revoke_invitation(found, by=request.user)
        return invitations_of(building).get(pk=found.pk)


class Renewal(ApiView):
    tag = "invitations"

    @require(Permission.INVITE)
    @operation(status=202, refuses=(InvitationClosed, AlreadyLinked, NoAddress))
    def post(self, request, building, invitation_id):
        """Send the same invitation again with another code; the old one is void."""
        found = get_object_or_404(invitations_of(building), uuid=invitation_id)
        services.renew_invitation(found, origin=origin(request), by=request.user)
