"""Who may do what in which association: the one door to a tenant.

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

from buildings import see_as
from buildings.models import Building, Firm, FirmMember, Owner, Role
from buildings.models.people import ASBL_ROLES
from buildings.permissions import Permission
from buildings.roles import AMONG_NEIGHBOURS, permissions_of
from buildings.wording import speaking_in
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from koprogo.tenancy.views import SAFE_METHODS


@dataclass(slots=True)
class Access:
    """What the person at work is and may do in the tenant of this page.

    ``seen_as``: the owner as whom a syndic looks at the pages; roles are then his.
    """

    tenant_id: int
    kind: str
    name: str
    roles: frozenset[Role]
    user_id: int
    building: Building | None = None
    seen_as: Owner | None = None

    @property
    def permissions(self) -> frozenset[Permission]:
        held = (permissions_of(role, self.kind) for role in self.roles)
        return frozenset().union(*held)

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
    def is_of_members(self) -> bool:
        """Whether it is the ASBL, where members decide and nobody has lots."""
        return self.kind == Tenant.Kind.ASBL

    @property
    def is_of_neighbours(self) -> bool:
        """Whether only neighbours meet there: no lots, no books, no syndic."""
        return self.kind == Tenant.Kind.NEIGHBOURS

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
    SELECT tenant.id, tenant.slug, tenant.name, held.role, tenant.kind
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


#: the roles that count there: nobody is a co-owner of the ASBL
IN_ASBL = frozenset({*ASBL_ROLES, Role.COMMITTEE})
BUILDINGS = (Tenant.Kind.CO_OWNERSHIP, Tenant.Kind.NEIGHBOURS)
ONLY_BUILDINGS = "tenant.kind IN ('co_ownership', 'neighbours')"


def _roles(user, where: str, **values) -> list[tuple[int, str, str, str, str]]:
    """Return (tenant id, slug, name, role, kind) of today's roles: one query."""
    values |= {"user": user.pk, "day": timezone.localdate()}
    with connection.cursor() as cursor:
        cursor.execute(f"{RUNNING_ROLES} WHERE {where}", values)
        return cursor.fetchall()


def find_access(user, slug: str) -> Access | None:
    """Return what ``user`` is in the tenant, or None for a stranger."""
    return _access(user, _roles(user, "tenant.slug = %(slug)s", slug=slug))


def find_access_to_asbl(user) -> Access | None:
    """Return what ``user`` is in the ASBL, or None for a stranger: one statement."""
    return _access(user, _roles(user, "tenant.kind = 'asbl'"))


def _access(user, rows: list[tuple[int, str, str, str, str]]) -> Access | None:
    if not rows:
        return None
    tenant_id, _slug, name, _role, kind = rows[0]
    roles = frozenset(Role(row[3]) for row in rows)
    if kind == Tenant.Kind.ASBL:
        roles &= IN_ASBL
        if not roles:
            return None
    return Access(tenant_id, kind, name, roles, user.pk)


def buildings_of(user) -> list[tuple[str, str, list[str]]]:
    """Return (slug, name, roles in words) of the user's buildings, by name."""
    found: dict[tuple[str, str], set[str]] = {}
    for _tenant, slug, name, role, _kind in _roles(user, ONLY_BUILDINGS):
        found.setdefault((name, slug), set()).add(role)
    return [
        (slug, name, _labels(roles)) for (name, slug), roles in sorted(found.items())
    ]


def kinds_of_buildings(user) -> list[tuple[str, str, str]]:
    """Return (slug, name, kind of tenant) of the user's buildings, by name."""
    found = {
        (name, slug, kind)
        for _tenant, slug, name, _role, kind in _roles(user, ONLY_BUILDINGS)
    }
    return [(slug, name, kind) for name, slug, kind in sorted(found)]


def buildings_with(user, permission: Permission) -> dict[int, tuple[str, str]]:
    """Return (slug, name), by tenant, of the buildings where ``user`` has this right."""
    return {
        tenant: (slug, name)
        for tenant, slug, name, role, kind in _roles(user, ONLY_BUILDINGS)
        if permission in permissions_of(Role(role), kind)
    }


def firms_managed_by(user):
    """Return the firms in which ``user`` is a syndic today: he may take on buildings."""
    members = FirmMember.objects.on(timezone.localdate()).filter(
        user=user, role=Role.MANAGER
    )
    return Firm.objects.filter(pk__in=members.values("firm")).order_by("name", "pk")


@contextmanager
def open_building(
    request,
    slug: str,
    permission: Permission,
    *,
    seen: UUID | None = None,
    asbl: bool | Permission = False,
    neighbours: Permission | None = None,
) -> Iterator[Building]:
    """Enter the building ``slug`` as the person at work: the one door of pages and API.

    What stands inside runs, and must be rendered, in the tenant's transaction; a GET
    cannot write. ``request.access`` says what the person is and may do. ``seen``: the
    owner as whom he looks, if he has that right; nothing can be changed meanwhile.
    ``asbl``: the page is one of the ASBL too, which is an association without lots; a
    permission: what it asks for there. ``neighbours``: what it asks for where neighbours
    are among themselves, if that is something else.

    Raises:
        Http404: he has no role there, or it is no page of the ASBL, or of neighbours.
        PermissionDenied: his roles do not give this right.
    """
    access = find_access(request.user, slug)
    if access is None or not (asbl or access.kind in BUILDINGS):
        raise Http404
    if access.is_of_neighbours:
        permission = neighbours or permission
        if permission not in AMONG_NEIGHBOURS:
            raise Http404
    if access.is_of_members and isinstance(asbl, Permission):
        permission = asbl
    reading = request.method in SAFE_METHODS
    looking = _is_looking(access, permission, seen)
    if looking:
        access.roles = frozenset({Role.CO_OWNER})
        _refuse_to_change(reading, access.allows(permission))
    if not access.allows(permission):
        raise PermissionDenied
    with (
        enter(access.tenant_id, by=request.user, read_only=reading),
        speaking_in(access.kind),
    ):
        # The fund is a tenant too, and no association.
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


def require(
    permission: Permission,
    *,
    asbl: bool | Permission = False,
    neighbours: Permission | None = None,
):
    """Open the building named by ``slug`` in the URL for a page of this permission.

    ``asbl``: members of the ASBL have this page too; a permission: for whom there.
    ``neighbours``: for whom it is where neighbours are among themselves.
    """

    def decorator(view):
        @wraps(view)
        def wrapper(request, slug, **kwargs):
            seen = see_as.seen(request.session, slug, now=timezone.now())
            with open_building(
                request, slug, permission, seen=seen, asbl=asbl, neighbours=neighbours
            ) as building:
                response = view(request, building, **kwargs)
            if request.access.seen_as is not None:
                # Somebody else's page: the browser keeps no copy to read later.
                patch_cache_control(response, private=True, no_store=True)
            return response

        wrapper.permission = permission
        wrapper.asbl = asbl
        return wrapper

    return decorator
