"""The latest statements of charges of a co-owner, on the overview of his building."""

from buildings.access import Permission
from finance.models import ChargeDocument, ChargeStatement
from finance.queries import holdings_of
from koprogo.slots import Card

MOST = 3


def cards(request):
    """Yield his own that stand, with their balances; nothing before the first one."""
    access = request.access
    if not access.allows(Permission.SEE_OWN_ACCOUNT):
        return
    own = ChargeDocument.objects.filter(
        holding__in=holdings_of(access),
        statement__in=ChargeStatement.objects.standing(),
    )
    documents = list(
        own.select_related("statement").order_by("-statement__until", "pk")[:MOST]
    )
    if documents:
        context = {"documents": documents, "slug": access.building.slug}
        yield Card("finance/charges/home.html", context)
