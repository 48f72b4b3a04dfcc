"""The declarations as people read them: the privacy page and the record (art. 30)."""

from collections.abc import Sequence
from dataclasses import dataclass

from koprogo.privacy.declarations import (
    Fate,
    Kind,
    PersonalField,
    Processing,
    Responsible,
    personal_fields,
)

__all__ = ["Chapter", "Described", "chapters", "kept"]


@dataclass(frozen=True, slots=True)
class Described:
    """A processing with the kinds of data of its declared fields."""

    processing: Processing
    fields: tuple[PersonalField, ...]

    @property
    def kinds(self) -> list[str]:
        """Which data it uses, in words."""
        return _words({field.kind for field in self.fields})

    @property
    def fates(self) -> list[tuple[Fate, list[str]]]:
        """What becomes of which data when the account is closed."""
        found = []
        for fate in Fate:
            kinds = {field.kind for field in self.fields if field.fate == fate}
            if kinds:
                found.append((fate, _words(kinds)))
        return found


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one controller is responsible for."""

    responsible: Responsible
    processings: Sequence[Described]


def chapters() -> list[Chapter]:
    """Return all that is declared, by who is responsible for it."""
    found: dict[str, list[PersonalField]] = {}
    for field in personal_fields():
        found.setdefault(field.processing.key, []).append(field)
    described = [Described(some[0].processing, tuple(some)) for some in found.values()]
    return [
        Chapter(
            responsible,
            [one for one in described if one.processing.responsible == responsible],
        )
        for responsible in Responsible
    ]


def kept() -> list[tuple[str, str]]:
    """Return (title, why) of what stays when an account is closed."""
    return [
        (str(one.processing.title), str(one.processing.kept_because))
        for chapter in chapters()
        for one in chapter.processings
        if any(field.fate == Fate.KEPT for field in one.fields)
    ]


def _words(kinds: set[Kind]) -> list[str]:
    return [str(kind.label) for kind in Kind if kind in kinds]
