import pytest

from koprogo.slots import NavItem, Slot
from koprogo.ui.navigation import Group, Link, menu


def test_providers_are_asked_in_the_order_of_registration():
    slot = Slot("test")
    slot.register(lambda request: [f"{request} of the first"])
    slot.register(lambda request: ())
    slot.register(lambda request: iter([f"{request} of the third"]))
    assert slot.items("thing") == ["thing of the first", "thing of the third"]


def test_a_provider_is_registered_once():
    slot = Slot("test")
    slot.register(list)
    with pytest.raises(ValueError, match="registered twice"):
        slot.register(list)


def item(url: str, section: str = "", group: str = "") -> NavItem:
    return NavItem(url, url, "home", section, group=group)


def link(url: str) -> Link:
    return Link(url, url, "home", "")


def marks(path: str, *urls: str) -> dict[str, str]:
    """Return the links that are marked as current, with their mark."""
    [(_, [group])] = menu([item(url) for url in urls], path)
    return {link.url: link.current for link in group.links if link.current}


def test_items_are_grouped_by_section_in_order_of_appearance():
    items = [item("/a", "Acacias"), item("/home"), item("/b", "Acacias")]
    assert menu(items, "/elsewhere") == [
        ("Acacias", [Group("", [link("/a"), link("/b")])]),
        ("", [Group("", [link("/home")])]),
    ]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a m1 m2", {"": ["a"], "m": ["m1", "m2"]}),
        ("m1 m2 b1 b2", {"m": ["m1", "m2"], "b": ["b1", "b2"]}),
        ("a m1 b1 b2", {"": ["a", "m1"], "b": ["b1", "b2"]}),
        ("a m1 m2 b1", {"": ["a"], "m": ["m1", "m2", "b1"]}),
        ("m1 b1", {"": ["m1", "b1"]}),
    ],
)
def test_a_heading_stands_over_two_links_at_least(given, shown):
    items = [item(url, "Acacias", url.rstrip("a12")) for url in given.split()]
    [(_, groups)] = menu(items, "/elsewhere")
    assert groups == [
        Group(heading, [link(url) for url in urls]) for heading, urls in shown.items()
    ]


def test_no_item_no_menu():
    assert menu([], "/") == []


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/b/acacias/lots/", {"/b/acacias/lots/": "page"}),
        ("/b/acacias/lots/A1/", {"/b/acacias/lots/": "true"}),
        ("/b/acacias/", {"/b/acacias/": "page"}),
        ("/b/acacias/letters/", {"/b/acacias/": "true"}),
        ("/", {"/": "page"}),
        ("/profile/", {}),
    ],
)
def test_the_longest_beginning_of_the_path_is_current(path, marked):
    assert marks(path, "/", "/b/acacias/", "/b/acacias/lots/") == marked


def test_an_item_is_current_on_what_else_belongs_to_it():
    bills = NavItem("Bills", "/b/bills/", "home", also=["/b/orders/"])
    site = [item("/b/"), bills]
    for path, current in [("/b/orders/", "true"), ("/b/bills/", "page"), ("/b/x/", "")]:
        [(_, [group])] = menu(site, path)
        assert group.links[1].current == current
