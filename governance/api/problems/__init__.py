"""What assemblies refuse, told to programs: each area adds its refusals."""

from governance.api.problems import (
    assemblies,
    contracts,
    convocations,
    council,
    meeting,
    minutes,
    tenders,
    voting,
    written,
)

__all__ = [
    "assemblies",
    "contracts",
    "convocations",
    "council",
    "meeting",
    "minutes",
    "tenders",
    "voting",
    "written",
]
