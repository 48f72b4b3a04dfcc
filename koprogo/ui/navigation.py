"""The main navigation: what the ``nav`` slot gives, grouped, with the current page."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter, itemgetter

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

    Inside a section the items' ``order`` decides. Current is the link of which a URL is
    the longest beginning of ``path``; the root of the site is current only on itself.
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
        (len(url), item.url)
        for item in items
        for url in (item.url, *item.also)
        if url == path or (url != "/" and path.startswith(url))
    ]
    _length, url = max(above, key=itemgetter(0), default=(0, ""))
    return url
