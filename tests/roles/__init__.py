"""Who gets which answer, page by page (tests/test_roles_table.py)."""

from tests.roles import (
    assemblies,
    auditing,
    books,
    buildings,
    calls,
    contracts,
    convocations,
    council,
    meeting,
    minutes,
    site,
    tenders,
    voting,
    written,
)

__all__ = [
    "assemblies",
    "auditing",
    "books",
    "buildings",
    "calls",
    "contracts",
    "convocations",
    "council",
    "meeting",
    "minutes",
    "site",
    "tenders",
    "voting",
    "written",
]
