"""The way to the fund: for whoever asks for help, its committee, and people of the ASBL."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from buildings.access import Access, Permission, find_access_to_asbl
from buildings.models import Role
from koprogo.slots import Entrance, NavItem
from koprogo.tenancy.models import Tenant

FUND = _("Solidarity fund")

# order, label, name of the URL, icon, who may open it
PAGES: list[tuple[int, Promise, str, str, Permission]] = [
    (0, _("Books of the fund"), "fund-books", "book", Permission.SEE_FUND_BOOKS),
    (2, _("Transfers"), "transfers", "bank", Permission.SEE_FUND_BOOKS),
    (4, _("Repayments"), "repayments", "euro", Permission.SEE_FUND_BOOKS),
    (6, _("Direct debits"), "debit-batches", "bank", Permission.KEEP_FUND_BOOKS),
    (8, _("Five years ahead"), "fund-ahead", "calculator", Permission.SEE_FUND_BOOKS),
    (20, _("Seats of the committee"), "seats", "people", Permission.GOVERN_FUND),
    (22, _("Appeals"), "board-appeals", "shield", Permission.DECIDE_APPEALS),
    (24, _("Terms of the fund"), "terms", "edit", Permission.GOVERN_FUND),
    (26, _("Legal review"), "legal", "document", Permission.GOVERN_FUND),
    (28, _("Reports of the fund"), "fund-reports", "document", Permission.GOVERN_FUND),
    (30, _("Goals of the fund"), "fund-goals", "check", Permission.GOVERN_FUND),
    (32, _("Account of the fund"), "fund-account", "bank", Permission.GOVERN_FUND),
]
COMMITTEE = [
    (0, _("Requests to decide"), "committee", "list"),
    (2, _("Sessions"), "committee-sessions", "calendar"),
    (4, _("Payments to prepare"), "payouts", "euro"),
    (6, _("Loans that come back"), "committee-loans", "book"),
    (8, _("Testimonies"), "testimonies", "mail"),
    (10, _("Exclusions"), "exclusions", "shield"),
    (12, _("What the help avoided"), "outcomes", "check"),
]


def items(request) -> Iterator[NavItem]:
    """Yield the pages that this person may open, beside those of where he is."""
    user = getattr(request, "user", None)
    if not settings.ASBL_PLATFORM or user is None or not user.is_authenticated:
        return
    if getattr(request, "seat", None) is not None:
        for order, label, name, icon in COMMITTEE:
            yield NavItem(
                label, reverse(f"solidarity:{name}"), icon, _("Committee"), order
            )
    access = getattr(request, "fund_access", None) or getattr(request, "access", None)
    if access is None or _is_own_home(access):
        yield NavItem(_("Help from the fund"), reverse("solidarity:requests"), "shield")
    elif access.kind == Tenant.Kind.ASBL:
        for order, label, name, icon, permission in PAGES:
            if access.allows(permission):
                yield NavItem(label, reverse(f"solidarity:{name}"), icon, FUND, order)


def _is_own_home(access: Access) -> bool:
    """Tell whether a person stands in a building of his own, as himself: there too he
    finds the way to help. Whoever only looks at its pages as an owner does not.
    """
    mine = access.roles & {Role.CO_OWNER, Role.COUNCIL}
    return access.kind == Tenant.Kind.CO_OWNERSHIP and bool(mine) and not access.seen_as


def entrances(request) -> Iterator[Entrance]:
    """Yield the committee's space for who sits on it."""
    access = find_access_to_asbl(request.user) if settings.ASBL_PLATFORM else None
    if access is not None and Role.COMMITTEE in access.roles:
        yield Entrance(FUND, [Role.COMMITTEE.label], reverse("solidarity:committee"))
