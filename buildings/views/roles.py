from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from buildings.models import Role
from buildings.models.people import ASBL_ROLES, FIRM_ROLES
from buildings.permissions import PERMISSION_LABELS
from buildings.roles import ROLE_DESCRIPTIONS, ROLE_PERMISSIONS

SECTIONS = [
    (_("The syndic's office"), FIRM_ROLES),
    (
        _("The people of the building"),
        (Role.CO_OWNER, Role.COUNCIL, Role.AUDITOR, Role.OCCUPANT),
    ),
    (_("KoproGo itself"), (*ASBL_ROLES, Role.COMMITTEE)),
]


@require_safe
@login_not_required
def roles(request):
    """Who may do what in a building, written from the rules that are applied."""
    sections = [_section(title, members) for title, members in SECTIONS]
    return render(request, "buildings/roles.html", {"sections": sections})


def _section(title, members):
    """Return its roles in words, and yes or no for what at least one of them may."""
    rows = [
        (
            label,
            [(role.label, permission in ROLE_PERMISSIONS[role]) for role in members],
        )
        for permission, label in PERMISSION_LABELS.items()
        if any(permission in ROLE_PERMISSIONS[role] for role in members)
    ]
    return {
        "title": title,
        "roles": [(role.label, ROLE_DESCRIPTIONS[role]) for role in members],
        "rows": rows,
    }
