"""What a building knows about the person who asks: his own rows and no others'."""

from collections.abc import Iterator

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from buildings.access import Permission, kinds_of_buildings
from buildings.models import (
    Arrival,
    Consent,
    FirmMember,
    Founding,
    Grant,
    HoldingMember,
    Invitation,
    LibraryVersion,
    Mandate,
    Owner,
    Ownership,
)
from buildings.roles import ROLE_PERMISSIONS
from buildings.services.leaving import leave, refusals
from koprogo.documents.models import File
from koprogo.notifications.models import Delivery
from koprogo.slots import Controller, Personal, PersonalData, PersonalTable
from koprogo.tenancy.models import Tenant

__all__ = ["DATA", "controllers"]

OWN_ACCOUNT = [
    role
    for role, permissions in ROLE_PERMISSIONS.items()
    if Permission.SEE_OWN_ACCOUNT in permissions
]


def places(user) -> set[int]:
    """Return the tenants where he has a role, or had one, himself or by his firm."""
    served = Mandate.objects.filter(firm__members__user=user)
    return {
        *Grant.objects.filter(user=user).values_list("tenant", flat=True),
        *served.values_list("tenant", flat=True),
    }


def own(user) -> Iterator[Personal]:
    yield PersonalTable(
        "roles",
        Grant.objects.filter(user=user)
        .order_by("pk")
        .values("role", "since", "until", place=F("tenant__name")),
    )
    yield PersonalTable(
        "firms",
        FirmMember.objects.filter(user=user)
        .order_by("pk")
        .values("role", "since", "until", firm_name=F("firm__name")),
    )
    yield PersonalTable(
        "invitations",
        Invitation.objects.filter(accepted_by=user)
        .order_by("pk")
        .values("name", "email", "role", "channel", "created_at", "accepted_at"),
    )
    yield PersonalTable(
        "arrivals",
        Arrival.objects.filter(user=user)
        .order_by("pk")
        .values(
            *("says", "where", "arrived_at", "outcome", "decided_at"),
            place=F("tenant__name"),
        ),
    )


def here(user) -> Iterator[Personal]:
    owners = Owner.objects.filter(user=user)
    yield PersonalTable("owner", owners.values(*_OWNER))
    yield from _rights(owners)
    yield PersonalTable(
        "consents",
        Consent.objects.filter(owner__in=owners)
        .order_by("pk")
        .values("purpose", "source", "version", "given_on", "withdrawn_on"),
    )
    recipients = [f"owner:{owner.uuid}" for owner in owners]
    yield PersonalTable(
        "messages",
        Delivery.objects.filter(recipient__in=recipients)
        .order_by("pk")
        .values("channel", "state", "address", "subject", "body", "sent_at"),
    )
    yield PersonalTable(
        "foundings",
        Founding.objects.filter(founder=user)
        .order_by("pk")
        .values("says", "lots", "modules", "founded_at", "opened_at"),
    )
    yield from _stored(user)


_OWNER = (
    *("code", "kind", "first_name", "last_name", "kbo", "language", "channel"),
    *("email", "phone", "street", "postal_code", "city", "country"),
)


def _rights(owners) -> Iterator[Personal]:
    members = HoldingMember.objects.filter(owner__in=owners)
    yield PersonalTable(
        "rights",
        members.values(
            "full",
            "bare",
            "usufruct",
            holding_code=F("holding__code"),
            parts=F("holding__parts"),
        ),
    )
    yield PersonalTable(
        "lots",
        Ownership.objects.filter(holding__in=members.values("holding"))
        .order_by("since", "pk")
        .values(
            "since",
            "until",
            lot_code=F("lot__code"),
            shares=F("lot__shares"),
            holding_code=F("holding__code"),
        ),
    )


def _stored(user) -> Iterator[Personal]:
    yield PersonalTable(
        "stored_files",
        File.objects.filter(created_by=user)
        .order_by("pk")
        .values("name", "content_type", "size", "created_at"),
    )
    yield PersonalTable(
        "library_versions",
        LibraryVersion.objects.filter(added_by=user)
        .order_by("pk")
        .values("number", "note", "added_at", title=F("document__title")),
    )


DATA = PersonalData(places=places, own=own, here=here, refusals=refusals, leave=leave)


def controllers(request) -> Iterator[Controller]:
    """Yield the buildings of the person, each with the ways to his rights there."""
    running = Grant.objects.on(timezone.localdate()).filter(
        Q(role__in=OWN_ACCOUNT), user=request.user
    )
    owned = set(running.values_list("tenant__slug", flat=True))
    for slug, name, kind in kinds_of_buildings(request.user):
        links = []
        if kind != Tenant.Kind.NEIGHBOURS:  # they have no syndic to ask
            page = reverse("buildings:data-request", args=[slug])
            links.append((_("Ask the syndic"), page))
        if slug in owned:
            mine = reverse("buildings:my-letters", args=[slug])
            links.append((_("What I accepted"), mine))
        yield Controller(name, links)
