"""Who may do what in which building: roles as code, and the one door to a tenant.

A stranger gets 404 (he does not learn that the building exists), a person with a role
but without the right gets 403.
"""

from dataclasses import dataclass
from enum import StrEnum, auto
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.models import Building, FirmMember, Grant, Role
from koprogo.tenancy import enter

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class Permission(StrEnum):
    """One thing a person may do in a building."""

    SEE_BUILDING = auto()
    SEE_REGISTER = auto()
    SEE_CONTACTS = auto()
    EDIT_BUILDING = auto()
    SEE_OWN_ACCOUNT = auto()
    SEE_CALLS = auto()
    SEE_ALL_ACCOUNTS = auto()
    PREPARE_CALLS = auto()
    ISSUE_CALLS = auto()
    RECORD_PAYMENTS = auto()


PERMISSION_LABELS = {
    Permission.SEE_BUILDING: _("See the building and its notices"),
    Permission.SEE_REGISTER: _(
        "Read the list of co-owners with their lots and shares, and the allocation keys"
    ),
    Permission.SEE_CONTACTS: _("Read e-mail addresses and phone numbers of co-owners"),
    Permission.EDIT_BUILDING: _(
        "Change the building, its lots, owners and keys, and import tables"
    ),
    Permission.SEE_OWN_ACCOUNT: _("See one's own balance, calls and payments"),
    Permission.SEE_CALLS: _("Read the calls for funds and how they are divided"),
    Permission.SEE_ALL_ACCOUNTS: _("See every co-owner's balance and payments"),
    Permission.PREPARE_CALLS: _("Prepare calls for funds"),
    Permission.ISSUE_CALLS: _("Issue and cancel calls for funds"),
    Permission.RECORD_PAYMENTS: _("Record payments and reverse them"),
}

_ANYBODY = {Permission.SEE_BUILDING}
_OWNER = _ANYBODY | {
    Permission.SEE_REGISTER,
    Permission.SEE_OWN_ACCOUNT,
    Permission.SEE_CALLS,
}
_BOOKS = _ANYBODY | {
    Permission.SEE_REGISTER,
    Permission.SEE_CALLS,
    Permission.SEE_ALL_ACCOUNTS,
}
_ACCOUNTANT = _BOOKS | {
    Permission.SEE_CONTACTS,
    Permission.PREPARE_CALLS,
    Permission.ISSUE_CALLS,
    Permission.RECORD_PAYMENTS,
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    role: frozenset(permissions)
    for role, permissions in {
        Role.MANAGER: _ACCOUNTANT | {Permission.EDIT_BUILDING},
        # An assistant prepares; he approves nothing (platform.md §1).
        Role.ASSISTANT: (_ACCOUNTANT | {Permission.EDIT_BUILDING})
        - {Permission.ISSUE_CALLS},
        Role.ACCOUNTANT: _ACCOUNTANT,
        Role.CO_OWNER: _OWNER,
        Role.COUNCIL: _OWNER,
        Role.AUDITOR: _BOOKS,
        Role.OCCUPANT: _ANYBODY,
        Role.BOARD: set(),
        Role.COMMITTEE: set(),
    }.items()
}


@dataclass(slots=True)
class Access:
    """What the person at work is and may do in the tenant of this page."""

    tenant_id: int
    name: str
    roles: frozenset[Role]
    building: Building | None = None

    @property
    def permissions(self) -> frozenset[Permission]:
        return frozenset().union(*(ROLE_PERMISSIONS[role] for role in self.roles))

    def allows(self, permission: Permission) -> bool:
        return permission in self.permissions

    @property
    def role_labels(self) -> list[str]:
        return [str(role.label) for role in Role if role in self.roles]


def _roles(user, **tenant):
    """Return (tenant id, slug, name, role) of all roles running today: one query."""
    today = timezone.localdate()
    grants = (
        Grant.objects.on(today)
        .filter(user=user, **{f"tenant__{key}": value for key, value in tenant.items()})
        .values_list("tenant_id", "tenant__slug", "tenant__name", "role")
    )
    mandates = (
        FirmMember.objects.on(today)
        .filter(
            user=user,
            firm__mandates__since__lte=today,
            firm__mandates__until__gt=today,
            **{f"firm__mandates__tenant__{key}": v for key, v in tenant.items()},
        )
        .values_list(
            "firm__mandates__tenant_id",
            "firm__mandates__tenant__slug",
            "firm__mandates__tenant__name",
            "role",
        )
    )
    return grants.union(mandates)


def find_access(user, slug: str) -> Access | None:
    """Return what ``user`` is in the tenant, or None for a stranger."""
    rows = list(_roles(user, slug=slug))
    if not rows:
        return None
    tenant_id, _slug, name, _role = rows[0]
    return Access(tenant_id, name, frozenset(Role(row[3]) for row in rows))


def buildings_of(user) -> list[tuple[str, str, list[str]]]:
    """Return (slug, name, roles in words) of the user's buildings, by name."""
    found: dict[tuple[str, str], list[str]] = {}
    for _tenant, slug, name, role in _roles(user, kind="co_ownership"):
        found.setdefault((name, slug), []).append(str(Role(role).label))
    return [(slug, name, labels) for (name, slug), labels in sorted(found.items())]


def require(permission: Permission):
    """Open the building named by ``slug`` in the URL for a view of this permission.

    The view runs and renders inside the tenant's transaction; a GET cannot write.
    """

    def decorator(view):
        @wraps(view)
        def wrapper(request, slug, **kwargs):
            access = find_access(request.user, slug)
            if access is None:
                raise Http404
            if not access.allows(permission):
                raise PermissionDenied
            reading = request.method in SAFE_METHODS
            with enter(access.tenant_id, by=request.user, read_only=reading):
                access.building = Building.objects.select_related("tenant").get()
                request.access = access
                return view(request, access.building, **kwargs)

        wrapper.permission = permission
        return wrapper

    return decorator


def personal(view):
    """A page of the person himself, in no tenant; a GET cannot write."""

    @wraps(view)
    def wrapper(request, **kwargs):
        reading = request.method in SAFE_METHODS
        with enter(None, by=request.user, read_only=reading):
            return view(request, **kwargs)

    wrapper.permission = None
    return wrapper
