"""The readable side of the description: what the page ``/api/`` shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from koprogo.api.problems import GENERAL, REFUSALS
from koprogo.api.sign_in import PENDING


@dataclass(frozen=True, slots=True)
class Line:
    """One operation: ``GET``, its path, and what it does."""

    method: str
    path: str
    summary: str


def chapters(description: Mapping) -> list[tuple[str, list[Line]]]:
    """Return the operations by tag, in the order of their first path."""
    found: dict[str, list[Line]] = {}
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            line = Line(method.upper(), path, operation["summary"])
            found.setdefault(operation["tags"][0], []).append(line)
    return list(found.items())


def general_problems() -> list[tuple[str, int, str]]:
    """Return (last part of the type, status, sentence) of those that no app adds."""
    steps = [(code, 401, str(detail)) for code, detail in PENDING.values()]
    return [
        *((code, status, str(title)) for status, (code, title) in GENERAL.items()),
        *steps,
    ]


def special_problems() -> list[tuple[str, int, str]]:
    """Return the same of the domain errors, by code; their docstrings are English."""
    return sorted(
        (refusal.code, refusal.status, (error.__doc__ or "").strip())
        for error, refusal in REFUSALS.items()
    )
