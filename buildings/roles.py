"""What each role may do, and what it is: roles as code."""

from django.utils.translation import gettext_lazy as _

from buildings.models import Role
from buildings.permissions import Permission
from koprogo.tenancy.models import Tenant

_ANYBODY = {Permission.SEE_BUILDING, Permission.SEE_LIBRARY}
_OWNER = _ANYBODY | {
    Permission.SEE_REGISTER,
    Permission.SEE_OWN_ACCOUNT,
    Permission.SEE_CALLS,
    Permission.SEE_BOOKS,
    Permission.CONTEST,
    Permission.SEE_ASSEMBLIES,
    Permission.TAKE_PART,
    Permission.MEET_NEIGHBOURS,
    Permission.INVITE_OCCUPANTS,
}
_COUNCIL = _OWNER | {
    Permission.SEE_HISTORY,
    Permission.SWITCH_MODULES,
    Permission.MODERATE,
    Permission.LET_IN,
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
    Permission.LET_IN,
    Permission.END_OCCUPANCIES,
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

# In the ASBL: one member one vote, and a board that its members elect.
_MEMBER = {
    Permission.SEE_LIBRARY,
    Permission.SEE_ASSEMBLIES,
    Permission.TAKE_PART,
    Permission.SEE_MEMBERSHIP,
    Permission.SUPPORT_IDEAS,
}
_ASBL_BOOKS = {
    Permission.SEE_LIBRARY,
    Permission.SEE_ASSEMBLIES,
    Permission.SEE_ASBL_BOOKS,
    Permission.SEE_REPORTS,
    Permission.SEE_FUND_BOOKS,
}
_BOARD = _ASBL_BOOKS | {
    Permission.SEE_REGISTER,
    Permission.SEE_CONTACTS,
    Permission.EDIT_LIBRARY,
    Permission.SEE_HISTORY,
    Permission.PREPARE_ASSEMBLIES,
    Permission.CONVENE_ASSEMBLIES,
    Permission.HOLD_ASSEMBLIES,
    Permission.CARRY_OUT_DECISIONS,
    Permission.SEND_LETTERS,
    Permission.APPROVE_COSTS,
    Permission.CLOSE_QUARTERS,
    Permission.SEE_MEMBERS,
    Permission.KEEP_MEMBERS,
    Permission.PREPARE_ALLOCATIONS,
    Permission.PUBLISH_REPORTS,
    Permission.GOVERN_FUND,
    Permission.DECIDE_APPEALS,
}
_TREASURER = _ASBL_BOOKS | {
    Permission.SEE_MEMBERS,
    Permission.KEEP_ASBL_BOOKS,
    Permission.KEEP_FUND_BOOKS,
    Permission.APPROVE_COSTS,
    Permission.CLOSE_QUARTERS,
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    role: frozenset(permissions)
    for role, permissions in {
        Role.MANAGER: _EDITOR
        | {
            Permission.MANAGE_WEBHOOKS,
            Permission.HAND_OVER,
            Permission.SWITCH_MODULES,
            Permission.MODERATE,
        },
        Role.ASSISTANT: _EDITOR - _APPROVALS,
        Role.ACCOUNTANT: _ACCOUNTANT,
        Role.CO_OWNER: _OWNER,
        Role.COUNCIL: _COUNCIL,
        Role.AUDITOR: _BOOKS | {Permission.AUDIT_BOOKS},
        Role.OCCUPANT: _ANYBODY | {Permission.MEET_NEIGHBOURS},
        Role.MEMBER: _MEMBER,
        Role.BOARD: _BOARD,
        Role.TREASURER: _TREASURER,
        Role.ASBL_AUDITOR: _ASBL_BOOKS
        | {Permission.SEE_HISTORY, Permission.AUDIT_ASBL},
        Role.COORDINATOR: {
            Permission.SEE_LIBRARY,
            Permission.SEE_ASSEMBLIES,
            Permission.PREPARE_ASSEMBLIES,
            Permission.PREPARE_ALLOCATIONS,
        },
        Role.COMMITTEE: set(),
    }.items()
}

# Where neighbours are among themselves (docs/adr/0016): no register, no books, no syndic.
_NEIGHBOURS_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OCCUPANT: frozenset({Permission.MEET_NEIGHBOURS}),
    Role.COUNCIL: frozenset(
        {
            Permission.MEET_NEIGHBOURS,
            Permission.SWITCH_MODULES,
            Permission.MODERATE,
            Permission.LET_IN,
            Permission.END_OCCUPANCIES,
            Permission.SEE_HISTORY,
        }
    ),
}
#: all that anybody may do there
AMONG_NEIGHBOURS = frozenset().union(*_NEIGHBOURS_PERMISSIONS.values())


def permissions_of(role: Role, kind: str) -> frozenset[Permission]:
    """Return what a role may do in a tenant of this kind."""
    if kind == Tenant.Kind.NEIGHBOURS:
        return _NEIGHBOURS_PERMISSIONS.get(role, frozenset())
    return ROLE_PERMISSIONS[role]


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
    Role.MEMBER: _(
        "Pays the contribution to the ASBL, or votes there for a co-ownership that does."
    ),
    Role.BOARD: _("Runs the ASBL; elected by its members for three years."),
    Role.TREASURER: _("Keeps the books of the ASBL."),
    Role.ASBL_AUDITOR: _(
        "Checks the accounts of the ASBL for its members, and changes nothing."
    ),
    Role.COORDINATOR: _(
        "Prepares proposals and group negotiations for the members, and approves "
        "nothing."
    ),
    Role.COMMITTEE: _("Decides on the requests to the solidarity fund."),
}
