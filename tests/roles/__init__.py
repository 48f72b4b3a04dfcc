"""Who gets which answer, page by page (tests/test_roles_table.py)."""

from tests.roles import books, buildings, calls, site

__all__ = ["books", "buildings", "calls", "site"]
