"""Who gets which answer, page by page (tests/test_roles_table.py)."""

from tests.roles import auditing, books, buildings, calls, site

__all__ = ["auditing", "books", "buildings", "calls", "site"]
