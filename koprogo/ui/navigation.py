"""The main navigation: what the ``nav`` slot gives, grouped, with the current page."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter

from koprogo.slots import NavItem


@dataclass(frozen=True, slots=True)
class Link:
    """``current`` is the value of aria-current: "page", "true" (a page below), or ""."""

    label: str
    url: str
    icon: str
    current: str


@dataclass(frozen=True, slots=True)
class Group:
    """Links of one heading; "": they stand under that of the section."""

    heading: str
    links: list[Link]


def menu(items: Iterable[NavItem], path: str) -> list[tuple[str, list[Group]]]:
    """Group items by section, in order of first appearance, and mark one as current.

    Inside a section the items' ``order`` decides, and groups have a heading; a heading
    over one link helps nobody, so a lone link joins the links before it. Current is the
    link of which a URL is the longest beginning of ``path``; the root of the site is
    current only on itself.
    """
    items = sorted(items, key=attrgetter("order"))
    here = _current_url(items, path)
    sections: dict[str, list[tuple[str, Link]]] = {}
    for item in items:
        current = ""
        if item.url == here:
            current = "page" if here == path else "true"
        link = Link(str(item.label), item.url, item.icon, current)
        sections.setdefault(str(item.section), []).append((str(item.group), link))
    return [(section, _grouped(rows)) for section, rows in sections.items()]


def _grouped(rows: list[tuple[str, Link]]) -> list[Group]:
    """Cut the links of a section into groups of two at least; the first has no heading
    when it would have one link.
    """
    groups = [Group("", [])]
    for heading, found in groupby(rows, key=itemgetter(0)):
        links = [link for _heading, link in found]
        if heading and len(links) > 1:
            groups.append(Group(heading, links))
        else:
            groups[-1].links.extend(links)
    return [group for group in groups if group.links]


def _current_url(items: list[NavItem], path: str) -> str:
    above = [
        (len(url), item.url)
        for item in items
        for url in (item.url, *item.also)
        if url == path or (url != "/" and path.startswith(url))
    ]
    _length, url = max(above, key=itemgetter(0), default=(0, ""))
    return url
