"""The draft budgets that an assembly can adopt: asked of the books."""

from buildings.access import Access, Permission
from finance.fiscal_year import year_name
from finance.queries.budgets import budget_list
from governance.models import AgendaItem
from governance.queries.drafts import BUDGET_ADOPTED


def draft_budgets(access: Access) -> dict[str, str]:
    """Return the drafts by uuid, the latest year first: "Budget 2026 (2026)"."""
    if not access.allows(Permission.PREPARE_BUDGETS):
        return {}
    found = budget_list(access).filter(adopted_at=None)
    return {
        str(one.uuid): f"{one.title} ({year_name(one.year.since, one.year.until)})"
        for one in found
    }


def budget_of(item: AgendaItem, access: Access):
    """Return the budget that a decision on this point adopts, if it may be read."""
    if item.effect != BUDGET_ADOPTED:
        return None
    return budget_list(access).filter(uuid=item.effect_ref).first()
