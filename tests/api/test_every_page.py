"""What the pages do, the API does: each page beside its operation, or why there is none.

A new page fails the first test until somebody says what a program does instead.
"""

from itertools import chain

from tests.api.parity import BY_API
from tests.api.parity_without import WITHOUT
from tests.api.roles import KEYLESS, TABLE
from tests.api.test_roles import EVERY_VIEW, VIEWS
from tests.test_roles_table import TABLE as PAGES


def operations(page):
    return [tuple(each.split(" ")) for each in BY_API[page].split(", ")]


def test_every_page_has_its_operation_or_a_reason():
    assert sorted([*BY_API, *chain(*WITHOUT.values())]) == sorted(PAGES)


def test_what_is_named_is_there():
    named = {each for page in BY_API for each in operations(page)}
    known = {(method, name) for name, methods in TABLE.items() for method in methods}
    keyless = {(method, name) for name in KEYLESS for method in ("GET", "POST")}
    assert named - known - keyless == set()


def test_every_list_that_a_page_has_as_a_file_is_a_file_here_too():
    handlers = [
        (page, VIEWS[name].get.operation.is_list)
        for page in BY_API
        if page.endswith("-table")
        for _method, name in operations(page)
    ]
    assert [page for page, is_list in handlers if not is_list] == []
    assert len(handlers) == 87


def test_an_operation_asks_for_the_right_of_its_page():
    rights = {
        (page, method, name): (
            getattr(EVERY_VIEW[page], "permission", None),
            getattr(VIEWS[name], method.lower()).permission,
        )
        for page in BY_API
        for method, name in operations(page)
    }
    assert {
        where: found for where, found in rights.items() if len(set(found)) > 1
    } == {}
