"""Who may do what in which building: roles as code, and the one door to a tenant.

A stranger gets 404 (he does not learn that the building exists), a person with a role
but without the right gets 403.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buildings import see_as
from buildings.models import Building, Firm, FirmMember, Owner, Role
from buildings.permissions import Permission
from koprogo.tenancy import enter
from koprogo.tenancy.views import SAFE_METHODS

_ANYBODY = {Permission.SEE_BUILDING, Permission.SEE_LIBRARY}
_OWNER = _ANYBODY | {
    Permission.SEE_REGISTER,
    Permission.SEE_OWN_ACCOUNT,
    Permission.SEE_CALLS,
    Permission.SEE_BOOKS,
    Permission.CONTEST,
    Permission.SEE_ASSEMBLIES,
    Permission.TAKE_PART,
}
_BOOKS = _ANYBODY | {
    Permission.SEE_REGISTER,
    Permission.SEE_CALLS,
    Permission.SEE_BOOKS,
    Permission.SEE_ALL_ACCOUNTS,
    Permission.SEE_ASSEMBLIES,
}
_ACCOUNTANT = _BOOKS | {
    Permission.SEE_CONTACTS,
    Permission.PREPARE_CALLS,
    Permission.ISSUE_CALLS,
    Permission.RECORD_PAYMENTS,
    Permission.OPEN_BOOKS,
    Permission.SEND_LETTERS,
    Permission.SEE_HISTORY,
    Permission.KEEP_BOOKS,
    Permission.CLOSE_BOOKS,
    Permission.PREPARE_INVOICES,
    Permission.APPROVE_INVOICES,
    Permission.PAY_SUPPLIERS,
    Permission.IMPORT_BANK,
    Permission.PREPARE_BUDGETS,
    Permission.ADOPT_BUDGETS,
    Permission.SEND_REMINDERS,
    Permission.PREPARE_STATEMENTS,
    Permission.POST_STATEMENTS,
    Permission.PREPARE_SALES,
    Permission.CARRY_OUT_SALES,
    Permission.ANSWER_CONTESTS,
}
_EDITOR = _ACCOUNTANT | {
    Permission.EDIT_BUILDING,
    Permission.EDIT_LIBRARY,
    Permission.INVITE,
    Permission.SEE_AS_OWNER,
    Permission.PREPARE_ASSEMBLIES,
    Permission.CONVENE_ASSEMBLIES,
    Permission.HOLD_ASSEMBLIES,
    Permission.CARRY_OUT_DECISIONS,
}
# What approves: an assistant prepares, and leaves these to others (platform.md §1).
_APPROVALS = {
    Permission.ISSUE_CALLS,
    Permission.OPEN_BOOKS,
    Permission.KEEP_BOOKS,
    Permission.CLOSE_BOOKS,
    Permission.APPROVE_INVOICES,
    Permission.PAY_SUPPLIERS,
    Permission.ADOPT_BUDGETS,
    Permission.SEND_REMINDERS,
    Permission.POST_STATEMENTS,
    Permission.CARRY_OUT_SALES,
    Permission.CONVENE_ASSEMBLIES,
    Permission.CARRY_OUT_DECISIONS,
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    role: frozenset(permissions)
    for role, permissions in {
        Role.MANAGER: _EDITOR | {Permission.MANAGE_WEBHOOKS, Permission.HAND_OVER},
        Role.ASSISTANT: _EDITOR - _APPROVALS,
        Role.ACCOUNTANT: _ACCOUNTANT,
        Role.CO_OWNER: _OWNER,
        Role.COUNCIL: _OWNER | {Permission.SEE_HISTORY},
        Role.AUDITOR: _BOOKS | {Permission.AUDIT_BOOKS},
        Role.OCCUPANT: _ANYBODY,
        Role.BOARD: set(),
        Role.COMMITTEE: set(),
    }.items()
}

# What a role is, in one sentence for everybody (platform.md §1).
ROLE_DESCRIPTIONS = {
    Role.MANAGER: _(
        "Runs the building for as long as the firm has a mandate: its data, the calls "
        "for funds and the payments."
    ),
    Role.ASSISTANT: _(
        "Prepares the syndic's work in the buildings of the firm, and issues nothing."
    ),
    Role.ACCOUNTANT: _(
        "Keeps the books of the buildings of the firm, and changes neither lots nor "
        "owners nor keys."
    ),
    Role.CO_OWNER: _("Owns a lot, alone or together with others."),
    Role.COUNCIL: _(
        "Was elected by the co-owners to follow the syndic's work (art. 3.90)."
    ),
    Role.AUDITOR: _(
        "Checks the accounts for the time of the appointment (art. 3.91), and changes "
        "nothing."
    ),
    Role.OCCUPANT: _("Lives in the building without owning a lot."),
    Role.BOARD: _("Runs the non-profit association KoproGo."),
    Role.COMMITTEE: _("Decides on the requests to the solidarity fund."),
}


@dataclass(slots=True)
class Access:
    """What the person at work is and may do in the tenant of this page.

    ``seen_as``: the owner as whom a syndic looks at the pages; roles are then his.
    """

    tenant_id: int
    name: str
    roles: frozenset[Role]
    user_id: int
    building: Building | None = None
    seen_as: Owner | None = None

    @property
    def permissions(self) -> frozenset[Permission]:
        return frozenset().union(*(ROLE_PERMISSIONS[role] for role in self.roles))

    def allows(self, permission: Permission) -> bool:
        return permission in self.permissions

    @property
    def may(self) -> dict[str, bool]:
        """For templates: ``{% if request.access.may.edit_building %}``."""
        held = self.permissions
        return {permission.value: permission in held for permission in Permission}

    @property
    def role_labels(self) -> list[str]:
        return _labels(self.roles)

    @property
    def own_owners(self) -> QuerySet[Owner]:
        """Whoever of the register the person is, or is looking as: nobody or one."""
        if self.seen_as is not None:
            return Owner.objects.filter(pk=self.seen_as.pk)
        return Owner.objects.filter(user=self.user_id)

    def is_own(self, owner: Owner) -> bool:
        if self.seen_as is not None:
            return owner == self.seen_as
        return owner.user_id == self.user_id


def _labels(roles) -> list[str]:
    """Return the roles in words, in the order of ``Role``."""
    return [str(role.label) for role in Role if role in roles]


# Asked on every page of a building: the ORM takes thirty times longer to write this
# union than PostgreSQL to answer it (benchmarks).
RUNNING_ROLES = """
    SELECT tenant.id, tenant.slug, tenant.name, held.role
      FROM (SELECT tenant_id, role
              FROM buildings_grant
             WHERE user_id = %(user)s
               AND since <= %(day)s AND (until IS NULL OR until > %(day)s)
             UNION
            SELECT mandate.tenant_id, member.role
              FROM buildings_firmmember AS member
              JOIN buildings_mandate AS mandate USING (firm_id)
             WHERE member.user_id = %(user)s
               AND member.since <= %(day)s
               AND (member.until IS NULL OR member.until > %(day)s)
               AND mandate.since <= %(day)s AND mandate.until > %(day)s) AS held
      JOIN tenancy_tenant AS tenant ON tenant.id = held.tenant_id
"""


def _roles(user, where: str, **values) -> list[tuple[int, str, str, str]]:
    """Return (tenant id, slug, name, role) of the roles running today: one query."""
    values |= {"user": user.pk, "day": timezone.localdate()}
    with connection.cursor() as cursor:
        cursor.execute(f"{RUNNING_ROLES} WHERE {where}", values)
        return cursor.fetchall()


def find_access(user, slug: str) -> Access | None:
    """Return what ``user`` is in the tenant, or None for a stranger."""
    rows = _roles(user, "tenant.slug = %(slug)s", slug=slug)
    if not rows:
        return None
    tenant_id, _slug, name, _role = rows[0]
    return Access(tenant_id, name, frozenset(Role(row[3]) for row in rows), user.pk)


def buildings_of(user) -> list[tuple[str, str, list[str]]]:
    """Return (slug, name, roles in words) of the user's buildings, by name."""
    found: dict[tuple[str, str], set[str]] = {}
    for _tenant, slug, name, role in _roles(user, "tenant.kind = 'co_ownership'"):
        found.setdefault((name, slug), set()).add(role)
    return [
        (slug, name, _labels(roles)) for (name, slug), roles in sorted(found.items())
    ]


def buildings_with(user, permission: Permission) -> dict[int, tuple[str, str]]:
    """Return (slug, name), by tenant, of the buildings where ``user`` has this right."""
    return {
        tenant: (slug, name)
        for tenant, slug, name, role in _roles(user, "tenant.kind = 'co_ownership'")
        if permission in ROLE_PERMISSIONS[Role(role)]
    }


def firms_managed_by(user):
    """Return the firms in which ``user`` is a syndic today: he may take on buildings."""
    members = FirmMember.objects.on(timezone.localdate()).filter(
        user=user, role=Role.MANAGER
    )
    return Firm.objects.filter(pk__in=members.values("firm")).order_by("name", "pk")


@contextmanager
def open_building(
    request, slug: str, permission: Permission, *, seen: UUID | None = None
) -> Iterator[Building]:
    """Enter the building ``slug`` as the person at work: the one door of pages and API.

    What stands inside runs, and must be rendered, in the tenant's transaction; a GET
    cannot write. ``request.access`` says what the person is and may do. ``seen``: the
    owner as whom he looks, if he has that right; nothing can be changed meanwhile.

    Raises:
        Http404: he has no role there.
        PermissionDenied: his roles do not give this right.
    """
    access = find_access(request.user, slug)
    if access is None:
        raise Http404
    reading = request.method in SAFE_METHODS
    looking = _is_looking(access, permission, seen)
    if looking:
        access.roles = frozenset({Role.CO_OWNER})
        _refuse_to_change(reading, access.allows(permission))
    if not access.allows(permission):
        raise PermissionDenied
    with enter(access.tenant_id, by=request.user, read_only=reading):
        # The ASBL and its fund are tenants too, and no buildings.
        access.building = get_object_or_404(Building.objects.select_related("tenant"))
        if looking:
            access.seen_as = get_object_or_404(Owner, uuid=seen)
        request.access = access
        yield access.building


def _is_looking(access: Access, permission: Permission, seen: UUID | None) -> bool:
    """Whether he looks as an owner; that itself he begins and ends as himself."""
    return (
        seen is not None
        and permission is not Permission.SEE_AS_OWNER
        and access.allows(Permission.SEE_AS_OWNER)
    )


def _refuse_to_change(reading: bool, allowed: bool) -> None:
    if not reading:
        raise PermissionDenied(
            gettext("You see the pages as a co-owner does: nothing can be changed.")
        )
    if not allowed:
        raise PermissionDenied(
            gettext(
                "You see the pages as a co-owner does, and co-owners do not have this "
                "one."
            )
        )


def require(permission: Permission):
    """Open the building named by ``slug`` in the URL for a page of this permission."""

    def decorator(view):
        @wraps(view)
        def wrapper(request, slug, **kwargs):
            seen = see_as.seen(request.session, slug, now=timezone.now())
            with open_building(request, slug, permission, seen=seen) as building:
                response = view(request, building, **kwargs)
            if request.access.seen_as is not None:
                # Somebody else's page: the browser keeps no copy to read later.
                patch_cache_control(response, private=True, no_store=True)
            return response

        wrapper.permission = permission
        return wrapper

    return decorator
