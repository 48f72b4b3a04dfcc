"""The main navigation: what the ``nav`` slot gives, grouped, with the current page."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from koprogo.slots import NavItem


@dataclass(frozen=True, slots=True)
class Link:
    """``current`` is the value of aria-current: "page", "true" (a page below), or ""."""

    label: str
    url: str
    icon: str
    current: str


def menu(items: Iterable[NavItem], path: str) -> list[tuple[str, list[Link]]]:
    """Group items by section, in order of first appearance, and mark one as current.

    Inside a section the items' ``order`` decides. Current is the link whose URL is the
    longest beginning of ``path``; the root of the site is current only on itself.
    """
    items = sorted(items, key=attrgetter("order"))
    here = _current_url(items, path)
    sections: dict[str, list[Link]] = {}
    for item in items:
        current = ""
        if item.url == here:
            current = "page" if here == path else "true"
        link = Link(str(item.label), item.url, item.icon, current)
        sections.setdefault(str(item.section), []).append(link)
    return list(sections.items())


def _current_url(items: list[NavItem], path: str) -> str:
    above = [
        item.url
        for item in items
        if item.url == path or (item.url != "/" and path.startswith(item.url))
    ]
    return max(above, key=len, default="")
