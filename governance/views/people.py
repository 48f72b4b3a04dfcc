"""Lists of people: whole in a building, page by page for the thousands of the ASBL."""

from collections.abc import Sequence

from django.core.paginator import Page

from koprogo.ui.pagination import PAGE_SIZE, paginate

#: what of an address says which part of a list is shown
SHOWN = ("q", "page")


def page_of_people(request, rows: Sequence) -> Page:
    """Return the page of a list that is asked for; of a building there is only one."""
    of_building = not request.access.is_of_members
    size = max(len(rows), 1) if of_building else PAGE_SIZE
    return paginate(request, rows, size=size)


def searched(request) -> str:
    """Return what was typed to find somebody."""
    return request.GET.get("q", "").strip()


def fits(search: str, *texts: str) -> bool:
    """Whether each word that was typed stands in one of these texts."""
    text = " ".join(texts).casefold()
    return all(word in text for word in search.casefold().split())


def part_shown(request) -> str:
    """Return the end of an address that shows the same part of the list again."""
    asked = request.GET.copy()
    for name in set(asked) - set(SHOWN):
        del asked[name]
    return f"?{asked.urlencode()}" if asked else ""
