from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from buildings.navigation import Page, building_pages
from koprogo.slots import NavItem

PAGES: list[Page] = [
    (5, _("This month"), "finance:month", "check", Permission.SEE_ALL_ACCOUNTS),
    (10, _("My account"), "finance:account", "user", Permission.SEE_OWN_ACCOUNT),
    (20, _("Calls for funds"), "finance:calls", "euro", Permission.SEE_CALLS),
    (22, _("Payments"), "finance:payments", "bank", Permission.SEE_ALL_ACCOUNTS),
    (24, _("Accounts"), "finance:accounts", "book", Permission.SEE_ALL_ACCOUNTS),
    (
        26,
        _("Statements of charges"),
        "finance:charge-statements",
        "list",
        Permission.SEE_BOOKS,
    ),
    (40, _("Budget"), "finance:budgets", "calculator", Permission.SEE_BOOKS),
    (42, _("Invoices"), "finance:invoices", "document", Permission.SEE_BOOKS),
    (50, _("Bank"), "finance:bank", "bank", Permission.SEE_BOOKS),
    (52, _("Books"), "finance:books", "book", Permission.SEE_BOOKS),
    (54, _("Check of the accounts"), "finance:audit", "check", Permission.AUDIT_BOOKS),
    (66, _("Sales of lots"), "finance:sales", "key", Permission.PREPARE_SALES),
]

# What stands at addresses of its own, and is reached from which of these pages.
ALSO = {
    "finance:invoices": ["orders/"],
    "finance:charge-statements": ["meters/"],
}
OF_EVERYBODY = {
    "finance:accounts": [
        "collections/",
        "mandates/",
        "contests/",
        "plans/",
        "reminders/",
    ],
    "finance:calls": ["documents/"],
}
OWN = {"finance:account": ["contests/", "plans/", "reminders/", "documents/"]}


def portfolio_links(request) -> Iterator[NavItem]:
    """Yield what the firm does for all its buildings at once."""
    yield NavItem(_("Import bank files"), reverse("firm-books:bank-import"), "upload")


def supplier_page(slug: str, supplier_id: UUID) -> str:
    """Return where the invoices of a supplier are, with what he is owed."""
    return reverse("finance:invoices", args=[slug]) + f"?supplier={supplier_id}"


def items(request) -> Iterator[NavItem]:
    """Yield the pages of the books that this person may open."""
    access = getattr(request, "access", None)
    sees_all = access is not None and access.allows(Permission.SEE_ALL_ACCOUNTS)
    return building_pages(request, PAGES, ALSO | (OF_EVERYBODY if sees_all else OWN))
