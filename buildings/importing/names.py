"""What a column or a choice is called, in the four languages and in real files."""

from dataclasses import dataclass
from functools import cached_property

from buildings.importing.text import plain

LANGUAGES = ("en", "fr", "nl", "de")


@dataclass(frozen=True)
class Names:
    """``titles`` is ``en | fr | nl | de``, the names we write; ``also`` those we read.

    Case, accents and punctuation are ignored when a name is read.
    """

    titles: str
    also: str = ""

    def title(self, language: str) -> str:
        return self.titles.split(" | ")[LANGUAGES.index(language)]

    @cached_property
    def plain(self) -> frozenset[str]:
        known = [*self.titles.split(" | "), *self.also.split(", ")]
        return frozenset(filter(None, map(plain, known)))
